import type { OpenTable } from "../../runTable/openTable";
import { LEAST_COMPARED, MOST_COMPARED } from "../../sources/contract/compareLimits";
import type { Ability, Entry } from "../../sources/contract/entry";
import type { PanelAddress } from "../../sources/contract/panelContent";
import { withLateProgress } from "../../host/messages/cancellableProgress";
import type { TableAction, TableAddress } from "../../web/runTable/messages";
import type { RowAction, TableHost } from "./tableHost";

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
  const entries = await picked(rows, open);
  const pages = entries.flatMap(({ entry, source }): { address: PanelAddress; name: string } | [] => {
    const place = source.pages?.placeOf(entry);
    const { systemId, site } = address;
    return place === undefined ? [] : { address: { systemId, site, place }, name: entry.name };
  });
  if (action === "compare") {
    await host.compare(pages.map((page) => page.address));
    return;
  }
  for (const page of pages) {
    await host.openPage(page.address, page.name);
  }
}

async function picked(rows: readonly number[], { table, source }: OpenTable) {
  const entries = await withLateProgress("Looking at the runs", (signal) => table.pick(rows, { signal }));
  return entries.map((entry) => ({ entry, source }));
}

/** Lets a command of the tree do it, on the site that is on show. */
async function actOnRows(action: RowAction, rows: readonly number[], options: ActOptions): Promise<void> {
  const { open, host, address, above } = options;
  const able = rows.filter((row) => open.table.data.hasAbility(row, ABILITIES[action]));
  if (host.pool.shownSite(address.systemId, open.source) === undefined) {
    // The rows are of a source that is not on show: the page is asked for again on the one that is.
    if (await host.showSite(address)) {
      await host.showRefusal("Refresh the table first: its site was not on show.");
    }
    return;
  }
  const entries = (await picked(able, open)).map(({ entry }) => entry);
  const { systemId, site } = address;
  await host.actOnRows(action, { systemId, site, source: open.source, above, entries });
  if (action !== "download" && action !== "watch") {
    await withLateProgress("Looking at the runs again", (signal) => open.table.pick(able, { signal }));
  }
  open.rearrange();
}
