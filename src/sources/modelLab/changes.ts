import { ApiError } from "../../http/apiError";
import type { CallOptions, Change, PendingChange } from "../source";
import type { ModelLabClient } from "./client";
import type { ModelLabEntry, ProjectEntry, RunEntry } from "./entries";
import { projectEntry, runEntry } from "./rows";

/** What stars and pins do, and what they make of the row. */
export function changeOf(
  { client, scope }: { readonly client: ModelLabClient; readonly scope: string },
  entry: ModelLabEntry,
  change: Change,
): PendingChange<ProjectEntry | RunEntry> {
  if (entry.kind === "project" && (change === "star" || change === "unstar")) {
    const isStarred = change === "star";
    const { project } = entry;
    return {
      entry: projectEntry(scope, { ...project, isStarred }),
      send: (options) =>
        isStarred ? client.starProject(project.id, options) : client.unstarProject(project.id, options),
    };
  }
  if (entry.kind === "run" && (change === "pin" || change === "unpin")) {
    const isPinned = change === "pin";
    const { run, parent, project } = entry;
    return {
      entry: runEntry(parent, { ...run, isPinned }, project),
      send: (options) => (isPinned ? client.pinRun(run.id, options) : client.unpinRun(run.id, options)),
    };
  }
  throw new ApiError("badRequest", `a ${entry.kind} has nothing to ${change}`);
}

/** Only runs can be deleted. */
export async function deleteEntry(client: ModelLabClient, entry: ModelLabEntry, options: CallOptions): Promise<void> {
  if (entry.kind === "run") {
    await client.deleteRun(entry.run.id, options);
  }
}

export function deletionName(entry: ModelLabEntry): string {
  if (entry.kind !== "run") {
    return `"${entry.name}"`;
  }
  const children = entry.run.hasChildren ? ", which has child runs," : "";
  return `run "${entry.name}"${children} of project "${entry.project.name}"`;
}
