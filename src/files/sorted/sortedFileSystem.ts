import type { FileStat, FileSystemProvider } from "vscode";
import { Disposable, FileChangeType, FilePermission, FileSystemError } from "vscode";
import { RelativePattern, Uri, workspace } from "vscode";
import { ReadOnlyFileSystem } from "../fileSystem/readOnlyFileSystem";
import { FILE_SCHEME } from "../fileSystem/fileAddress";
import type { ChangingFiles } from "./originalChanges";
import { watchOriginal } from "./originalChanges";
import { nameOf, originalUri } from "../fileSystem/sortedAddress";
import type { Sorted } from "./sortKeys";

/**
 * Files of JSON and YAML with their keys sorted, read from wherever they lie. A file system rather than a content provider:
 * VS Code opens comparisons of files again after a reload, and starts the extension for them.
 */
export class SortedFileSystem extends ReadOnlyFileSystem implements FileSystemProvider, Disposable {
  readonly #artifactFiles: ChangingFiles<Uri>;

  /** @param artifactFiles The files of all systems, which a run under way may change. */
  constructor(artifactFiles: ChangingFiles<Uri>) {
    super();
    this.#artifactFiles = artifactFiles;
  }

  /** Files of runs under way may change, and those of this machine. */
  watch(uri: Uri): Disposable {
    const original = originalUri(uri);
    const tell = () => this.changed.fire([{ type: FileChangeType.Changed, uri }]);
    switch (original?.scheme) {
      case FILE_SCHEME:
        return Disposable.from(watchOriginal(this.#artifactFiles, original, tell));
      case "file":
        return watchLocal(original, tell);
      default:
        return new Disposable(() => undefined);
    }
  }

  async stat(uri: Uri): Promise<FileStat> {
    const facts = await workspace.fs.stat(originalOf(uri));
    return { ...facts, permissions: FilePermission.Readonly };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    const original = originalOf(uri);
    const sorted = await readSorted(original);
    if ("problem" in sorted) {
      throw FileSystemError.Unavailable(`Could not sort the keys of ${nameOf(original)}: ${sorted.problem}.`);
    }
    return Buffer.from(sorted.text);
  }

  readDirectory(): [] {
    return [];
  }
}

function watchLocal(original: Uri, tell: () => void): Disposable {
  const pattern = new RelativePattern(Uri.joinPath(original, ".."), nameOf(original));
  const watcher = workspace.createFileSystemWatcher(pattern);
  return Disposable.from(watcher, watcher.onDidChange(tell), watcher.onDidCreate(tell));
}

/** A file with its keys sorted, or why it is not; what keeps it from being read is thrown. */
export async function readSorted(original: Uri): Promise<Sorted> {
  const bytes = await workspace.fs.readFile(original);
  const { sortApart } = await import("./sortApart");
  return sortApart(nameOf(original), bytes);
}

function originalOf(uri: Uri): Uri {
  const original = originalUri(uri);
  if (original === undefined) {
    throw FileSystemError.FileNotFound(uri);
  }
  return original;
}
