import type { PanelAddress } from "../sources/contract/panelContent";
import type { CompareColumn } from "../web/comparePage/messages";
import type { LoadedPage } from "./loadPages";
import { defined } from "../text/defined";

/** Columns as they are after a load. What failed, or is no more, keeps what an earlier load gave. */
export function withPages(
  columns: readonly CompareColumn[],
  pages: ReadonlyMap<PanelAddress, LoadedPage | undefined>,
): readonly CompareColumn[] {
  return columns.map((column) => {
    const page = pages.get(column.address);
    return page === undefined ? column : withPage(column, page);
  });
}

function withPage({ address, origin, content }: CompareColumn, page: LoadedPage): CompareColumn {
  const kept = { address, origin, isGone: page.kind === "gone", ...defined({ content }) };
  switch (page.kind) {
    case "content":
      return { ...kept, content: page.content };
    case "gone":
      return kept;
    case "failure":
      return { ...kept, failure: page.failure };
  }
}
