import type { DirectoryRecord, ItemRecord, RepoRecord, VersionRecord } from "../repos/repoRecords";
import type { RepoStock } from "../repos/repoStock";
import { isoTime } from "../server/isoTime";
import { metricSummaries } from "../team/records/metrics";
import type { Person } from "../team/records/people";
import { usageSnippet } from "./usageSnippet";

export const TENANT = "acme";

/** Records as the service words them. What is undefined is left out. `runs` is how many it has that are not archived. */
export function repoShape(repo: RepoRecord, runs: number): object {
  const count = (kind: string): number => repo.items.filter((item) => item.kind === kind).length;
  const isUsed = repo.items.length > 0;
  return {
    id: repo.id,
    tenant_name: TENANT,
    account_id: `${TENANT}-account`,
    created_at: isoTime(repo.createdAt),
    created_by_subject: subjectShape(repo.owner),
    num_runs: isUsed ? runs : undefined,
    artifact_type_counts: isUsed ? { artifact: count("artifact"), model: count("model") } : undefined,
    datasets_count: isUsed ? repo.directories.length : undefined,
    manifest: {
      name: repo.name,
      type: "ml-repo",
      description: repo.description || undefined,
      storage_integration_fqn: `${TENANT}:aws:acme-prod:blob-storage:mlfoundry`,
      collaborators: [
        { subject: `user:${repo.owner.email || "ada.okafor@acme.example"}`, role_id: "mlrepo-admin" },
        { subject: "team:everyone", role_id: "mlrepo-viewer" },
      ],
    },
  };
}

interface ItemView {
  readonly stock: RepoStock;
  /** The run that a list was asked for: then each item says which of the run's steps it has. */
  readonly runId: string | undefined;
}

export function itemShape(item: ItemRecord, { stock, runId }: ItemView): object {
  const latest = item.versions.at(-1);
  const steps = item.versions.filter((version) => runId !== undefined && runIdOf(version) === runId).map(stepOf);
  return {
    id: item.id,
    ml_repo_id: item.repo.id,
    type: item.kind,
    name: item.name,
    fqn: itemFqn(item),
    created_by_subject: subjectShape(item.owner),
    created_at: isoTime(item.createdAt),
    updated_at: isoTime(updatedAt(item)),
    latest_version: latest && versionShape(latest, { stock, hasInternals: false }),
    run_steps: runId === undefined ? undefined : steps.filter((step) => step !== undefined),
  };
}

export function updatedAt({ versions, createdAt }: ItemRecord): number {
  return versions.at(-1)?.createdAt ?? createdAt;
}

interface VersionView {
  readonly stock: RepoStock;
  readonly hasInternals: boolean;
}

export function versionShape(version: VersionRecord, { stock, hasInternals }: VersionView): object {
  const { item } = version;
  const internals = hasInternals ? { ".truefoundry": { uploaded_by: "truefoundry-sdk/0.11.4" } } : {};
  return {
    id: version.id,
    fqn: versionFqn(version),
    [`${item.kind}_id`]: item.id,
    ml_repo_id: item.repo.id,
    created_by_subject: subjectShape(version.owner),
    created_at: isoTime(version.createdAt),
    updated_at: isoTime(version.createdAt),
    usage_code_snippet: usageSnippet(item.kind, versionFqn(version)),
    tags: stock.tagsOf(version),
    ...(item.kind === "model" && { metrics: metricShapes(version), deployable: true }),
    manifest: {
      name: item.name,
      type: `${item.kind}-version`,
      ml_repo: item.repo.name,
      version: version.number,
      description: version.description || undefined,
      version_alias: version.alias,
      metadata: { ...version.metadata, ...internals },
      source: { type: "truefoundry", uri: `${item.repo.bucket}/${storageKey(version)}` },
      step: stepOf(version),
      run_id: runIdOf(version),
      ...(item.kind === "model" && MODEL_MANIFEST),
    },
  };
}

const MODEL_MANIFEST = {
  framework: { type: "transformers", library_name: "transformers", pipeline_tag: "text-generation" },
  environment: { python_version: "3.11", pip_packages: ["torch==2.5.1", "transformers==4.46.3", "peft==0.13.2"] },
};

/** As they were when the version was made. */
function metricShapes({ run, createdAt }: VersionRecord): object[] {
  const shape = (summary: ReturnType<typeof metricSummaries>[number]): object => ({
    key: summary.key,
    value: summary.latest,
    step: summary.last_step,
    timestamp: createdAt,
  });
  return metricSummaries(run, createdAt).map(shape);
}

/** Where a version's files are, in the bucket. */
export function storageKey({ id, item }: VersionRecord): string {
  return `${item.repo.id}/artifacts/${item.id}/${id}`;
}

export function directoryKey({ id, repo }: DirectoryRecord): string {
  return `${repo.id}/data/${id}`;
}

export function directoryFqn({ repo, name }: DirectoryRecord): string {
  return `data-dir:${TENANT}/${repo.name}/${name}`;
}

export function itemFqn({ kind, repo, name }: ItemRecord): string {
  return `${kind}:${TENANT}/${repo.name}/${name}`;
}

export function versionFqn({ item, number }: VersionRecord): string {
  return `${itemFqn(item)}:${number}`;
}

/** Undefined for what was uploaded by hand. */
export function runIdOf({ isTracked, run }: VersionRecord): string | undefined {
  return isTracked ? run.uuid : undefined;
}

export function stepOf({ isTracked, checkpoint }: VersionRecord): number | undefined {
  return isTracked ? checkpoint : undefined;
}

export function subjectShape({ id, name, email }: Person): object {
  return email === ""
    ? { subjectId: id, subjectType: "serviceaccount", subjectSlug: name }
    : { subjectId: id, subjectType: "user", subjectSlug: email, subjectDisplayName: name };
}
