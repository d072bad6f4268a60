import assert from "node:assert/strict";
import type { SampleServerOptions } from "../../../src/sample/sampleServer";
import { JsonClient } from "./jsonClient";
import { SampleFixture } from "./sampleFixture";

export const TOKEN = "a-token";

export interface WirePage<T> {
  readonly data: readonly T[];
  readonly pagination: { readonly total: number; readonly offset: number; readonly limit: number };
}

export interface WireRepo {
  readonly id: string;
  readonly tenant_name: string;
  readonly num_runs?: number;
  readonly artifact_type_counts?: { readonly artifact: number; readonly model: number };
  readonly manifest: { readonly name: string; readonly type: string; readonly description?: string };
}

export interface WireItem {
  readonly id: string;
  readonly ml_repo_id: string;
  readonly type: string;
  readonly name: string;
  readonly fqn: string;
  readonly updated_at: string;
  readonly latest_version?: WireVersion;
  readonly run_steps?: readonly number[];
}

export interface WireVersion {
  readonly id: string;
  readonly fqn: string;
  readonly artifact_id?: string;
  readonly model_id?: string;
  readonly ml_repo_id: string;
  readonly created_at: string;
  readonly created_by_subject: { readonly subjectType: string; readonly subjectSlug: string };
  readonly usage_code_snippet: string;
  readonly tags: readonly string[];
  readonly manifest: {
    readonly name: string;
    readonly type: string;
    readonly ml_repo: string;
    readonly version: number;
    readonly metadata: Readonly<Record<string, unknown>>;
    readonly source: { readonly type: string; readonly uri: string };
    readonly step?: number;
    readonly run_id?: string;
  };
}

export interface WireFile {
  readonly path: string;
  readonly is_dir: boolean;
  readonly file_size?: number;
  readonly signed_url?: string;
  readonly last_modified?: string;
}

export interface WireFiles {
  readonly data: readonly WireFile[];
  readonly pagination: {
    readonly next_page_token?: string | null;
    readonly previous_page_token?: string;
    readonly limit?: number;
  };
}

/** A server with a clock that tests move, and requests to its TrueFoundry. */
export class TrueFoundryFixture extends JsonClient {
  readonly sample: SampleFixture;

  private constructor(sample: SampleFixture) {
    super(sample.server.systems.trueFoundry, "/api/ml/v1", { Authorization: `Bearer ${TOKEN}` });
    this.sample = sample;
  }

  static async start(options: SampleServerOptions = {}): Promise<TrueFoundryFixture> {
    return new TrueFoundryFixture(await SampleFixture.start({ token: TOKEN, ...options }));
  }

  page<T>(path: string, query: Readonly<Record<string, string>> | URLSearchParams = {}): Promise<WirePage<T>> {
    return this.send<WirePage<T>>(`${path}?${new URLSearchParams(query).toString()}`);
  }

  async repo(name: string): Promise<WireRepo> {
    return this.only("/ml-repos", { name });
  }

  /** Fails unless there is exactly one. */
  async only<T>(path: string, query: Readonly<Record<string, string>>): Promise<T> {
    const { data, pagination } = await this.page<T>(path, query);
    assert.equal(pagination.total, 1, JSON.stringify(query));
    return data[0] as T;
  }

  latest(kind: "artifact" | "model", name: string): Promise<WireVersion> {
    return this.only<WireVersion>(`/${kind}-versions`, { name, version: "latest" });
  }

  files(id: string, more: Readonly<Record<string, unknown>> = {}): Promise<WireFiles> {
    return this.post<WireFiles>("/artifact-versions/files", { id, ...more });
  }

  async signedUrl(id: string, path: string): Promise<string> {
    const body = { id, paths: [path], operation: "READ" };
    const { data } = await this.post<WireFiles>("/artifact-versions/signed-urls", body);
    return data[0]?.signed_url ?? "";
  }

  close(): Promise<void> {
    return this.sample.server.close();
  }
}
