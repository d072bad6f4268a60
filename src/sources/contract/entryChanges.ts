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

/** Puts entries that have the ability `archive` where no listing shows them, and those that have `restore` back. */
export interface EntryArchive<E extends Entry = Entry> {
  /** An entry as the question before it is archived names it: `run "vanilla" of ML repo "llama"`. */
  nameOf(entry: E): string;
  /** @throws ApiError, of kind notFound for what the service no longer has. */
  archive(entry: E, options: CallOptions): Promise<void>;
  /** @throws ApiError, of kind notFound for what the service no longer has. */
  restore(entry: E, options: CallOptions): Promise<void>;
}

/** Deletes entries that have the ability `delete`. */
export interface EntryDeletion<E extends Entry = Entry> {
  /** An entry as the question before its deletion names it: `run "vanilla" of project "llama"`. */
  nameOf(entry: E): string;
  /** @throws ApiError, of kind notFound when it was gone already. */
  send(entry: E, options: CallOptions): Promise<void>;
}
