import { Disposable, MarkdownString, workspace } from "vscode";
import { SETTINGS } from "../contract";
import type { SourcePool } from "../host/sourcePool";
import { ArtifactFileSystem } from "./artifactFileSystem";
import { FILE_SCHEME } from "./fileAddress";

const MB = 1_000_000;
const DEFAULT_MB = 20;
const WHY_READ_ONLY =
  "This file is in a run or an artifact version, where nothing can be changed. Download it to edit it.";

/** Bytes above which a file is not read into the editor. */
export function largestFile(): number {
  const megabytes = workspace.getConfiguration().get<number>(SETTINGS.maxFileSize);
  return (megabytes !== undefined && megabytes > 0 ? megabytes : DEFAULT_MB) * MB;
}

/** Lets VS Code read the files of all systems under `mlartifact:`. */
export function registerArtifactFiles(pool: SourcePool): Disposable {
  const fileSystem = new ArtifactFileSystem({ pool, largestFile });
  const options = { isCaseSensitive: true, isReadonly: new MarkdownString(WHY_READ_ONLY) };
  return Disposable.from(fileSystem, workspace.registerFileSystemProvider(FILE_SCHEME, fileSystem, options));
}
