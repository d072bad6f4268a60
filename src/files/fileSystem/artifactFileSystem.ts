import type { Disposable, FileStat, FileSystemProvider, Uri } from "vscode";
import { FileChangeType, FilePermission, FileSystemError, FileType, workspace } from "vscode";
import { ApiError } from "../../http/apiError";
import type { SourcePool } from "../../host/site/sourcePool";
import type { DirectoryListing, FileContent, FileFacts, SourceFiles } from "../../sources/contract/sourceFiles";
import type { ContentRead } from "./contentCache";
import { ContentCache } from "./contentCache";
import type { FileAddress } from "./fileAddress";
import { FILE_SCHEME, parseAddress } from "./fileAddress";
import { FileTooLarge } from "./fileTooLarge";
import type { FileWatchesOptions } from "./fileWatches";
import { FileWatches } from "./fileWatches";
import type { MountedFolders } from "./mountedFolders";
import { encodeName } from "./nameSegment";
import type { ReadFailures } from "./readFailures";
import { ReadOnlyFileSystem } from "./readOnlyFileSystem";
import { RunningFiles } from "./runningFiles";
import { SeenFiles } from "./seenFiles";

interface ArtifactFileSystemOptions {
  readonly pool: SourcePool;
  /** Bytes above which a file is not read into the editor. */
  readonly largestFile: () => number;
  /** Told of every read that failed. */
  readonly failures: ReadFailures;
  readonly mounted: MountedFolders;
  /** Told of each directory: there may be more than is shown of it. */
  readonly onListed: (uri: Uri, listing: DirectoryListing) => void;
  /** When to look again at files that are watched. */
  readonly watching: Omit<FileWatchesOptions, "check">;
}

/** The files of all systems as VS Code reads them. Nothing is ever written. */
export class ArtifactFileSystem extends ReadOnlyFileSystem implements FileSystemProvider, Disposable {
  readonly #pool: SourcePool;
  readonly #largestFile: () => number;
  readonly #failures: ReadFailures;
  readonly #mounted: MountedFolders;
  readonly #onListed: (uri: Uri, listing: DirectoryListing) => void;
  /** Files of one account must not be shown to the next: a source is of one. */
  readonly #contents = new WeakMap<SourceFiles, ContentCache>();
  readonly #seen = new SeenFiles();
  readonly #running = new RunningFiles({
    addressOf: parseAddress,
    filesOf: (address) => this.#pool.filesOf(address),
    seen: this.#seen,
  });
  readonly #watches: FileWatches;
  readonly #controller = new AbortController();

  constructor({ pool, largestFile, failures, mounted, onListed, watching }: ArtifactFileSystemOptions) {
    super();
    this.#pool = pool;
    this.#largestFile = largestFile;
    this.#failures = failures;
    this.#mounted = mounted;
    this.#onListed = onListed;
    this.#watches = new FileWatches({
      ...watching,
      check: (uris, options) => this.#running.check(uris, (uri, files) => this.#tell(uri, files), options),
    });
  }

  /** The service does not notify of changes: watched files in sight are requested again while their run is unfinished. */
  watch(uri: Uri, { recursive }: { readonly recursive: boolean }): Disposable {
    return this.#watches.watch(uri, recursive);
  }

  /** To be called when the files in sight, or the window's focus, may have changed. */
  follow(): void {
    this.#watches.follow();
  }

  /** Fires when the interval of the requests may have changed. */
  restart(): void {
    this.#watches.restart();
  }

  /** When folders that could not be read may be readable now. */
  refreshFolders(): void {
    const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === FILE_SCHEME);
    this.changed.fire(folders.map(({ uri }) => ({ type: FileChangeType.Changed, uri })));
  }

  async stat(uri: Uri): Promise<FileStat> {
    const address = addressOf(uri);
    const facts = await this.#ask(uri, () => this.#facts(uri, address));
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
    const address = addressOf(uri);
    const options = { signal: this.#controller.signal };
    const listing = await this.#ask(uri, async () => (await this.#filesAt(uri, address)).list(address.place, options));
    this.#onListed(uri, listing);
    // VS Code would walk upwards through these, which some store may hold as names.
    const shown = listing.items.filter(({ name }) => name !== "." && name !== "..");
    // VS Code joins names to a directory's address: the result must be the address that the tree gives.
    return shown.map(({ name, isDirectory }) => [encodeName(name), isDirectory ? FileType.Directory : FileType.File]);
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    return await this.#ask(uri, async () => {
      const address = addressOf(uri);
      const files = await this.#filesAt(uri, address);
      return await this.#contentsOf(files).read(uri.toString(), (read) => this.#read(uri, address, files, read));
    });
  }

  override dispose(): void {
    this.#controller.abort();
    this.#watches.dispose();
    super.dispose();
  }

  async #facts(uri: Uri, address: FileAddress): Promise<FileFacts> {
    if (address.place.length === 0) {
      return { isDirectory: true };
    }
    const files = await this.#filesAt(uri, address);
    return this.#seen.amend(uri.toString(), await files.stat(address.place, { signal: this.#controller.signal }));
  }

  async #read(
    uri: Uri,
    { place, first }: FileAddress,
    files: SourceFiles,
    { signal: givenUp, progress }: ContentRead,
  ): Promise<Uint8Array> {
    const range = first === undefined ? undefined : { start: 0, end: first };
    const reading = new AbortController();
    const signal = AbortSignal.any([this.#controller.signal, givenUp, reading.signal]);
    const found = await files.read(place, range, { signal });
    const content = { ...found, body: observed(found.body, progress) };
    try {
      const bytes = await (first === undefined ? wholeOf(content, this.#largestFile()) : startOf(content, first));
      if (first === undefined) {
        this.#seen.note(uri.toString(), { size: bytes.length, ...content });
      }
      return bytes;
    } finally {
      // Of a body that is not wanted, nothing more is sent.
      reading.abort();
    }
  }

  #contentsOf(files: SourceFiles): ContentCache {
    const contents = this.#contents.get(files) ?? new ContentCache();
    this.#contents.set(files, contents);
    return contents;
  }

  #tell(uri: Uri, files: SourceFiles): void {
    this.#contentsOf(files).forget(uri.toString());
    this.changed.fire([{ type: FileChangeType.Changed, uri }]);
  }

  async #filesAt(uri: Uri, address: FileAddress): Promise<SourceFiles> {
    this.#mounted.assertReadable(uri);
    return await this.#pool.filesOf(address);
  }

  /** VS Code wants its own errors, and shows their messages in some places. */
  async #ask<T>(uri: Uri, work: () => Promise<T>): Promise<T> {
    try {
      const result = await work();
      this.#failures.forget(uri);
      return result;
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

async function* observed(body: FileContent["body"], progress: () => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    progress();
    yield chunk;
  }
}

/** @throws FileTooLarge before anything is transferred, where the service says the size. */
async function wholeOf({ size, body }: FileContent, limit: number): Promise<Uint8Array> {
  if (size !== undefined && size > limit) {
    throw new FileTooLarge(limit);
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > limit) {
      throw new FileTooLarge(limit);
    }
  }
  return Buffer.concat(chunks);
}

async function startOf({ body }: FileContent, wanted: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= wanted) {
      break;
    }
  }
  return Buffer.concat(chunks).subarray(0, wanted);
}

function addressOf(uri: Uri): FileAddress {
  const address = parseAddress(uri);
  if (address === undefined) {
    throw FileSystemError.FileNotFound(uri);
  }
  return address;
}
