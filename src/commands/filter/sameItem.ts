/** Tells an item of a page from the others, also when the page is drawn again. */
interface Identified {
  /** Its label stands for it without one. */
  readonly id?: string;
  readonly label: string;
}

/**
 * The item that is the one that had the focus. VS Code gives the focus to the first of new items, which would slip under the
 * finger of a user who is about to press Enter.
 */
export function sameItem<T extends Identified>(items: readonly T[], active: Identified | undefined): T | undefined {
  return active === undefined ? undefined : items.find((item) => identityOf(item) === identityOf(active));
}

function identityOf({ id, label }: Identified): string {
  return id === undefined ? `label ${label}` : `id ${id}`;
}
