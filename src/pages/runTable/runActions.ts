import type { OpenTable } from "../../runTable/openTable";
import { LEAST_COMPARED, MOST_COMPARED } from "../../sources/contract/compareLimits";
import type { Ability, Entry } from "../../sources/contract/entry";
import type { PanelAddress } from "../../sources/contract/panelContent";
import type { ArtifactSource } from "../../sources/contract/source";
import { withLateProgress } from "../../host/messages/cancellableProgress";
import { formatCount } from "../../text/formatNumbers";
import type { TableAction, TableAddress } from "../../web/runTable/messages";
import { locateEntries } from "../../sources/shared/paths/locateEntries";
import type { ActedOn, RowAction, TableHost } from "./tableHost";

interface ActOptions {
  readonly open: OpenTable;
  readonly host: TableHost;
  readonly address: TableAddress;
  readonly above: readonly Entry[];
}

const ABILITIES: Readonly<Record<RowAction, Ability>> = {
  download: "download",
  watch: "watch",
  pin: "pin",
  unpin: "unpin",
  delete: "delete",
};

/** Does what the user asked for with some runs, as they are at the service now. @throws ApiError */
export async function actOnRuns(
  action: Exclude<TableAction, "copy">,
  rows: readonly number[],
  options: ActOptions,
): Promise<void> {
  const { open, host, address } = options;
  switch (action) {
    case "showInTree":
      await host.revealRow({ ...address, place: [] }, [
        ...address.rowIds,
        ...rows.map((row) => open.table.data.idAt(row)),
      ]);
      break;
    case "compare":
    case "openPage":
      await showPages(action, rows, options);
      break;
    default:
      await actOnRows(action, rows, options);
  }
}

async function showPages(action: "compare" | "openPage", rows: readonly number[], options: ActOptions): Promise<void> {
  const { host, open, address } = options;
  if (action === "compare" && (rows.length < LEAST_COMPARED || rows.length > MOST_COMPARED)) {
    await host.showRefusal(`Select ${LEAST_COMPARED} to ${MOST_COMPARED} runs to compare (${rows.length} selected).`);
    return;
  }
  const entries = await picked(rows, options);
  const { systemId, site } = address;
  const pages = entries.flatMap((entry): { address: PanelAddress; name: string } | [] => {
    const place = open.source.pages?.placeOf(entry);
    return place === undefined ? [] : { address: { systemId, site, place }, name: entry.name };
  });
  if (action === "openPage") {
    for (const page of pages) {
      await host.openPage(page.address, page.name);
    }
  } else if (pages.length >= LEAST_COMPARED) {
    await host.compare(pages.map((page) => page.address));
  }
}

/** The entries as they are now; says so when some of them are gone, and lets their rows go. */
async function picked(rows: readonly number[], { open, host }: ActOptions): Promise<readonly Entry[]> {
  const entries = await withLateProgress("Looking at the runs", (signal) => open.table.pick(rows, { signal }));
  const gone = rows.length - entries.length;
  if (gone > 0) {
    open.rearrange();
    await host.showRefusal(gone === 1 ? "A run no longer exists." : `${formatCount(gone)} runs no longer exist.`);
  }
  return entries;
}

/** Lets a command of the tree do it, which has the rows of the site on show: after a question, when that is another. */
async function actOnRows(action: RowAction, rows: readonly number[], options: ActOptions): Promise<void> {
  const { open, host, address } = options;
  const able = rows.filter((row) => open.table.data.hasAbility(row, ABILITIES[action]));
  if (!(await host.showSite(address))) {
    return;
  }
  const source = await host.pool.sourceOf(address);
  const on = source === open.source ? await onTable(able, options) : await onSource(source, able, options);
  const { systemId, site } = address;
  await host.actOnRows(action, { systemId, site, source, ...on });
  if (action !== "download" && action !== "watch") {
    await withLateProgress("Looking at the runs again", (signal) => open.table.pick(able, { signal }));
    open.rearrange();
  }
}

type Entries = Pick<ActedOn, "above" | "entries">;

async function onTable(rows: readonly number[], options: ActOptions): Promise<Entries> {
  return { above: options.above, entries: await picked(rows, options) };
}

/** The same runs of another source, as a site that was switched to has a new one. */
async function onSource(source: ArtifactSource, rows: readonly number[], options: ActOptions): Promise<Entries> {
  const { open, address } = options;
  return await withLateProgress("Looking at the runs", async (signal) => {
    const above = (await locateEntries(source, address.rowIds, { signal })) ?? [];
    const entry = above.at(-1);
    const listing = entry && source.runTables?.listing(entry, { values: {} });
    const ids = rows.map((row) => open.table.data.idAt(row));
    return { above, entries: (await listing?.pick(ids, { signal })) ?? [] };
  });
}
