import type { Disposable } from "vscode";
import { COMMANDS } from "../../manifest/commands";
import type { FilterStore } from "../../host/filterStore";
import type { Messages } from "../../host/messages/messages";
import type { ExplorerView } from "../../tree/explorerView";
import type { EntryRow, Row } from "../../tree/model/row";
import { hasAbility } from "../../tree/model/row";
import type { ArtifactSource } from "../../sources/contract/source";
import type { CallOptions, Entry } from "../../sources/contract/entry";
import { attempt } from "../shared/attempt";
import type { RegisterCommand } from "../shared/commandRegistry";
import type { FilterTarget } from "./filterDraft";
import { pickFilter } from "./pickFilter";
import {
  canFilterTop,
  canSortTop,
  filteredListings,
  isTopFiltered,
  ListingPlaces,
  revealPlace,
  siteOf,
} from "./listingPlaces";
import type { ListingPlace } from "./listingPlaces";
import { pickSort } from "./pickSort";

interface FilterCommandsOptions {
  readonly views: readonly ExplorerView[];
  readonly store: FilterStore;
  readonly messages: Messages;
  /** Ranks the runs below a row by a metric, which no service filters by. */
  readonly rankBy: (row: EntryRow, metric: string, options: CallOptions) => Promise<void>;
}

/** "Filter…", "Clear Filter" and "Sort By…", for rows and for the tops of views. What was chosen is remembered. */
export function registerFilterCommands(
  register: RegisterCommand,
  options: FilterCommandsOptions,
): readonly Disposable[] {
  const { views, store } = options;
  const places = new ListingPlaces(views, store);
  const asked = { ...options, signal: register.signal };
  const filterTop = async () => filter(places, await places.top(canFilterTop, "Filter"), asked);
  const filterRow = async (called: readonly Row[]) =>
    filter(places, await places.row(called, "filter", "Filter"), asked);
  return [
    ...views.map((view) => view.session.onDidChange(() => places.showContext())),
    register(COMMANDS.filterTop, "filter", filterTop),
    register(COMMANDS.changeTopFilter, "filter", filterTop),
    register(COMMANDS.clearTopFilter, "clear the filter", async () =>
      clear(places, await places.top(isTopFiltered, "Clear Filter")),
    ),
    register(COMMANDS.sortTop, "sort", async () => sort(places, await places.top(canSortTop, "Sort"))),
    register(COMMANDS.filterRow, "filter", filterRow),
    register(COMMANDS.changeRowFilter, "filter", filterRow),
    register(COMMANDS.clearFilter, "clear the filter", async (called) =>
      clear(places, await places.filtered(called, "Clear Filter")),
    ),
    register(COMMANDS.sortRow, "sort", async (called) => sort(places, await places.row(called, "sort", "Sort"))),
  ];
}

async function filter(
  places: ListingPlaces,
  place: ListingPlace | undefined,
  { messages, rankBy, signal }: FilterCommandsOptions & CallOptions,
): Promise<void> {
  const target = place === undefined ? undefined : targetOf(places, place, messages);
  if (place === undefined || target === undefined) {
    return;
  }
  const metric = await filterPlace(places, place, target);
  if (metric !== undefined && place.row !== undefined) {
    await rankBy(place.row, metric, { signal });
  }
}

/** Gives the metric that the user wants the runs to be ranked by instead, if any. */
async function filterPlace(
  places: ListingPlaces,
  place: ListingPlace,
  target: FilterTarget,
): Promise<string | undefined> {
  const { self } = target.filter;
  const before = filteredListings(place);
  const { values, rankBy } = (await pickFilter(target)) ?? {};
  // The user may have said who they are without applying a filter; it counts wherever "mine" is filtered by.
  const isSelfChanged = target.filter.self !== self;
  if (values !== undefined || isSelfChanged) {
    const set = () => values !== undefined && target.filter.set(target.entry, values);
    const isShown = await places.change(place, set, isSelfChanged ? before : undefined);
    await (isShown && values !== undefined && rankBy === undefined ? revealPlace(place) : undefined);
  }
  return rankBy;
}

async function clear(places: ListingPlaces, place: ListingPlace | undefined): Promise<void> {
  if (place !== undefined) {
    await places.change(place, () => place.source.filter?.set(place.row?.entry, {}));
  }
}

async function sort(places: ListingPlaces, place: ListingPlace | undefined): Promise<void> {
  const order = place?.source.sort;
  if (place === undefined || order === undefined) {
    return;
  }
  const id = await pickSort(order, place.row?.entry);
  if (id !== undefined && (await places.change(place, () => order.set(place.row?.entry, id)))) {
    await revealPlace(place);
  }
}

function targetOf(
  { store }: ListingPlaces,
  { source, row, view }: ListingPlace,
  messages: Messages,
): FilterTarget | undefined {
  const site = siteOf(view.session);
  const id = row?.id ?? "";
  return source.filter === undefined
    ? undefined
    : {
        filter: source.filter,
        entry: row?.entry,
        metricNames: row && hasAbility(row, "metrics") ? metricNames(source, row.entry) : undefined,
        saved: () => store.saved(site, id),
        save: (saved) => store.save(site, id, saved),
        removeSaved: (name) => store.remove(site, id, name),
        attempt: (action, run) => attempt(messages, action, run),
      };
}

function metricNames({ metrics }: ArtifactSource, entry: Entry): FilterTarget["metricNames"] {
  return metrics && ((options) => metrics.names(entry, options));
}
