import type { QuickPickItem } from "vscode";
import { QuickPickItemKind, window } from "vscode";
import type { EntrySort } from "../../sources/contract/entryFilter";
import { listingTitle } from "./filterItems";
import type { Entry } from "../../sources/contract/entry";

interface SortItem extends QuickPickItem {
  readonly id?: string;
}

/** Lets the user choose an order; undefined when the user leaves. */
export async function pickSort(sort: EntrySort, entry: Entry | undefined): Promise<string | undefined> {
  const current = sort.current(entry);
  const choices = sort.choices(entry);
  const groups = [...new Set(choices.map(({ group }) => group))];
  const items = groups.flatMap((group): SortItem[] => [
    { label: group, kind: QuickPickItemKind.Separator },
    ...choices
      .filter((choice) => choice.group === group)
      .map(({ id, title }) => ({
        label: `$(${id === current ? "check" : "blank"}) ${title}`,
        description: id === choices[0]?.id ? "default" : "",
        id,
      })),
  ]);
  const title = listingTitle("Sort", sort.noun(entry), entry);
  const picked = await window.showQuickPick(items, { title, placeHolder: "Sort by" });
  return picked?.id;
}
