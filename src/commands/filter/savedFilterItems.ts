import { plainLabel } from "../../text/plainText";
import type { FilterValues } from "../../sources/contract/entryFilter";
import { filterProblem, isEmptyFilter } from "../../sources/filter/filterValues";
import { filterText } from "../../sources/filter/filterWords";
import type { FilterTarget } from "./filterDraft";
import { heading, itemButton } from "./filterItems";
import type { DialogItem, DialogStep, StepDialog } from "./stepDialog";

const MAX_NAME = 80;

interface SavedItemsOptions {
  /** The filter so far. */
  readonly values: FilterValues;
  readonly apply: (values: FilterValues) => void;
  readonly dialog: StepDialog;
}

/** The filters that were saved for a listing, and the way to save the one that is being built. */
export function savedFilterItems(
  target: FilterTarget,
  { values, apply, dialog }: SavedItemsOptions,
): readonly DialogItem[] {
  const fields = target.filter.fields(target.entry);
  const saved = target.saved().map((filter): DialogItem => {
    const remove = (): void =>
      void target.attempt("delete the saved filter", async () => {
        await target.removeSaved(filter.name);
        dialog.redraw();
      });
    const problem = filterProblem(fields, filter.values);
    const item = {
      label: `$(bookmark) ${plainLabel(filter.name)}`,
      description: plainLabel(filterText(fields, filter.values)),
      buttons: [itemButton("trash", "Delete Saved Filter", remove)],
    };
    return problem === undefined
      ? { ...item, run: () => apply(filter.values) }
      : { ...item, detail: plainLabel(`Not now: ${problem}`) };
  });
  const save: DialogItem = {
    label: "$(save) Save This Filter…",
    run: () => dialog.go(saveStep(target, values, dialog)),
  };
  const items = [...saved, ...(isEmptyFilter(values) ? [] : [save])];
  return items.length === 0 ? [] : [heading("Saved filters"), ...items];
}

function saveStep(target: FilterTarget, values: FilterValues, dialog: StepDialog): DialogStep {
  const words = plainLabel(filterText(target.filter.fields(target.entry), values));
  const save = (name: string): void =>
    void target.attempt("save the filter", async () => {
      await target.save({ name, values });
      dialog.home();
    });
  return {
    title: "Save Filter",
    placeHolder: () => "A name for it",
    isFiltered: true,
    items: (typed) => {
      const name = typed.slice(0, MAX_NAME);
      const saved = target.saved();
      const isKnown = saved.some((filter) => filter.name === name);
      const others = saved.filter((filter) => filter.name !== name && isFound(name, filter.name));
      const label = `${isKnown ? "$(replace) Replace" : "$(save) Save as"} "${plainLabel(name)}"`;
      return [
        ...(name === "" ? [] : [{ label, description: words, run: () => save(name) }]),
        ...others.map((filter) => ({
          label: `$(replace) Replace "${plainLabel(filter.name)}"`,
          run: () => save(filter.name),
        })),
      ];
    },
  };
}

function isFound(part: string, text: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}
