import type { CallOptions } from "../contract/entry";
import { dataDirectoryEntry, directoriesEntry } from "./rows/directoryRows";
import type { DataDirectoryEntry, TrueFoundryEntry } from "./rows/entries";
import { repoRowId } from "./rows/rowIds";
import { artifactEntry, groupEntry, repoEntry, versionEntry } from "./rows/rows";
import type { ChosenRows } from "./rows/chosenRows";
import { runsEntry } from "./rows/runRows";
import type { TrueFoundryClient } from "./wire/client";

interface Reloading {
  readonly client: TrueFoundryClient;
  /** The start of every id. */
  readonly scope: string;
  readonly rows: ChosenRows;
}

/** A row as the service has it now, where the service gives it alone. */
export async function reloadEntry(
  { client, scope, rows }: Reloading,
  entry: TrueFoundryEntry,
  options: CallOptions,
): Promise<TrueFoundryEntry> {
  switch (entry.kind) {
    case "repo":
      return repoEntry(scope, await client.getRepo(entry.repo.id, options));
    case "runs":
      return runsEntry(repoRowId(scope, entry.repo.id), await client.getRepo(entry.repo.id, options));
    case "run":
      return rows.row(entry.parentId, await client.runs.get(entry.run.id, options), entry.metric);
    case "directories":
      return directoriesEntry(repoRowId(scope, entry.repo.id), await client.getRepo(entry.repo.id, options));
    case "dataDirectory":
      return directoryNow(client, entry, options);
    case "group":
      return groupEntry(entry.id, entry.repo, entry.type);
    case "artifact": {
      const { type, id } = entry.artifact;
      return artifactEntry(entry.parentId, await client.getArtifact(type, id, options), entry.runId);
    }
    case "version": {
      const { type, id } = entry.version;
      return versionEntry(entry.parentId, await client.getVersion(type, id, options));
    }
    case "directory":
    case "file":
    case "ranking":
      return entry;
  }
}

/** The service lists data directories, and gives none alone. */
async function directoryNow(
  client: TrueFoundryClient,
  entry: DataDirectoryEntry,
  options: CallOptions,
): Promise<DataDirectoryEntry> {
  const { id, repoId, name } = entry.directory;
  const { items } = await client.listDirectories({ ...(repoId === "" ? {} : { repoId }), name, limit: 10 }, options);
  const now = items.find((directory) => directory.id === id);
  return now === undefined ? entry : dataDirectoryEntry(entry.parentId, now);
}
