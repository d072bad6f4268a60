import type { FileStat, FileSystemProvider, FileType, Uri } from "vscode";
import { Disposable } from "vscode";
import { ReadOnlyFileSystem } from "../files/fileSystem/readOnlyFileSystem";
import { LazyPart } from "./lazyPart";

/** A file system that is loaded when VS Code reads from it. */
export class LazyFileSystem extends ReadOnlyFileSystem implements FileSystemProvider {
  readonly #files: LazyPart<FileSystemProvider>;

  constructor(load: () => Promise<void>) {
    super();
    this.#files = new LazyPart(load);
  }

  fill(files: FileSystemProvider): Disposable {
    return Disposable.from(
      files.onDidChangeFile((changes) => this.changed.fire(changes)),
      this.#files.fill(files),
    );
  }

  watch(...[uri, options]: Parameters<FileSystemProvider["watch"]>): Disposable {
    const end = new AbortController();
    void this.#watch(end.signal, (files) => files.watch(uri, options));
    return new Disposable(() => end.abort());
  }

  async stat(uri: Uri): Promise<FileStat> {
    return await (await this.#files.get()).stat(uri);
  }

  async readDirectory(uri: Uri): Promise<[string, FileType][]> {
    return await (await this.#files.get()).readDirectory(uri);
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    return await (await this.#files.get()).readFile(uri);
  }

  /** A file system that could not be loaded has nothing to watch: reading says so. */
  async #watch(end: AbortSignal, watch: (files: FileSystemProvider) => Disposable): Promise<void> {
    const files = await this.#files.get().catch(() => undefined);
    if (files !== undefined && !end.aborted) {
      const watching = watch(files);
      end.addEventListener("abort", () => void watching.dispose());
    }
  }
}
