import { TrueFoundryClient } from "../../../../src/sources/trueFoundry/wire/client";
import { ApiPaths } from "../../../../src/sources/trueFoundry/wire/apiPaths";
import type { Artifact, MlRepo, Run, Version } from "../../../../src/sources/trueFoundry/wire/model";
import { TrueFoundrySource } from "../../../../src/sources/trueFoundry/source";
import type { FaultServer, Handler } from "../../../support/faultServer";
import { HttpFixture } from "../../../support/httpFixture";

export const ROOT = "/api/ml/v1";
export const TOKEN = "tfy-0123456789abcdef0123456789abcdef";
export const SCOPE = "trueFoundry/cp";
/** 2026-03-02 12:00 UTC. */
export const NOW = Date.UTC(2026, 2, 2, 12, 0, 0);
/** As long and as telling as those of an object store. */
export const SIGNED_URL = "https://bucket.example.com/weights.bin?X-Amz-Signature=5ec2e7feedc0ffee&X-Amz-Expires=600";

type Json = Readonly<Record<string, unknown>>;

/** Servers, clients and sources of a test file, which all end with the test. */
export class TrueFoundryFixture extends HttpFixture {
  async connect(handler: Handler): Promise<{ server: FaultServer; client: TrueFoundryClient }> {
    const server = await this.serve(handler);
    return { server, client: this.trueFoundry(server.url) };
  }

  async source(handler: Handler): Promise<{ server: FaultServer; source: TrueFoundrySource }> {
    const { server, client } = await this.connect(handler);
    return { server, source: new TrueFoundrySource({ client, scope: SCOPE, baseUrl: server.url }) };
  }

  trueFoundry(baseUrl: string, paths = new ApiPaths([ROOT])): TrueFoundryClient {
    const headers = () => ({ authorization: `Bearer ${TOKEN}` });
    return new TrueFoundryClient(this.client(baseUrl, { headers }), paths);
  }
}

export function page(data: readonly unknown[], total = data.length, offset = 0): Json {
  return { data, pagination: { total, offset, limit: 100 } };
}

export function filePage(data: readonly unknown[], token?: string | null): Json {
  return { data, pagination: { next_page_token: token, limit: 1000 } };
}

export const SUBJECT = {
  subjectId: "u1",
  subjectType: "user",
  subjectSlug: "ada@example.com",
  subjectDisplayName: "Ada",
};

export function wireRepo(overrides: Json = {}): Json {
  return {
    id: "r1",
    tenant_name: "acme",
    account_id: "a1",
    created_at: "2026-01-02T03:04:05Z",
    created_by_subject: SUBJECT,
    num_runs: 41,
    artifact_type_counts: { artifact: 30, model: 12, plot: 2 },
    datasets_count: 3,
    manifest: {
      name: "nlp",
      type: "ml-repo",
      description: "Language models",
      storage_integration_fqn: "acme:s3:bucket",
      collaborators: [],
    },
    ...overrides,
  };
}

export function wireArtifact(overrides: Json = {}): Json {
  return {
    id: "a1",
    ml_repo_id: "r1",
    type: "artifact",
    name: "corpus",
    fqn: "artifact:acme/nlp/corpus",
    created_by_subject: SUBJECT,
    created_at: "2026-01-02T03:04:05Z",
    updated_at: "2026-02-02T03:04:05Z",
    latest_version: { id: "v3", manifest: { version: 3 } },
    run_steps: [100],
    ...overrides,
  };
}

export function wireVersion(number: number, overrides: Json = {}, manifest: Json = {}): Json {
  return {
    id: `id-${number}`,
    fqn: `artifact:acme/nlp/corpus:${number}`,
    created_by_subject: SUBJECT,
    manifest: {
      name: "corpus",
      type: "artifact-version",
      ml_repo: "nlp",
      version: number,
      description: "Cleaned",
      version_alias: "golden",
      metadata: { lang: "en", rows: 1200, clean: true, split: { train: 0.9 }, none: null },
      source: { type: "truefoundry", uri: "s3://bucket/corpus/3" },
      step: 100,
      run_id: "run-7",
      ...manifest,
    },
    ml_repo_id: "r1",
    artifact_id: "a1",
    created_at: "2026-02-02T03:04:05Z",
    updated_at: "2026-02-03T03:04:05Z",
    usage_code_snippet: "client.get_artifact_version_by_fqn('…')",
    tags: ["prod", "eval"],
    ...overrides,
  };
}

export function wireRun(info: Json = {}, data: Json = {}): Json {
  return {
    info: {
      run_id: "run-1",
      run_uuid: "run-1",
      experiment_id: "r1",
      name: "svm",
      fqn: "acme/nlp/svm",
      status: "FINISHED",
      start_time: 1_700_000_000_000,
      end_time: 1_700_000_600_000,
      artifact_uri: "s3://bucket/run-1",
      lifecycle_stage: "active",
      description: "First try",
      created_by_subject: SUBJECT,
      ...info,
    },
    data: {
      metrics: [{ key: "loss", value: 0.5, step: 7, timestamp: 1_700_000_000_000 }],
      params: [{ key: "lr", value: "1e-4" }],
      tags: [{ key: "team", value: "nlp" }],
      ...data,
    },
  };
}

/** What every repo has. */
export const BARE_REPO: MlRepo = {
  id: "r1",
  name: "nlp",
  description: "",
  tenant: "",
  storageIntegration: "",
  createdBy: "",
  counts: [],
};

export function repo(overrides: Partial<MlRepo> = {}): MlRepo {
  return { ...BARE_REPO, tenant: "acme", createdAt: NOW, ...overrides };
}

export function artifact(overrides: Partial<Artifact> = {}): Artifact {
  const texts = { name: "corpus", fqn: "artifact:acme/nlp/corpus", createdBy: "" };
  return { id: "a1", repoId: "r1", type: "artifact", ...texts, updatedAt: NOW, latestVersion: 3, ...overrides };
}

/** What every version has. */
export const BARE_VERSION: Version = {
  id: "v-1",
  type: "artifact",
  fqn: "",
  artifactId: "a1",
  repoId: "r1",
  description: "",
  alias: "",
  tags: [],
  runId: "",
  createdBy: "",
  sourceType: "",
  sourceUri: "",
  metadata: [],
  metrics: [],
  framework: "",
  pythonVersion: "",
  packages: [],
  usageSnippet: "",
};

export function version(overrides: Partial<Version> = {}): Version {
  const texts = { fqn: "artifact:acme/nlp/corpus:3", sourceType: "truefoundry", sourceUri: "s3://bucket/corpus/3" };
  return { ...BARE_VERSION, ...texts, number: 3, createdAt: NOW, usageSnippet: "download()", ...overrides };
}

export function run(overrides: Partial<Run> = {}): Run {
  return {
    id: "run-1",
    repoId: "r1",
    name: "svm",
    fqn: "acme/nlp/svm",
    status: "FINISHED",
    startedAt: NOW - 600_000,
    endedAt: NOW,
    artifactUri: "s3://bucket/run-1",
    isArchived: false,
    description: "",
    createdBy: "",
    metrics: [],
    params: [],
    tags: [],
    ...overrides,
  };
}
