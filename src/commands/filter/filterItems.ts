import { QuickPickItemKind, ThemeIcon } from "vscode";
import { plainLabel } from "../../text/plainText";
import type { FilterField, FilterValues } from "../../sources/contract/entryFilter";
import { fieldWords } from "../../sources/filter/filterWords";
import type { DialogItem, ItemButton } from "./stepDialog";
import type { Entry } from "../../sources/contract/entry";

/** "Filter Runs of vanilla"; without a row, "Filter Projects". */
export function listingTitle(verb: string, noun: string, entry: Entry | undefined): string {
  const title = `${verb} ${noun.charAt(0).toUpperCase()}${noun.slice(1)}`;
  return entry === undefined ? title : `${title} of ${entry.name}`;
}

export function heading(label: string): DialogItem {
  return { label, kind: QuickPickItemKind.Separator };
}

export function itemButton(icon: string, tooltip: string, run: () => void): ItemButton {
  return { iconPath: new ThemeIcon(icon), tooltip, run };
}

/** Tells what is wrong, whatever was typed; what there is instead, behind a semicolon, on a line of its own. */
export function problemItem(problem: string): DialogItem {
  const [what = "", ...more] = problem.split("; ");
  const detail = more.join("; ");
  return { label: `$(error) ${plainLabel(what)}`, ...(detail === "" ? {} : { detail }), alwaysShow: true };
}

/** One part of a filter: a pair on its own, the values of another field together. */
export interface FilterPart {
  readonly field: FilterField;
  readonly values: readonly string[];
  readonly words: string;
}

export function partsOf(fields: readonly FilterField[], values: FilterValues): readonly FilterPart[] {
  return fields.flatMap((field) => {
    const all = values[field.id] ?? [];
    const lists = field.kind === "pairs" ? all.map((value) => [value]) : all.length === 0 ? [] : [all];
    return lists.map((list) => ({ field, values: list, words: fieldWords(field, list).join(" ") }));
  });
}
