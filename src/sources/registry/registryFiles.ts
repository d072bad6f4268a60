import { ApiError } from "../../http/apiError";
import { noSuchFile, notAFile, pathOf } from "../shared/filePlace";
import { LoadCache, LISTING_FRESHNESS, MOST_LISTINGS } from "../shared/loadCache";
import type { SignedContent } from "../shared/signedContent";
import type {
  ByteRange,
  DirectoryListing,
  FileContent,
  FileFacts,
  FilePlace,
  SourceFiles,
  StatOptions,
} from "../contract/sourceFiles";
import type { PackageState } from "./rows/artifactFacts";
import { factsOf, missingReason } from "./rows/artifactFacts";
import type { RegistryClient } from "./wire/client";
import type { RegistryEntry } from "./rows/entries";
import type { Artifact } from "./wire/model";
import type { ArtifactKey } from "./wire/operations";
import type { CallOptions } from "../contract/entry";

interface Spot {
  readonly key: ArtifactKey;
  /** Absent for the artifact itself. */
  readonly name: string | undefined;
}

/** `artifact/<type>/<id>` is a directory that holds the artifact's package alone. */
export class RegistryFiles implements SourceFiles<RegistryEntry> {
  readonly #client: RegistryClient;
  readonly #signed: SignedContent;
  readonly #packages = new LoadCache<PackageState>(MOST_LISTINGS, LISTING_FRESHNESS);

  constructor(client: RegistryClient, signed: SignedContent) {
    this.#client = client;
    this.#signed = signed;
  }

  placeOf(entry: RegistryEntry): FilePlace | undefined {
    switch (entry.kind) {
      case "artifact":
        return placeOf(entry.artifact);
      case "file":
        return [...placeOf(entry.artifact), entry.name];
      case "group":
      case "search":
      case "source":
      case "nothing":
        return undefined;
    }
  }

  /** The registry does not tell a package's size. */
  async stat(place: FilePlace, options: StatOptions): Promise<FileFacts> {
    const { key, name } = spotOf(place);
    if (name === undefined) {
      return { isDirectory: true };
    }
    checkName(await this.#package(key, options), name);
    return { isDirectory: false };
  }

  async list(place: FilePlace, options: StatOptions): Promise<DirectoryListing> {
    const { key, name } = spotOf(place);
    if (name !== undefined) {
      throw noSuchFile();
    }
    return { items: [{ name: packageName(await this.#package(key, options)), isDirectory: false }] };
  }

  async read(place: FilePlace, range: ByteRange | undefined, options: CallOptions): Promise<FileContent> {
    const { key, name } = spotOf(place);
    if (name === undefined) {
      throw notAFile();
    }
    const link = async (own: CallOptions) => {
      const stored = await this.#client.get(key, own);
      checkName(factsOf(stored).package, name);
      return stored.downloadUrl;
    };
    return this.#signed.read(link, range, options);
  }

  /** Without the link, which is asked for when it is followed. */
  #package(key: ArtifactKey, options: StatOptions): Promise<PackageState> {
    const ask = async (own: CallOptions) => factsOf(await this.#client.get(key, own)).package;
    return this.#packages.get(JSON.stringify([key.type, key.id]), ask, options);
  }
}

function placeOf({ type, id }: Artifact): FilePlace {
  return ["artifact", type, id];
}

/** @throws ApiError (notFound) for what is no place of this system. */
function spotOf([first, type, id, ...names]: FilePlace): Spot {
  if (first !== "artifact" || type === undefined || id === undefined || names.length > 1) {
    throw noSuchFile();
  }
  pathOf([type, id, ...names]);
  return { key: { type, id }, name: names[0] };
}

function packageName(state: PackageState): string {
  if (state.kind === "file") {
    return state.name;
  }
  throw new ApiError("notFound", missingReason(state));
}

/** Editors look for many names in a directory: only the package's own is one of a file. */
function checkName(state: PackageState, name: string): void {
  if (packageName(state) !== name) {
    throw noSuchFile();
  }
}
