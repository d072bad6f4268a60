import type { FindGroup, Found, SourceFinder } from "../contract/finder";
import type { TrueFoundryClient } from "./wire/client";
import type { TrueFoundryEntry } from "./rows/entries";
import { parseAddress } from "./addresses";
import { VersionNames } from "./find/versionsCalled";
import type { Artifact, ArtifactType, MlRepo, Run, Version } from "./wire/model";
import { artifactEntry, repoEntry, versionDetail, versionEntry, versionName } from "./rows/rows";
import { runEntry } from "./rows/runRows";
import { LoadCache } from "../shared/loadCache";
import { walkPages } from "../shared/pageWalk";
import { defined } from "../../text/defined";
import type { LoadPage } from "../contract/listPage";
import { rowPage } from "./versionPages";
import type { CallOptions } from "../contract/entry";

const PAGE_SIZE = 10;
const REPO_PAGE_SIZE = 100;
const KEPT_MS = 120_000;

/** A version's number is none of its names. */
const NUMBER = /^\d*$/;

/** ML repos, runs, models, artifacts, and versions by alias or tag. The service takes whole names: a part of one finds nothing there. */
export function trueFoundryFinder(client: TrueFoundryClient): SourceFinder<TrueFoundryEntry> {
  const repos: FindGroup = {
    noun: "ML repos",
    find: async (name, options) => {
      const { items, total, unread } = await client.listRepos({ name, limit: PAGE_SIZE }, options);
      return { items: items.map(foundRepo), ...defined({ total, unread }) };
    },
  };
  const items = (type: ArtifactType, noun: string): FindGroup => ({
    noun,
    find: async (name: string, options: CallOptions) => {
      const { items: found, total, unread } = await client.listArtifacts(type, { name, limit: PAGE_SIZE }, options);
      return { items: found.flatMap(foundArtifact), ...defined({ total, unread }) };
    },
  });
  return {
    groups: [repos, runGroup(client), items("model", "models"), items("artifact", "artifacts"), versionGroup(client)],
    examples: [
      { what: "a fully qualified name", example: "model:tenant/repo/name:3, …:latest, …:production, tenant/repo/run" },
      { what: "an ID", example: "model-version/…, artifact/…, run/…" },
    ],
    read: parseAddress,
  };
}

function versionGroup(client: TrueFoundryClient): FindGroup {
  const names = new VersionNames(client);
  return {
    noun: "versions by alias or tag",
    find: async (text, options) => {
      if (NUMBER.test(text)) {
        return { items: [] };
      }
      const { items: versions, unread } = await names.find(text, options);
      const placed = versions.filter(({ fqn }) => fqn !== "");
      return { items: placed.slice(0, PAGE_SIZE).map(foundVersion), total: placed.length, ...defined({ unread }) };
    },
  };
}

/** Versions of one alias are told apart by what they are versions of. */
function foundVersion(version: Version): Found {
  const [, repo = "", name = version.fqn] = /^[^:]+:[^/]+\/([^/]+)\/(.+):[^:]+$/.exec(version.fqn) ?? [];
  const { icon } = versionEntry("", version);
  return {
    name: `${name} ${versionName(version)}`,
    detail: [repo, ...versionDetail(version)],
    icon,
    address: version.fqn,
  };
}

/** Runs are searched in repos, whose ids are kept for a while. Planes without runs have none to find. */
function runGroup(client: TrueFoundryClient): FindGroup {
  const kept = new LoadCache<readonly string[]>(1, { keptMs: KEPT_MS });
  return {
    noun: "runs",
    find: async (name, options) => {
      const repoIds = await kept.get("", (own) => allRepoIds(client, own), options);
      const [first] = repoIds;
      if (first === undefined || !(await client.serves("runs", first, options))) {
        return { items: [] };
      }
      const { items: runs, total, unread } = await client.runs.search({ repoIds, name, limit: PAGE_SIZE }, options);
      return { items: runs.map(foundRun), ...defined({ total, unread }) };
    },
  };
}

async function allRepoIds(client: TrueFoundryClient, options: CallOptions): Promise<readonly string[]> {
  const load: LoadPage<MlRepo> = async (cursor, call) => {
    const offset = Number(cursor ?? 0);
    return rowPage(await client.listRepos({ offset, limit: REPO_PAGE_SIZE }, call), offset, (repo) => repo);
  };
  return (await walkPages(load, ({ id }) => id, options)).items.map(({ id }) => id);
}

function foundRun(run: Run): Found {
  const { name, detail, icon } = runEntry("", run);
  const [, repo] = /^[^/]+\/([^/]+)\//.exec(run.fqn) ?? [];
  return { name, detail: [...(repo === undefined ? [] : [repo]), ...detail], icon, address: `run/${run.id}` };
}

function foundRepo(repo: MlRepo): Found {
  const { name, detail, icon } = repoEntry("", repo);
  return { name, detail, icon, address: `ml-repo/${repo.id}` };
}

/** One without its qualified name can't be led to. */
function foundArtifact(artifact: Artifact): readonly Found[] {
  const { name, detail, icon } = artifactEntry("", artifact);
  const [, , repo] = /^[^:]+:([^/]+)\/([^/]+)\//.exec(artifact.fqn) ?? [];
  const place = repo === undefined ? [] : [repo];
  return artifact.fqn === "" ? [] : [{ name, detail: [...place, ...detail], icon, address: artifact.fqn }];
}
