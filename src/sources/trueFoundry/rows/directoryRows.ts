import { formatCount } from "../../../text/formatNumbers";
import type { Ability } from "../../contract/entry";
import type { DataDirectory, MlRepo } from "../wire/model";
import type { DataDirectoryEntry, DirectoriesEntry, FileRoot, RepoEntry } from "./entries";
import { directoriesRowId, directoryRowId } from "./rowIds";

export function directoriesEntry(repoRow: RepoEntry["id"], repo: MlRepo): DirectoriesEntry {
  return {
    kind: "directories",
    id: directoriesRowId(repoRow),
    name: "Data directories",
    detail: repo.datasets === undefined ? [] : [formatCount(repo.datasets)],
    icon: { codicon: "database" },
    spoken: "data directories of the repo",
    isExpandable: true,
    abilities: ["copy.curl", "filter", "refresh"],
    repo,
  };
}

/** `parentId` is the id of the row of the repo's data directories. */
export function dataDirectoryEntry(parentId: string, directory: DataDirectory): DataDirectoryEntry {
  const { updatedAt } = directory;
  return {
    kind: "dataDirectory",
    id: directoryRowId(parentId, directory.id),
    name: directory.name,
    detail: updatedAt === undefined ? [] : [{ verb: "updated", ago: updatedAt }],
    icon: { codicon: "database" },
    spoken: "data directory",
    isExpandable: true,
    abilities: abilitiesOf(directory),
    parentId,
    directory,
  };
}

export function directoryRoot({ id, directory }: DataDirectoryEntry): FileRoot {
  return { rowId: id, holder: { type: "directory", id: directory.id }, sourceUri: directory.sourceUri };
}

function abilitiesOf({ fqn, sourceUri, usageSnippet }: DataDirectory): readonly Ability[] {
  const given: readonly (readonly [string, Ability])[] = [
    [fqn, "copy.fqn"],
    [fqn, "link"],
    [sourceUri, "copy.uri"],
    [usageSnippet, "copy.snippet"],
    [usageSnippet.trim(), "snippets"],
  ];
  const abilities = given.flatMap(([text, ability]) => (text === "" ? [] : [ability]));
  return ["copy.id", "copy.name", ...abilities, "copy.curl", "refresh", "download"];
}
