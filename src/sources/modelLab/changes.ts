import { ApiError } from "../../http/apiError";
import type { EntryChanges, EntryDeletion, PendingChange } from "../contract/entryChanges";
import type { ModelLabClient } from "./wire/client";
import type { ModelLabEntry, ProjectEntry, RunEntry } from "./rows/entries";
import type { JustFound } from "../shared/justFound";
import type { Project, Run } from "./wire/model";
import type { RunRows } from "./rows/runRows";
import type { StarredProjects } from "./rows/starredProjects";
import type { CallOptions, Change } from "../contract/entry";

interface ChangePlace {
  readonly client: ModelLabClient;
  /** A changed run or project is no longer as it was found. */
  readonly found: { readonly projects: JustFound<Project>; readonly runs: JustFound<Run> };
  readonly starred: StarredProjects;
  readonly rows: RunRows;
}

/** Stars and pins. */
export function modelLabChanges(place: ChangePlace): EntryChanges<ModelLabEntry> {
  return { of: (entry, change) => changeOf(place, entry, change) };
}

export function modelLabDeletion(place: ChangePlace): EntryDeletion<ModelLabEntry> {
  return { nameOf: deletionName, send: (entry, options) => deleteEntry(place, entry, options) };
}

function changeOf(
  { client, found, starred, rows }: ChangePlace,
  entry: ModelLabEntry,
  change: Change,
): PendingChange<ProjectEntry | RunEntry> {
  if (entry.kind === "project" && (change === "star" || change === "unstar")) {
    const isStarred = change === "star";
    const { project } = entry;
    return {
      entry: rows.projectRow({ ...project, isStarred }),
      send: async (options) => {
        await (isStarred ? client.starProject(project.id, options) : client.unstarProject(project.id, options));
        found.projects.take(project.id);
        starred.note([{ ...project, isStarred }]);
      },
    };
  }
  if (entry.kind === "run" && (change === "pin" || change === "unpin")) {
    const isPinned = change === "pin";
    const { run, parent, project } = entry;
    return {
      entry: rows.row(parent, { ...run, isPinned }, project),
      send: async (options) => {
        await (isPinned ? client.pinRun(run.id, options) : client.unpinRun(run.id, options));
        found.runs.take(run.id);
      },
    };
  }
  throw new ApiError("badRequest", `a ${entry.kind} has nothing to ${change}`);
}

/** Only runs can be deleted. */
async function deleteEntry({ client, found }: ChangePlace, entry: ModelLabEntry, options: CallOptions): Promise<void> {
  if (entry.kind === "run") {
    await client.deleteRun(entry.run.id, options);
    found.runs.take(entry.run.id);
  }
}

function deletionName(entry: ModelLabEntry): string {
  if (entry.kind !== "run") {
    return `"${entry.name}"`;
  }
  const children = entry.run.hasChildren ? ", which has child runs," : "";
  return `run "${entry.name}"${children} of project "${entry.project.name}"`;
}
