import type { Entry } from "./entry";

/** Names that the user gives to owners, of whom the service tells an id alone. They are kept for the site. */
export interface SourceOwners<E extends Entry = Entry> {
  /** The owner of an entry with the ability `owner`. */
  idOf(entry: E): string | undefined;
  nameOf(ownerId: string): string | undefined;
  /** Takes effect on what is made, or `redrawn`, from then on. Undefined takes the name away. */
  setName(ownerId: string, name: string | undefined): void;
}
