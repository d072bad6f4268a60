import { ApiError } from "../../http/apiError";
import { LoadCache } from "../shared/loadCache";
import type { Introduction, Mention, SourceMentions } from "../contract/mentions";
import type { TrueFoundryClient } from "./wire/client";
import { introduceArtifact, introduceRun, introduceVersion } from "./rows/details";
import { artifactNamed, parseFqn, versionNamed } from "./find/named";
import type { Fqn } from "./find/named";
import type { CallOptions } from "../contract/entry";
import { mentionsOf } from "../mentions/mentionsOf";

/** A fully qualified name in running text or code. */
const FQN =
  /(?<![\w:/.-])(?:artifact|model):[^\s/:"'`<>()[\]{},;]+\/[^\s/:"'`<>()[\]{},;]+\/[^\s/:"'`<>()[\]{},;]+(?::[\w.-]*\w)?/dg;

/** `run_id: <32 hexadecimal digits>`, `"run_id": "…"`, `--run-id=…`. Without the word, they may be anything. */
const RUN_ID = /(?<![a-z])run[_-]?id["']?(?:\s*[:=]\s*|\s+)["']?([0-9a-f]{32})(?![\w-])/dgi;
const RUN_ADDRESS = /^run\/([0-9a-f]{32})$/;

const KEPT = { keptMs: 30_000 };
const MOST = 100;

/** The artifacts, models and versions that a file mentions by their fully qualified names, and runs by their ids. */
export class TrueFoundryMentions implements SourceMentions {
  readonly #client: TrueFoundryClient;
  readonly #known = new LoadCache<Introduction>(MOST, KEPT);

  constructor(client: TrueFoundryClient) {
    this.#client = client;
  }

  find(text: string): readonly Mention[] {
    const named = mentionsOf(text, FQN, ([fqn]) => (parseFqn(fqn) === undefined ? undefined : fqn));
    return [...named, ...mentionsOf(text, RUN_ID, ([, id = ""]) => `run/${id.toLowerCase()}`)];
  }

  async introduce(address: string, options: CallOptions): Promise<Introduction> {
    const runId = RUN_ADDRESS.exec(address)?.[1];
    if (runId !== undefined) {
      return await this.#known.get(
        address,
        async (own) => introduceRun(await this.#client.runs.get(runId, own)),
        options,
      );
    }
    const fqn = parseFqn(address);
    if (fqn === undefined) {
      throw new ApiError("notFound", "it is no fully qualified name");
    }
    return await this.#known.get(address, (own) => this.#ask(fqn, own), options);
  }

  async #ask(fqn: Fqn, options: CallOptions): Promise<Introduction> {
    return fqn.version === undefined
      ? introduceArtifact(await artifactNamed(this.#client, fqn, options))
      : introduceVersion(await versionNamed(this.#client, fqn, fqn.version, options));
  }
}
