import { ApiError } from "../../http/apiError";
import { KeptLoads } from "../keptLoads";
import type { Introduction, Mention, SourceMentions } from "../mentions";
import { mentionsOf } from "../mentions";
import type { CallOptions } from "../source";
import type { ModelLabClient } from "./client";
import { introduceRun } from "./details";
import type { ModelLabEntry } from "./entries";

/** `run_id: 70158`, `"run_id": "70158"`, `--run-id=70158`, `MODEL_LAB_RUN_ID=70158`. A number alone may be anything. */
const RUN_ID = /(?<![a-z])run[_-]?id["']?(?:\s*[:=]\s*|\s+)["']?(\d{1,15})(?![\w.-])/dgi;
const URLS = /https?:\/\/[^\s"'`<>()[\]{}]+/dgi;
const RUN_ADDRESS = /^run\/(\d+)$/;

/** One moves the mouse over the same place again and again; a run's state is worth asking for again after a while. */
const KEPT = { keptMs: 30_000 };
const MOST = 100;

/** The runs that a config, a log or a notebook mentions by their ids, or by the web addresses of rows that are loaded. */
export class ModelLabMentions implements SourceMentions<ModelLabEntry> {
  readonly #client: ModelLabClient;
  readonly #known = new KeptLoads<Introduction>(MOST, KEPT);

  constructor(client: ModelLabClient) {
    this.#client = client;
  }

  find(text: string, loaded: readonly ModelLabEntry[]): readonly Mention[] {
    const links = new Map(loaded.flatMap((entry) => linkOf(entry)));
    const byId = mentionsOf(text, RUN_ID, ([, id = ""]) => `run/${id}`);
    const byUrl = links.size === 0 ? [] : mentionsOf(text, URLS, ([url]) => links.get(withoutEnd(url)));
    return [...byId, ...byUrl];
  }

  async introduce(address: string, options: CallOptions): Promise<Introduction> {
    const id = RUN_ADDRESS.exec(address)?.[1];
    if (id === undefined) {
      throw new ApiError("notFound", "it names no run");
    }
    return await this.#known.get(id, async (own) => introduceRun(await this.#client.getRun(id, own)), options);
  }
}

function linkOf(entry: ModelLabEntry): readonly [string, string][] {
  const isLinked = entry.kind === "run" && entry.run.externalUrl !== undefined;
  return isLinked ? [[withoutEnd(entry.run.externalUrl), `run/${entry.run.id}`]] : [];
}

/** A sentence's point and a path's slash are not part of what is meant. */
function withoutEnd(url: string): string {
  return url.replace(/[/.,;:!?]+$/, "");
}
