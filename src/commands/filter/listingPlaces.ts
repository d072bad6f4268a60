import { commands, window } from "vscode";
import { showInformation } from "../../host/messages/messageBox";
import { CONTEXT_KEYS } from "../../manifest/contextKeys";
import type { FilterStore } from "../../host/filterStore";
import type { Session } from "../../host/site/session";
import { choicesSite } from "../../host/site/session";
import { isEmptyFilter } from "../../sources/filter/filterValues";
import type { ArtifactSource } from "../../sources/contract/source";
import type { ExplorerView } from "../../tree/explorerView";
import type { ClearFilterRow, EntryRow, Row } from "../../tree/model/row";
import { hasAbility, rowFilterText, withAbility } from "../../tree/model/row";
import { targetRows } from "../shared/rowTargets";
import { setViewsContext } from "../shared/viewsContext";

/** A listing that can be narrowed or sorted: below a row, or at a view's top. */
export interface ListingPlace {
  readonly view: ExplorerView;
  readonly source: ArtifactSource;
  readonly row: EntryRow | undefined;
}

export const canFilterTop = ({ source }: ExplorerView): boolean => (source?.filter?.fields(undefined).length ?? 0) > 0;
export const canSortTop = ({ source }: ExplorerView): boolean => (source?.sort?.choices(undefined).length ?? 0) > 0;
export const isTopFiltered = ({ source }: ExplorerView): boolean =>
  !isEmptyFilter(source?.filter?.values(undefined) ?? {});

/** Finds the listings that a command is for, and shows and remembers what was chosen for them. */
export class ListingPlaces {
  readonly #views: readonly ExplorerView[];
  readonly store: FilterStore;

  constructor(views: readonly ExplorerView[], store: FilterStore) {
    this.#views = views;
    this.store = store;
  }

  async #remember({ source, view, row }: ListingPlace, isSelfChanged: boolean): Promise<void> {
    const site = siteOf(view.session);
    const id = row?.id ?? "";
    if (source.choices !== undefined) {
      await this.store.keepChoice(site, id, source.choices.of(id));
    }
    if (isSelfChanged) {
      await this.store.keepSelf(site, source.filter?.self);
    }
  }

  /**
   * Makes a change, unless the site was switched since the user was asked. With the ids of the listings that were filtered
   * before, it counts for these and for all that are filtered now.
   */
  async change(place: ListingPlace, act: () => unknown, before?: ReadonlySet<string>): Promise<boolean> {
    if (place.source !== place.view.source) {
      return false;
    }
    act();
    this.showContext();
    place.view.relist(place.row);
    if (before !== undefined) {
      relistFiltered(place, before);
    }
    await this.#remember(place, before !== undefined);
    return true;
  }

  async top(accepts: (view: ExplorerView) => boolean, title: string): Promise<ListingPlace | undefined> {
    const places = this.#views.filter(accepts).flatMap(topOf);
    if (places.length === 0) {
      await showInformation(`${title}: no open view supports this.`);
    }
    return places.length < 2 ? places[0] : await pickPlace(places, title);
  }

  async row(called: readonly Row[], ability: "filter" | "sort", title: string): Promise<ListingPlace | undefined> {
    const accepts = withAbility(ability);
    const none = `No loaded row has a list to ${ability}.`;
    const [row] = await targetRows(this.#views, called, { accepts, title, none });
    return row === undefined ? undefined : this.#placeOf(row);
  }

  /** A listing with a filter; also the one in which a row stands that says that nothing matches. */
  async filtered(called: readonly Row[], title: string): Promise<ListingPlace | undefined> {
    const [row] = await targetRows(this.#views, called, {
      accepts: isFilteredRow,
      title,
      none: "No loaded row has a filter.",
    });
    if (row?.kind !== "clearFilter") {
      return row === undefined ? undefined : this.#placeOf(row);
    }
    const view = this.#views.find((each) => each.owns(row));
    return view === undefined ? undefined : { view, source: row.source, row: row.parent };
  }

  #placeOf(row: EntryRow): ListingPlace | undefined {
    const view = this.#views.find((each) => each.owns(row));
    return view === undefined ? undefined : { view, source: row.source, row };
  }

  /** Lets menus offer filters and orders where the views that are shown now have them. */
  showContext(): void {
    const lists = [
      [CONTEXT_KEYS.filterableViews, canFilterTop],
      [CONTEXT_KEYS.filteredViews, isTopFiltered],
      [CONTEXT_KEYS.sortableViews, canSortTop],
    ] as const;
    for (const [key, accepts] of lists) {
      setViewsContext(key, this.#views.filter(accepts));
    }
  }
}

/** The ids of the rows below which a listing is filtered; the top's is empty. */
export function filteredListings({ source, view }: ListingPlace): ReadonlySet<string> {
  const rows = [undefined, ...view.loadedRows.filter((row) => hasAbility(row, "filter"))];
  const filtered = rows.filter((row) => !isEmptyFilter(source.filter?.values(row?.entry) ?? {}));
  return new Set(filtered.map((row) => row?.id ?? ""));
}

/** All but the place itself. */
function relistFiltered(place: ListingPlace, before: ReadonlySet<string>): void {
  const ids = new Set([...before, ...filteredListings(place)]);
  const rows = [undefined, ...place.view.loadedRows.filter((row) => hasAbility(row, "filter"))];
  for (const row of rows.filter((each) => each?.id !== place.row?.id && ids.has(each?.id ?? ""))) {
    place.view.relist(row);
  }
}

/** Shows where a choice has taken effect. */
export async function revealPlace({ view, row }: ListingPlace): Promise<void> {
  if (row === undefined) {
    await commands.executeCommand(`${view.viewId}.focus`);
  } else {
    await view.revealBelow(row);
  }
}

/** Names the site on show in the store of filters. */
export function siteOf({ state, system }: Session): string {
  return state.kind === "ready" ? choicesSite(system, state.site) : `${system.id}/`;
}

function topOf(view: ExplorerView): readonly ListingPlace[] {
  return view.source === undefined ? [] : [{ view, source: view.source, row: undefined }];
}

async function pickPlace(places: readonly ListingPlace[], title: string): Promise<ListingPlace | undefined> {
  const items = places.map((place) => ({ label: place.view.session.system.title, place }));
  return (await window.showQuickPick(items, { title, placeHolder: "Which system?" }))?.place;
}

function isFilteredRow(row: Row): row is EntryRow | ClearFilterRow {
  return row.kind === "clearFilter" || (row.kind === "entry" && rowFilterText(row) !== "");
}
