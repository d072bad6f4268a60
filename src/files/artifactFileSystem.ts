import type { FileStat, FileSystemProvider, Uri } from "vscode";
import { Disposable, FilePermission, FileSystemError, FileType } from "vscode";
import { ApiError } from "../http/apiError";
import type { SourcePool } from "../host/sourcePool";
import { formatBytes } from "../sources/formatNumbers";
import type { FileFacts, SourceFiles } from "../sources/sourceFiles";
import { ContentCache } from "./contentCache";
import type { FileAddress } from "./fileAddress";
import { parseAddress } from "./fileAddress";
import type { ReadFailures } from "./readFailures";
import { ReadOnlyFileSystem } from "./readOnlyFileSystem";

export interface ArtifactFileSystemOptions {
  readonly pool: SourcePool;
  /** Bytes above which a file is not read into the editor. */
  readonly largestFile: () => number;
  /** Told of every read that failed. */
  readonly failures: ReadFailures;
}

/** The files of all systems as VS Code reads them. Nothing is ever written. */
export class ArtifactFileSystem extends ReadOnlyFileSystem implements FileSystemProvider, Disposable {
  readonly #pool: SourcePool;
  readonly #largestFile: () => number;
  readonly #failures: ReadFailures;
  readonly #contents = new ContentCache();
  readonly #controller = new AbortController();

  constructor({ pool, largestFile, failures }: ArtifactFileSystemOptions) {
    super();
    this.#pool = pool;
    this.#largestFile = largestFile;
    this.#failures = failures;
  }

  /** Files are looked at again when they are read: there is nobody who could tell of changes. */
  watch(): Disposable {
    return new Disposable(() => undefined);
  }

  async stat(uri: Uri): Promise<FileStat> {
    const address = addressOf(uri);
    const facts = await this.#ask(uri, () => this.#facts(address));
    const size = facts.size ?? 0;
    return {
      type: facts.isDirectory ? FileType.Directory : FileType.File,
      ctime: 0,
      mtime: facts.modifiedAt ?? 0,
      size: address.first === undefined ? size : Math.min(size, address.first),
      permissions: FilePermission.Readonly,
    };
  }

  async readDirectory(uri: Uri): Promise<[string, FileType][]> {
    const { systemId, site, place } = addressOf(uri);
    const listed = await this.#ask(uri, async () =>
      (await this.#files(systemId, site)).list(place, { signal: this.#controller.signal }),
    );
    // VS Code would walk upwards through these, which some store may hold as names.
    const shown = listed.filter(({ name }) => name !== "." && name !== "..");
    return shown.map(({ name, isDirectory }) => [name, isDirectory ? FileType.Directory : FileType.File]);
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    return await this.#ask(uri, () => this.#contents.read(uri.toString(), () => this.#read(addressOf(uri))));
  }

  override dispose(): void {
    this.#controller.abort();
    super.dispose();
  }

  async #facts({ systemId, site, place }: FileAddress): Promise<FileFacts> {
    if (place.length === 0) {
      return { isDirectory: true };
    }
    return (await this.#files(systemId, site)).stat(place, { signal: this.#controller.signal });
  }

  async #read(address: FileAddress): Promise<Uint8Array> {
    const { systemId, site, place, first } = address;
    const files = await this.#files(systemId, site);
    const range = first === undefined ? undefined : { start: 0, end: first };
    const limit = first ?? this.#largestFile();
    const content = await files.read(place, range, { signal: this.#controller.signal });
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of content.body) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= limit && first !== undefined) {
        break;
      }
      if (length > limit) {
        throw new ApiError(
          "badRequest",
          `the file is larger than ${formatBytes(limit)} (setting mlArtifacts.files.maxSize)`,
        );
      }
    }
    return Buffer.concat(chunks).subarray(0, limit);
  }

  async #files(systemId: string, site: string): Promise<SourceFiles> {
    const source = await this.#pool.sourceOf(systemId, site);
    if (source.files === undefined) {
      throw new ApiError("notFound", "this system has no files");
    }
    return source.files;
  }

  /** VS Code wants its own errors, and shows their messages in some places. */
  async #ask<T>(uri: Uri, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.#failures.say(uri, error);
      if (!(error instanceof ApiError)) {
        throw error;
      }
      const sentence = `Could not read ${uri.path.split("/").at(-1) ?? ""}: ${error.message}.`;
      throw error.kind === "notFound" ? FileSystemError.FileNotFound(uri) : FileSystemError.Unavailable(sentence);
    }
  }
}

function addressOf(uri: Uri): FileAddress {
  const address = parseAddress(uri);
  if (address === undefined) {
    throw FileSystemError.FileNotFound(uri);
  }
  return address;
}
