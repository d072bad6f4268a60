import type { ArtifactFile } from "../artifacts/artifactFile";
import type { RepoStock } from "../repos/repoStock";
import { versionFiles } from "../repos/versionFiles";
import type { Bucket } from "../server/downloadService";
import { directoryKey, storageKey } from "./shapes";

interface Folder {
  readonly prefix: string;
  readonly files: readonly ArtifactFile[];
}

/** The files of all versions and data directories, as signed addresses name them. */
export function versionBucket(stock: RepoStock): Bucket {
  return (key) => {
    const folder = folderOf(stock, key);
    if (folder === undefined || !key.startsWith(folder.prefix)) {
      return undefined;
    }
    const path = key.slice(folder.prefix.length);
    return folder.files.find((file) => file.path === path)?.bytes();
  };
}

function folderOf(stock: RepoStock, key: string): Folder | undefined {
  const [, kind, id = "", versionId = ""] = key.split("/");
  if (kind === "data") {
    const directory = stock.directory(id);
    return directory && { prefix: `${directoryKey(directory)}/`, files: directory.files };
  }
  const version = stock.version(versionId);
  return version && { prefix: `${storageKey(version)}/`, files: versionFiles(version) };
}
