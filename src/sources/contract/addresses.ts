import type { CallOptions, Entry } from "./entry";
import type { FilePlace } from "./sourceFiles";

export interface LocateOptions<E extends Entry = Entry> extends CallOptions {
  /** The entries that the view has loaded, for addresses that the service itself can't be asked for. */
  readonly loaded?: readonly E[];
}

/** Names for entries outside the tree, and the way from such a name to a row. */
export interface SourceAddresses<E extends Entry = Entry> {
  /**
   * The ids of the rows from the top down to what an address names: a fully qualified name, an id, a link. Undefined when
   * the text is no address of this system; an ApiError of kind notFound when it is one of nothing.
   */
  locate(text: string, options: LocateOptions<E>): Promise<readonly string[] | undefined>;
  /** The same for the place of a file or directory; an ApiError of kind notFound for what is no place of this system. */
  locatePlace(place: FilePlace, options: CallOptions): Promise<readonly string[]>;
  /** A text that `locate` takes, for an entry that has the ability `link`: `run/70158`. It holds no site and no key. */
  of(entry: E): string;
}
