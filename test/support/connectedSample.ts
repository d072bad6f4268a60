import { startSampleServer } from "../../src/sample/sampleServer";
import type { SampleServer } from "../../src/sample/sampleServer";
import type { ArtifactSource } from "../../src/sources/contract/source";
import type { Network, SystemDefinition } from "../../src/sources/contract/system";
import { SYSTEMS } from "../../src/sources/systems";
import { ArtifactTree } from "../../src/tree/model/artifactTree";
import type { EntryRow } from "../../src/tree/model/row";
import type { CallOptions } from "../../src/sources/contract/entry";

/** When the sample's clock stands: 2026-03-14 09:30 UTC. */
export const SAMPLE_NOW = Date.UTC(2026, 2, 14, 9, 30);
/** What no text that is shown or copied may hold. */
export const SAMPLE_SECRETS = { apiKey: "an-api-key-of-old", appKey: "an-app-key-of-old", token: "a-token-of-old" };

export type SystemId = keyof SampleServer["systems"];

/** A sample server whose clock stands still unless it is given one, and the systems connected to it as the product connects them. */
export class ConnectedSample {
  readonly server: SampleServer;
  readonly log: string[] = [];
  readonly #sources: ArtifactSource[] = [];

  private constructor(server: SampleServer) {
    this.server = server;
  }

  static async start(now: () => number = () => SAMPLE_NOW): Promise<ConnectedSample> {
    const { token, ...keys } = SAMPLE_SECRETS;
    return new ConnectedSample(await startSampleServer({ now, keys, token }));
  }

  get network(): Network {
    return { userAgent: "ml-artifact-explorer/test", proxy: {}, log: (line) => this.log.push(line) };
  }

  connect(id: SystemId): ArtifactSource {
    const { baseUrl, keys } = this.server.systems[id];
    const source = systemOf(id).connect({ id: "sample", name: "Sample", baseUrl, keyPages: {} }, keys, this.network);
    this.#sources.push(source);
    return source;
  }

  /** What was asked since the last call, as "GET /ml-repos", with neither the query nor what all paths start with. */
  takeRequests(): readonly string[] {
    const asked = this.server.requests.map(({ method, path }) => `${method} ${path.replace(API_PATH, "")}`);
    this.server.clearRequests();
    return asked;
  }

  async close(): Promise<void> {
    for (const source of this.#sources) {
      source.dispose();
    }
    await this.server.close();
  }
}

const API_PATH = /^\/api\/(?:v2\/model-lab-api|ml\/v1)|^\/prod\/api/;

export function systemOf(id: SystemId): SystemDefinition {
  const found = SYSTEMS.find((system) => system.id === id);
  if (found === undefined) {
    throw new Error(`There is no system ${id}`);
  }
  return found;
}

/** Rows of a source as a person opens them, by name. */
export class TreeWalk {
  readonly tree: ArtifactTree;

  constructor(source: ArtifactSource) {
    this.tree = new ArtifactTree({ source, onDidChange: () => undefined });
  }

  /** The row that some names lead to from the top, each the beginning of a row's name; undefined where there is none. */
  async find(names: readonly string[]): Promise<EntryRow | undefined> {
    let found: EntryRow | undefined;
    for (const name of names) {
      const rows = await this.tree.children(found);
      const failure = rows.find((row) => row.kind === "failure");
      if (failure !== undefined) {
        throw failure.error;
      }
      found = rows.find((row): row is EntryRow => row.kind === "entry" && row.entry.name.startsWith(name));
      if (found === undefined) {
        return undefined;
      }
    }
    return found;
  }

  async open(names: readonly string[]): Promise<EntryRow> {
    const found = await this.find(names);
    if (found === undefined) {
      throw new Error(`No row is called ${names.join(" › ")}`);
    }
    return found;
  }
}

export function unaborted(): CallOptions {
  return { signal: new AbortController().signal };
}
