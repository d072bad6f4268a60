import assert from "node:assert/strict";
import { startSampleServer, type SampleServer, type SampleServerOptions } from "../../../src/sample/sampleServer";

export const NOW = Date.UTC(2026, 2, 14, 9, 30);
export const KEYS = { apiKey: "an-api-key", appKey: "an-application-key" };
export const LAB = "/api/v2/model-lab-api";

export interface Pair {
  readonly key: string;
  readonly value: string;
}

export interface Metric {
  readonly key: string;
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly latest: number;
  readonly stddev: number;
  readonly first_step: number;
  readonly last_step: number;
}

export interface WireProject {
  readonly id: string;
  readonly type: string;
  readonly attributes: {
    readonly name: string;
    readonly description: string;
    readonly artifact_storage_location: string;
    readonly created_at: string;
    readonly updated_at: string;
    readonly is_starred: boolean;
    readonly owner_id?: string;
    readonly tags: readonly Pair[];
  };
}

export interface WireRun {
  readonly id: string;
  readonly type: string;
  readonly attributes: {
    readonly name: string;
    readonly description: string;
    readonly project_id: number;
    readonly status: string;
    readonly started_at: string;
    readonly created_at: string;
    readonly updated_at: string;
    readonly completed_at?: string;
    readonly duration?: number;
    readonly has_children: boolean;
    readonly is_pinned: boolean;
    readonly descendant_match: boolean;
    readonly external_url?: string;
    readonly owner_id?: string;
    readonly mlflow_artifact_location: string;
    readonly params: readonly Pair[] | null;
    readonly metric_summaries: readonly Metric[];
  };
}

export interface WirePage<T> {
  readonly data: readonly T[];
  readonly links: Readonly<Record<string, string>>;
  readonly meta: { readonly page: Readonly<Record<string, string | number | null>> };
}

export interface WireEntry {
  readonly path: string;
  readonly is_dir: boolean;
  readonly file_size?: number;
}

export interface WireDirectory {
  readonly data: {
    readonly attributes: { readonly path_in_project: string; readonly files: readonly WireEntry[] };
  };
}

export interface WireProjectFile {
  readonly filename: string;
  readonly artifact_path: string;
  readonly created_at: string;
  readonly file_size: number;
}

/** A server with a clock that tests move, and requests with its keys. */
export class SampleFixture {
  readonly server: SampleServer;
  readonly #clock: { now: number };

  private constructor(server: SampleServer, clock: { now: number }) {
    this.server = server;
    this.#clock = clock;
  }

  static async start(options: SampleServerOptions = {}): Promise<SampleFixture> {
    const clock = { now: NOW };
    const server = await startSampleServer({ now: () => clock.now, keys: KEYS, ...options });
    return new SampleFixture(server, clock);
  }

  passTime(ms: number): void {
    this.#clock.now += ms;
  }

  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const { apiKey, appKey } = this.server.keys;
    const headers = { "DD-API-KEY": apiKey, "DD-APPLICATION-KEY": appKey, ...(init.headers as Record<string, string>) };
    return fetch(this.server.origin + path, { ...init, headers });
  }

  /** Of the Model Lab API; fails unless the answer has the status. */
  async send<T>(path: string, { status = 200, ...init }: RequestInit & { status?: number } = {}): Promise<T> {
    const response = await this.fetch(LAB + path, init);
    const text = await response.text();
    assert.equal(response.status, status, text);
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }

  /** All pages, as a client walks them. */
  async list<T>(path: string, query: Readonly<Record<string, string>> = {}): Promise<T[]> {
    const items: T[] = [];
    let next: string | number | null | undefined;
    do {
      const parts = new URLSearchParams({ "page[size]": "100", ...query });
      if (next !== undefined) {
        parts.set("page[number]", String(next));
      }
      const page = await this.send<WirePage<T>>(`${path}?${parts.toString()}`);
      items.push(...page.data);
      next = page.meta.page["next_number"];
    } while (typeof next === "number");
    return items;
  }

  runs(query: Readonly<Record<string, string>> = {}): Promise<WireRun[]> {
    return this.list<WireRun>("/runs", query);
  }

  projects(query: Readonly<Record<string, string>> = {}): Promise<WireProject[]> {
    return this.list<WireProject>("/projects", query);
  }

  async project(name: string): Promise<WireProject> {
    const projects = await this.projects();
    const project = projects.find(({ attributes }) => attributes.name === name);
    assert.ok(project, `no project ${name}`);
    return project;
  }

  async run(projectName: string, runName: string): Promise<WireRun> {
    const project = await this.project(projectName);
    const runs = await this.runs({ "filter[project_id]": project.id });
    const run = runs.find(({ attributes }) => attributes.name === runName);
    assert.ok(run, `no run ${runName}`);
    return run;
  }

  async directory(runId: string, path?: string): Promise<WireDirectory["data"]["attributes"]> {
    const query = path === undefined ? "" : `?path=${encodeURIComponent(path)}`;
    return (await this.send<WireDirectory>(`/runs/${runId}/artifacts${query}`)).data.attributes;
  }

  async projectFiles(id: string): Promise<readonly WireProjectFile[]> {
    interface Answer {
      readonly data: { readonly attributes: { readonly files: readonly WireProjectFile[] } };
    }
    return (await this.send<Answer>(`/projects/${id}/artifacts`)).data.attributes.files;
  }

  content(projectId: string | number, artifactPath: string, init: RequestInit = {}): Promise<Response> {
    const query = new URLSearchParams({ project_id: String(projectId), artifact_path: artifactPath });
    return this.fetch(`${LAB}/artifacts/content?${query.toString()}`, init);
  }
}

export function names(items: readonly { readonly attributes: { readonly name: string } }[]): string[] {
  return items.map(({ attributes }) => attributes.name);
}
