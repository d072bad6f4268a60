import type { CallOptions } from "../contract/entry";
import type { EntryArchive, EntryDeletion } from "../contract/entryChanges";
import type { TrueFoundryEntry } from "./rows/entries";
import type { TrueFoundryClient } from "./wire/client";

/** Only runs can be deleted. */
export function runDeletion(client: TrueFoundryClient): EntryDeletion<TrueFoundryEntry> {
  return { nameOf, send: (entry, options) => ofRun(entry, (id) => client.runs.delete(id, options)) };
}

/** Only runs can be archived. */
export function runArchive(client: TrueFoundryClient): EntryArchive<TrueFoundryEntry> {
  return {
    nameOf,
    archive: (entry, options: CallOptions) => ofRun(entry, (id) => client.runs.archive(id, options)),
    restore: (entry, options: CallOptions) => ofRun(entry, (id) => client.runs.restore(id, options)),
  };
}

async function ofRun(entry: TrueFoundryEntry, send: (id: string) => Promise<void>): Promise<void> {
  if (entry.kind === "run") {
    await send(entry.run.id);
  }
}

/** The repo's name stands in the run's qualified one. */
function nameOf(entry: TrueFoundryEntry): string {
  const [, repo] = entry.kind === "run" ? (/^[^/]+\/([^/]+)\//.exec(entry.run.fqn) ?? []) : [];
  return `run "${entry.name}"${repo === undefined ? "" : ` of ML repo "${repo}"`}`;
}
