import { namesOf } from "../filePlace";
import type { CallOptions, Sibling, SiblingListing } from "../source";
import type { TrueFoundryClient } from "./client";
import type { FileEntry } from "./entries";
import type { Version } from "./model";
import { versionEntry } from "./rows";
import { newestFirst } from "./versionPages";

/** The other versions of a file's artifact or model. The service knows tags and numbers of them, but looks for no text. */
export function siblingVersions(client: TrueFoundryClient, { root, path }: FileEntry): SiblingListing {
  const { id: ownId, artifactId, type } = root.version;
  const load = newestFirst((range, options) => client.listVersions(type, { artifactId, ...range }, options));
  return {
    noun: "version",
    isSearchable: false,
    load: async ({ cursor }, options: CallOptions) => {
      const { versions, next } = await load(cursor, options);
      const siblings = versions.filter(({ id }) => id !== ownId).map((version) => siblingOf(version, path));
      return next === undefined ? { siblings } : { siblings, next };
    },
  };
}

function siblingOf(version: Version, path: string): Sibling {
  const { name, detail, icon } = versionEntry("", version);
  return { id: version.id, name, detail, icon, place: ["version", version.id, ...namesOf(path)], path };
}
