import type { RepoStock } from "../repos/repoStock";
import { versionFiles } from "../repos/versionFiles";
import type { Bucket } from "../server/downloadService";
import { storageKey } from "./shapes";

/** The files of all versions, as signed addresses name them. */
export function versionBucket(stock: RepoStock): Bucket {
  return (key) => {
    const [, , , id = ""] = key.split("/");
    const version = stock.version(id);
    const prefix = version === undefined ? key : `${storageKey(version)}/`;
    if (version === undefined || !key.startsWith(prefix)) {
      return undefined;
    }
    const path = key.slice(prefix.length);
    return versionFiles(version)
      .find((file) => file.path === path)
      ?.bytes();
  };
}
