import { ApiError } from "../../http/apiError";
import type { Introduction, Mention, SourceMentions } from "../contract/mentions";
import { parseAddress } from "./artifactAddress";
import type { ArtifactFacts } from "./rows/artifactFacts";
import { factsOfArtifact } from "./rows/details";
import type { ArtifactKey } from "./wire/operations";
import type { CallOptions } from "../contract/entry";
import { webMentions } from "../mentions/mentionsOf";

interface RegistryMentionsOptions {
  readonly baseUrl: string;
  readonly factsOf: (key: ArtifactKey, options: CallOptions) => Promise<ArtifactFacts>;
}

/** The artifacts that a file mentions by their addresses at the registry. */
export class RegistryMentions implements SourceMentions {
  readonly #options: RegistryMentionsOptions;

  constructor(options: RegistryMentionsOptions) {
    this.#options = options;
  }

  find(text: string): readonly Mention[] {
    return webMentions(text, (url) => {
      const address = parseAddress(url, this.#options.baseUrl);
      return address === undefined ? undefined : `${address.type}/${address.id}`;
    });
  }

  async introduce(text: string, options: CallOptions): Promise<Introduction> {
    const address = parseAddress(text, this.#options.baseUrl);
    if (address === undefined) {
      throw new ApiError("notFound", "it names no artifact");
    }
    const facts = await this.#options.factsOf(address, options);
    return { name: facts.name, details: factsOfArtifact({ ...address, name: facts.name }, facts) };
  }
}
