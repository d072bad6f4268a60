/** Tells an item of a list from the others, also when the list is drawn again. */
interface Identified {
  /** Its label stands for it without one. */
  readonly id?: string;
  readonly label: string;
}

interface Shown extends Identified {
  readonly alwaysShow?: boolean;
}

/** A list's items, and those of them that have the focus: of an older list, until the window has shown the last one. */
interface PickState<T> {
  readonly items: readonly T[];
  readonly activeItems: readonly T[];
}

/**
 * The item that is the one that had the focus. VS Code gives the focus to the first of new items, which would slip under the
 * finger of a user who is about to press Enter.
 */
export function sameItem<T extends Identified>(items: readonly T[], active: Identified | undefined): T | undefined {
  return active === undefined ? undefined : items.find((item) => identityOf(item) === identityOf(active));
}

/**
 * The item that Enter takes. Enter right behind what was typed comes while the window still shows the list before: of a text
 * whose matches VS Code finds, it takes the same item of the new list. Without one it takes the first that is shown for any
 * text, as the window will. What VS Code gives as selected can't be used: it is the place in the list before.
 */
export function acceptedItem<T extends Shown>(pick: PickState<T>): T | undefined {
  return activeItem(pick) ?? sameItem(pick.items, pick.activeItems[0]) ?? firstItem(pick);
}

/** The item that Enter takes of a list that was chosen for the typed text: the first, until the window has shown the list. */
export function acceptedMatch<T extends Shown>(pick: PickState<T>): T | undefined {
  return activeItem(pick) ?? firstItem(pick);
}

function activeItem<T>({ items, activeItems: [active] }: PickState<T>): T | undefined {
  return items.find((item) => item === active);
}

function firstItem<T extends Shown>({ items }: PickState<T>): T | undefined {
  return items.find(({ alwaysShow }) => alwaysShow === true);
}

function identityOf({ id, label }: Identified): string {
  return id === undefined ? `label ${label}` : `id ${id}`;
}
