import type { ExtensionContext, Uri } from "vscode";
import { Disposable, MarkdownString, window, workspace } from "vscode";
import { SETTINGS } from "../manifest";
import { isLiveEnabled, liveInterval } from "../host/liveSetting";
import type { Messages } from "../host/messages/messages";
import type { SourcePool } from "../host/site/sourcePool";
import { systemClock } from "../http/clock";
import { ArtifactFileSystem } from "./fileSystem/artifactFileSystem";
import { CutOffListings } from "./fileSystem/cutOffListings";
import { FILE_SCHEME } from "./fileSystem/fileAddress";
import { filesInSight } from "./fileSystem/filesInSight";
import { registerModelFileEditors } from "./preview/modelFileEditor";
import { MountedFolders } from "./fileSystem/mountedFolders";
import { nameOf, ReadFailures } from "./fileSystem/readFailures";
import { SORTED_SCHEME } from "./fileSystem/sortedAddress";
import { SortedFileSystem } from "./sorted/sortedFileSystem";

const WHY_SORTED_READ_ONLY = "This is a file with its keys sorted, to be compared. Open the file itself to edit it.";
const MB = 1_000_000;
const DEFAULT_MB = 20;
const WHY_READ_ONLY =
  "This file is in a run or an artifact version, where nothing can be changed. Download it to edit it.";

/** Bytes above which a file is not read into the editor. */
export function largestFile(): number {
  const megabytes = workspace.getConfiguration().get<number>(SETTINGS.maxFileSize);
  return (megabytes !== undefined && megabytes > 0 ? megabytes : DEFAULT_MB) * MB;
}

/** Lets VS Code read the files of all systems under `mlartifact:`, any file of JSON or YAML sorted, and model files as tables. */
export function registerArtifactFiles(
  pool: SourcePool,
  messages: Messages,
  { extensionUri, globalState: memory }: Pick<ExtensionContext, "extensionUri" | "globalState">,
): Disposable {
  const isWanted = () => window.state.focused && isLiveEnabled();
  const watching = { clock: systemClock, interval: liveInterval, isWanted, inSight: filesInSight };
  const cutOff = new CutOffListings({
    show: (sentence) => void messages.showRefusal(sentence),
    log: (sentence) => messages.logWarning(sentence),
  });
  const onMayHaveMore = (uri: Uri) => cutOff.say(uri.toString(), nameOf(uri));
  const failures = new ReadFailures(messages);
  const fileSystem = new ArtifactFileSystem({
    pool,
    largestFile,
    failures,
    onMayHaveMore,
    mounted: new MountedFolders(memory),
    watching,
  });
  const follow = () => fileSystem.follow();
  const options = { isCaseSensitive: true, isReadonly: new MarkdownString(WHY_READ_ONLY) };
  const sorted = new SortedFileSystem(fileSystem);
  const sortedOptions = { isCaseSensitive: true, isReadonly: new MarkdownString(WHY_SORTED_READ_ONLY) };
  return Disposable.from(
    fileSystem,
    workspace.registerFileSystemProvider(FILE_SCHEME, fileSystem, options),
    workspace.onDidGrantWorkspaceTrust(() => fileSystem.refreshFolders()),
    window.onDidChangeWindowState(follow),
    window.tabGroups.onDidChangeTabs(follow),
    window.tabGroups.onDidChangeTabGroups(follow),
    workspace.onDidChangeConfiguration((change) =>
      change.affectsConfiguration(SETTINGS.liveInterval) ? fileSystem.restart() : follow(),
    ),
    sorted,
    workspace.registerFileSystemProvider(SORTED_SCHEME, sorted, sortedOptions),
    registerModelFileEditors(pool, messages, extensionUri),
  );
}
