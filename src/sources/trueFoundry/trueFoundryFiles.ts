import { ApiError } from "../../http/apiError";
import { factsIn, namedFile, namesOf, noSuchFile, notAFile, pathOf } from "../shared/filePlace";
import { LoadCache, LISTING_FRESHNESS, MOST_LISTINGS } from "../shared/loadCache";
import type { ListedFile } from "../shared/listedPaths";
import { listedPaths } from "../shared/listedPaths";
import { walkPages } from "../shared/pageWalk";
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
import type { TrueFoundryClient } from "./wire/client";
import type { FileHolder } from "./wire/model";
import type { TrueFoundryEntry } from "./rows/entries";
import type { CallOptions } from "../contract/entry";
import type { LoadPage } from "../contract/listPage";

const PAGE_SIZE = 1_000;

interface Spot {
  readonly holder: FileHolder;
  /** From its root. */
  readonly names: readonly string[];
}

/** `version/<id>/…`, for the versions of artifacts and models alike, and `data/<id>/…` for data directories. */
export class TrueFoundryFiles implements SourceFiles<TrueFoundryEntry> {
  readonly #client: TrueFoundryClient;
  readonly #signed: SignedContent;
  readonly #directories = new LoadCache<DirectoryListing>(MOST_LISTINGS, LISTING_FRESHNESS);

  constructor(client: TrueFoundryClient, signed: SignedContent) {
    this.#client = client;
    this.#signed = signed;
  }

  placeOf(entry: TrueFoundryEntry): FilePlace | undefined {
    switch (entry.kind) {
      case "version":
        return ["version", entry.version.id];
      case "dataDirectory":
        return ["data", entry.directory.id];
      case "directory":
      case "file":
        return [...placeOfHolder(entry.root.holder), ...namesOf(entry.path)];
      default:
        return undefined;
    }
  }

  /** Of a file, from its directory's listing: the service does not tell of one alone. */
  async stat(place: FilePlace, options: StatOptions): Promise<FileFacts> {
    const { holder, names } = spotOf(place);
    if (names.length === 0) {
      return { isDirectory: true };
    }
    const directory = pathOf(names.slice(0, -1));
    return factsIn(await this.#list(holder, directory, options), names.at(-1));
  }

  async list(place: FilePlace, options: StatOptions): Promise<DirectoryListing> {
    const { holder, names } = spotOf(place);
    return await this.#list(holder, pathOf(names), options);
  }

  async read(place: FilePlace, range: ByteRange | undefined, options: CallOptions): Promise<FileContent> {
    const { holder, names } = spotOf(place);
    if (names.length === 0) {
      throw notAFile();
    }
    const path = pathOf(names);
    return this.#signed.read((own) => this.#link(holder, path, own), range, options);
  }

  #list(holder: FileHolder, path: string, options: StatOptions): Promise<DirectoryListing> {
    const ask = async (own: CallOptions): Promise<DirectoryListing> => {
      const load: LoadPage<ListedFile> = (cursor, call) =>
        this.#client.listFiles({ holder, path, limit: PAGE_SIZE, cursor }, call);
      const { items, ...facts } = await walkPages(load, (file) => file.path, own);
      return { ...facts, items: listedPaths(path, items).map(namedFile) };
    };
    return this.#directories.get(listingKey(holder, path), ask, options);
  }

  async #link(holder: FileHolder, path: string, options: CallOptions): Promise<string> {
    const links = await this.#client.signedUrls(holder, [path], options);
    const link = links.find((candidate) => namesOf(candidate.path).join("/") === path);
    if (link === undefined) {
      throw new ApiError("badResponse", "the service gave no link to it");
    }
    return link.url;
  }
}

function listingKey({ type, id }: FileHolder, directory: string): string {
  return JSON.stringify([type, id, directory]);
}

function placeOfHolder({ type, id }: FileHolder): FilePlace {
  return [type === "version" ? "version" : "data", id];
}

/** @throws ApiError (notFound) for what is no place of this system. */
function spotOf([first, id, ...names]: FilePlace): Spot {
  if ((first !== "version" && first !== "data") || id === undefined) {
    throw noSuchFile();
  }
  pathOf(names);
  return { holder: { type: first === "version" ? "version" : "directory", id }, names };
}
