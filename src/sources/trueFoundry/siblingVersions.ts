import { namesOf } from "../shared/filePlace";
import type { Sibling, SiblingListing } from "../contract/source";
import type { TrueFoundryClient } from "./wire/client";
import type { FileEntry } from "./rows/entries";
import type { Version } from "./wire/model";
import { versionEntry } from "./rows/rows";
import { newestFirst } from "./versionPages";
import type { CallOptions } from "../contract/entry";
import { defined } from "../../text/defined";

/** The other versions of a file's artifact or model. The service knows tags and numbers of them, but looks for no text. */
export function siblingVersions(client: TrueFoundryClient, { root, path }: FileEntry): SiblingListing | undefined {
  if (root.version === undefined) {
    return undefined;
  }
  const { id: ownId, artifactId, type, createdAt } = root.version;
  const load = newestFirst((range, options) => client.listVersions(type, { artifactId, ...range }, options));
  return {
    noun: "version",
    isSearchable: false,
    ...defined({ at: createdAt }),
    load: async ({ cursor }, options: CallOptions) => {
      const { items: versions, ...page } = await load(cursor, options);
      const items = versions.filter(({ id }) => id !== ownId).map((version) => siblingOf(version, path));
      return { ...page, items };
    },
  };
}

function siblingOf(version: Version, path: string): Sibling {
  const { name, detail, icon } = versionEntry("", version);
  return {
    id: version.id,
    name,
    detail,
    icon,
    place: ["version", version.id, ...namesOf(path)],
    path,
    ...defined({ at: version.createdAt }),
  };
}
