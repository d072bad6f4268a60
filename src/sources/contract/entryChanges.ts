import type { CallOptions, Change, Entry } from "./entry";

export interface PendingChange<E extends Entry = Entry> {
  /** The entry as it will be. */
  readonly entry: E;
  /** @throws ApiError, of kind notFound for what the service no longer has. */
  send(options: CallOptions): Promise<void>;
}

/** Changes of entries that have the ability of the change's name. */
export interface EntryChanges<E extends Entry = Entry> {
  /** Sends nothing until `send`. */
  of(entry: E, change: Change): PendingChange<E>;
}

/** Deletes entries that have the ability `delete`. */
export interface EntryDeletion<E extends Entry = Entry> {
  /** An entry as the question before its deletion names it: `run "vanilla" of project "llama"`. */
  nameOf(entry: E): string;
  /** @throws ApiError, of kind notFound when it was gone already. */
  send(entry: E, options: CallOptions): Promise<void>;
}
