import type { FileChangeEvent, FileStat, FileSystemProvider, Uri } from "vscode";
import { Disposable, EventEmitter, FileSystemError, FileType } from "vscode";

/** A file system in memory, as another extension may bring one. */
export class MemoryFiles implements FileSystemProvider {
  readonly onDidChangeFile = new EventEmitter<FileChangeEvent[]>().event;
  /** Paths that were written, in order. */
  readonly written: string[] = [];
  /** Bytes that each write loses. */
  loses = 0;
  /** What each write throws. */
  failure: FileSystemError | undefined;
  readonly #files = new Map<string, Uint8Array>();
  readonly #directories = new Set<string>(["/"]);

  get fileNames(): readonly string[] {
    return [...this.#files.keys()].sort();
  }

  watch(): Disposable {
    return new Disposable(() => undefined);
  }

  stat({ path }: Uri): FileStat {
    const bytes = this.#files.get(path);
    if (bytes === undefined && !this.#directories.has(path)) {
      throw FileSystemError.FileNotFound(path);
    }
    const type = bytes === undefined ? FileType.Directory : FileType.File;
    return { type, ctime: 0, mtime: Date.now(), size: bytes?.length ?? 0 };
  }

  readDirectory({ path }: Uri): [string, FileType][] {
    const inside = (name: string) => name !== path && name.slice(0, name.lastIndexOf("/")) === path.replace(/\/$/, "");
    const entry =
      (type: FileType) =>
      (name: string): [string, FileType] => [name.slice(name.lastIndexOf("/") + 1), type];
    return [
      ...[...this.#files.keys()].filter(inside).map(entry(FileType.File)),
      ...[...this.#directories].filter(inside).map(entry(FileType.Directory)),
    ];
  }

  createDirectory({ path }: Uri): void {
    this.#directories.add(path);
  }

  readFile({ path }: Uri): Uint8Array {
    const bytes = this.#files.get(path);
    if (bytes === undefined) {
      throw FileSystemError.FileNotFound(path);
    }
    return bytes;
  }

  writeFile({ path }: Uri, content: Uint8Array): void {
    this.written.push(path);
    if (this.failure !== undefined) {
      throw this.failure;
    }
    this.#files.set(path, content.slice(0, content.length - this.loses));
  }

  delete({ path }: Uri): void {
    this.#files.delete(path);
  }

  rename(from: Uri, to: Uri, { overwrite }: { readonly overwrite: boolean }): void {
    if (!overwrite && this.#files.has(to.path)) {
      throw FileSystemError.FileExists(to);
    }
    this.#files.set(to.path, this.readFile(from));
    this.#files.delete(from.path);
  }
}
