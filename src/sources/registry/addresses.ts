import type { SourceAddresses } from "../contract/addresses";
import type { CallOptions } from "../contract/entry";
import type { FilePlace } from "../contract/sourceFiles";
import { entryId } from "../shared/entryId";
import { noSuchFile } from "../shared/filePlace";
import { parseAddress } from "./artifactAddress";
import { artifactRowIds } from "./rows/artifactRows";
import type { RegistryEntry } from "./rows/entries";
import type { ArtifactKey } from "./wire/operations";

interface AddressOptions {
  readonly baseUrl: string;
  /** The start of every row's id. */
  readonly scope: string;
  /** @throws ApiError of kind notFound for an artifact that does not exist. */
  readonly factsOf: (key: ArtifactKey, options: CallOptions) => Promise<unknown>;
}

/** `model/12345`, and that artifact's URL at the registry. */
export class RegistryAddresses implements SourceAddresses<RegistryEntry> {
  readonly #options: AddressOptions;

  constructor(options: AddressOptions) {
    this.#options = options;
  }

  /** Asks for the artifact first: all pages of a group would be in vain for one that does not exist. */
  async locate(text: string, options: CallOptions): Promise<readonly string[] | undefined> {
    const address = parseAddress(text.trim(), this.#options.baseUrl);
    if (address === undefined) {
      return undefined;
    }
    await this.#options.factsOf(address, options);
    return artifactRowIds(this.#options.scope, address);
  }

  /** `artifact/<type>/<id>`, and the package's name behind it. */
  async locatePlace([first, type = "", id = "", file]: FilePlace, options: CallOptions): Promise<readonly string[]> {
    const above = first === "artifact" ? await this.locate(`${type}/${id}`, options) : undefined;
    if (above === undefined) {
      throw noSuchFile();
    }
    return file === undefined ? above : [...above, entryId(above.at(-1) ?? "", "package")];
  }

  of(entry: RegistryEntry): string {
    return entry.kind === "artifact" ? artifactAddress(entry.artifact) : "";
  }
}

/** `model/12345`. */
export function artifactAddress({ type, id }: ArtifactKey): string {
  return `${type}/${id}`;
}
