import { withLateProgress } from "../../host/messages/cancellableProgress";
import { fieldWords } from "../../sources/filter/filterWords";
import type { EntryRow } from "../../tree/model/row";
import { rowPath } from "../../tree/model/row";
import { listingKey } from "../../watch/listingWatch";
import { listingTitle } from "../../watch/watchWords";
import { holderRow } from "../shared/holderRow";
import { siteOfRow } from "../shared/rowAddress";
import type { WatchCommandsOptions } from "./watchOptions";
import { askRules } from "./watchDialog";
import { chooseAction } from "./watchedList";

/** Watches all runs below a row that its filter lets through, those that begin later included. */
export async function watchListing(called: EntryRow, options: WatchCommandsOptions): Promise<void> {
  const row = holderRow(called);
  const { listings, pool } = options;
  const site = siteOfRow(row, pool);
  if (site === undefined) {
    return;
  }
  const path = rowPath(row);
  const rowIds = path.map(({ id }) => id);
  const name = path.map(({ entry }) => entry.name).join(" › ");
  const { values, filter } = filterOf(row);
  const place = { ...site, rowIds, name, values, filter };
  const known = listings.all.find(({ watch }) => listingKey(watch) === listingKey(place));
  if (known !== undefined) {
    await chooseAction({ listing: known }, options);
    return;
  }
  const names = await metricNames(row);
  const metrics = names.map((key) => ({ key }));
  const current = [{ kind: "fails" }] as const;
  const rules = await askRules({ title: listingTitle(place), metrics, current, isListing: true });
  if (rules !== undefined) {
    listings.add({ ...place, rules });
  }
}

/** The filter of the row, as far as tables of runs take it. */
function filterOf({ source, entry }: EntryRow) {
  const fields = source.runTables?.fields(entry) ?? [];
  const all = source.filter?.values(entry) ?? {};
  const taken = fields.flatMap((field) => {
    const list = all[field.id] ?? [];
    return list.length === 0 ? [] : [{ field, list }];
  });
  return {
    values: Object.fromEntries(taken.map(({ field, list }) => [field.id, list])),
    filter: taken.map(({ field, list }) => fieldWords(field, list).join(" ")).join(", "),
  };
}

/** A metric can be named by hand where the service does not tell any. */
async function metricNames({ source, entry }: EntryRow): Promise<readonly string[]> {
  const { metrics } = source;
  if (metrics === undefined) {
    return [];
  }
  return await withLateProgress("Looking for metrics", (signal) => metrics.names(entry, { signal })).catch(() => []);
}
