import { ApiError } from "../../http/apiError";
import { LoadCache } from "../shared/loadCache";
import type { Introduction, Mention, SourceMentions } from "../contract/mentions";
import type { TrueFoundryClient } from "./wire/client";
import { introduceArtifact, introduceVersion } from "./rows/details";
import { artifactNamed, parseFqn, versionNamed } from "./addresses";
import type { Fqn } from "./addresses";
import type { CallOptions } from "../contract/entry";
import { mentionsOf } from "../mentions/mentionsOf";

/** A fully qualified name in running text or code. */
const FQN =
  /(?<![\w:/.-])(?:artifact|model):[^\s/:"'`<>()[\]{},;]+\/[^\s/:"'`<>()[\]{},;]+\/[^\s/:"'`<>()[\]{},;]+(?::(?:\d+|latest))?/dg;

const KEPT = { keptMs: 30_000 };
const MOST = 100;

/** The artifacts, models and versions that a file mentions by their fully qualified names. */
export class TrueFoundryMentions implements SourceMentions {
  readonly #client: TrueFoundryClient;
  readonly #known = new LoadCache<Introduction>(MOST, KEPT);

  constructor(client: TrueFoundryClient) {
    this.#client = client;
  }

  find(text: string): readonly Mention[] {
    return mentionsOf(text, FQN, ([fqn]) => (parseFqn(fqn) === undefined ? undefined : fqn));
  }

  async introduce(address: string, options: CallOptions): Promise<Introduction> {
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
