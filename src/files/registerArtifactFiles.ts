import type { ExtensionContext, Uri } from "vscode";
import { Disposable, window, workspace } from "vscode";
import { SETTINGS } from "../manifest/settings";
import type { Doors } from "../host/doors";
import { isLiveEnabled, liveInterval } from "../host/liveSetting";
import type { Messages } from "../host/messages/messages";
import type { SourcePool } from "../host/site/sourcePool";
import type { DirectoryListing } from "../sources/contract/sourceFiles";
import { systemClock } from "../http/clock";
import { EndFollower } from "./endFollower";
import { ArtifactFileSystem } from "./fileSystem/artifactFileSystem";
import { CutOffListings } from "./fileSystem/cutOffListings";
import { FILE_SCHEME } from "./fileSystem/fileAddress";
import { filesInSight } from "./fileSystem/filesInSight";
import { ModelFileEditor } from "./preview/modelFileEditor";
import { MountedFolders } from "./fileSystem/mountedFolders";
import { nameOf, ReadFailures } from "./fileSystem/readFailures";
import { SORTED_SCHEME } from "./fileSystem/sortedAddress";
import { SortedFileSystem } from "./sorted/sortedFileSystem";

const MB = 1_000_000;
const DEFAULT_MB = 20;

/** Bytes above which a file is not read into the editor. */
export function largestFile(): number {
  const megabytes = workspace.getConfiguration().get<number>(SETTINGS.maxFileSize);
  return (megabytes !== undefined && megabytes > 0 ? megabytes : DEFAULT_MB) * MB;
}

interface ArtifactFilesOptions {
  readonly pool: SourcePool;
  readonly messages: Messages;
  readonly context: Pick<ExtensionContext, "extensionUri" | "globalState">;
  readonly doors: Pick<Doors, "fileSystem" | "editors">;
}

/** Lets VS Code read the files of all systems under `mlartifact:`, any file of JSON or YAML sorted, and model files as tables. */
export function registerArtifactFiles({ pool, messages, context, doors }: ArtifactFilesOptions): Disposable {
  const { extensionUri, globalState: memory } = context;
  const isWanted = () => window.state.focused && isLiveEnabled();
  const watching = { clock: systemClock, interval: liveInterval, isWanted, inSight: filesInSight };
  const cutOff = new CutOffListings({
    show: (sentence) => void messages.showRefusal(sentence),
    log: (sentence) => messages.logWarning(sentence),
  });
  const onListed = (uri: Uri, listing: DirectoryListing) => cutOff.say(uri.toString(), nameOf(uri), listing);
  const failures = new ReadFailures(messages);
  const fileSystem = new ArtifactFileSystem({
    pool,
    largestFile,
    failures,
    onListed,
    mounted: new MountedFolders(memory),
    watching,
  });
  const follow = () => fileSystem.follow();
  const sorted = new SortedFileSystem(fileSystem);
  return Disposable.from(
    fileSystem,
    doors.fileSystem(FILE_SCHEME, fileSystem),
    workspace.onDidGrantWorkspaceTrust(() => fileSystem.refreshFolders()),
    window.onDidChangeWindowState(follow),
    window.tabGroups.onDidChangeTabs(follow),
    window.tabGroups.onDidChangeTabGroups(follow),
    workspace.onDidChangeConfiguration((change) =>
      change.affectsConfiguration(SETTINGS.liveInterval) ? fileSystem.restart() : follow(),
    ),
    new EndFollower(),
    sorted,
    doors.fileSystem(SORTED_SCHEME, sorted),
    doors.editors(new ModelFileEditor(pool, messages, extensionUri)),
  );
}
