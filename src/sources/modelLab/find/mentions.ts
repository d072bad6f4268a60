import { ApiError } from "../../../http/apiError";
import { LoadCache } from "../../shared/loadCache";
import type { Introduction, Mention, SourceMentions } from "../../contract/mentions";
import type { ModelLabClient } from "../wire/client";
import { introduceRun } from "../rows/details";
import type { ModelLabEntry } from "../rows/entries";
import { linkKey } from "./linkSearch";
import type { Run } from "../wire/model";
import type { CallOptions } from "../../contract/entry";
import { mentionsOf, webMentions, withoutTrailingMarks } from "../../mentions/mentionsOf";

/** `run_id: 70158`, `"run_id": "70158"`, `--run-id=70158`, `MODEL_LAB_RUN_ID=70158`. A number alone may be anything. */
const RUN_ID = /(?<![a-z])run[_-]?id["']?(?:\s*[:=]\s*|\s+)["']?(\d{1,15})(?![\w.-])/dgi;
const RUN_ADDRESS = /^run\/(\d+)$/;

/** One moves the mouse over the same place again and again; a run's state is worth asking for again after a while. */
const KEPT = { keptMs: 30_000 };
const MOST = 100;
const LONGEST_URL = 2_000;

/** Web addresses of the runs that are loaded. */
interface RunLinks {
  /** Few addresses of a text start with these, and are worth taking apart. */
  readonly hosts: ReadonlySet<string>;
  /** Addresses for `locate`, by the `linkKey` of the links. */
  readonly addresses: ReadonlyMap<string, string>;
}

/** The runs that a config, a log or a notebook mentions by their ids, or by the web addresses of rows that are loaded. */
export class ModelLabMentions implements SourceMentions<ModelLabEntry> {
  readonly #client: ModelLabClient;
  /** Of each run's web address. */
  readonly #keys = new WeakMap<Run, string>();
  readonly #known = new LoadCache<Introduction>(MOST, KEPT);

  constructor(client: ModelLabClient) {
    this.#client = client;
  }

  find(text: string, loaded: readonly ModelLabEntry[]): readonly Mention[] {
    let links: RunLinks | undefined;
    const byId = mentionsOf(text, RUN_ID, ([, id = ""]) => `run/${id}`);
    const byUrl = webMentions(text, (url) => addressOf((links ??= this.#linksOf(loaded)), url));
    return [...byId, ...byUrl];
  }

  async introduce(address: string, options: CallOptions): Promise<Introduction> {
    const id = RUN_ADDRESS.exec(address)?.[1];
    if (id === undefined) {
      throw new ApiError("notFound", "it names no run");
    }
    return await this.#known.get(id, async (own) => introduceRun(await this.#client.getRun(id, own)), options);
  }

  #linksOf(loaded: readonly ModelLabEntry[]): RunLinks {
    const hosts = new Set<string>();
    const addresses = new Map<string, string>();
    for (const entry of loaded) {
      if (entry.kind === "run" && entry.run.externalUrl !== undefined) {
        hosts.add(hostOf(entry.run.externalUrl));
        addresses.set(this.#keyOf(entry.run, entry.run.externalUrl), `run/${entry.run.id}`);
      }
    }
    return { hosts, addresses };
  }

  #keyOf(run: Run, url: string): string {
    const known = this.#keys.get(run) ?? linkKey(withoutTrailingMarks(url));
    this.#keys.set(run, known);
    return known;
  }
}

function addressOf({ hosts, addresses }: RunLinks, url: string): string | undefined {
  return url.length <= LONGEST_URL && hosts.has(hostOf(url)) ? addresses.get(linkKey(url)) : undefined;
}

/** `https://mlflow.example:5000`; all of a text that does not start like that. */
function hostOf(url: string): string {
  return /^https?:\/\/[^/?#]+/i.exec(url)?.[0].toLowerCase() ?? url;
}
