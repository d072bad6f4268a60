import { plainLabel } from "../../text/plainText";
import type { FilterField, FilterValues } from "../../sources/contract/entryFilter";
import {
  filterProblem,
  FLAG_ON,
  isEmptyFilter,
  isListField,
  replaceValues,
  splitPair,
  withoutValue,
} from "../../sources/filter/filterValues";
import { filterText } from "../../sources/filter/filterWords";
import { parseFilter } from "../../sources/filter/parseFilter";
import { FilterDraft } from "./filterDraft";
import type { FilterDecision, FilterTarget } from "./filterDraft";
import { FilterFieldSteps } from "./filterFieldSteps";
import type { FilterPart } from "./filterItems";
import { heading, itemButton, partsOf, problemItem } from "./filterItems";
import { savedFilterItems } from "./savedFilterItems";
import type { DialogItem, DialogStep } from "./stepDialog";
import { StepDialog } from "./stepDialog";
import type { StrangeName } from "./strangeNames";
import { kindWords, strangeName } from "./strangeNames";
import { FilterNames } from "./filterNames";
import { defined } from "../../text/defined";

const MOST_EXAMPLES = 4;

/** Lets the user build a filter. Undefined when the user leaves: what was on stays on. */
export async function pickFilter(target: FilterTarget): Promise<FilterDecision | undefined> {
  const picker = new FilterPicker(target);
  return await picker.run();
}

/** The first page: the filter so far, what it can be narrowed by, the saved filters; or what was typed. */
class FilterPicker {
  readonly #dialog = new StepDialog();
  readonly #draft: FilterDraft;
  readonly #fieldSteps: FilterFieldSteps;
  readonly #names: FilterNames;

  constructor(target: FilterTarget) {
    this.#draft = new FilterDraft(target);
    this.#fieldSteps = new FilterFieldSteps(this.#dialog, this.#draft);
    this.#names = new FilterNames(this.#draft, () => this.#dialog.redraw());
  }

  async run(): Promise<FilterDecision | undefined> {
    await this.#dialog.run(this.#main());
    this.#names.stop();
    return this.#draft.decision;
  }

  #main(): DialogStep {
    const fields = [...this.#draft.fields].sort((a, b) => Number(a.kind === "text") - Number(b.kind === "text"));
    const examples = fields.flatMap(({ example }) => example ?? []).slice(0, MOST_EXAMPLES);
    const hint = examples.length === 0 ? "" : `, or type: ${examples.join(" ")}`;
    return {
      title: this.#draft.title,
      placeHolder: () => `Choose${hint}`,
      isFiltered: true,
      isBusy: () => this.#names.areUnderWay,
      items: (typed) => (typed === "" ? this.#choices() : this.#typed(typed)),
    };
  }

  /** Reads the typed text as a filter that is added to the current one. */
  #typed(text: string): readonly DialogItem[] {
    const { fields, values, noun } = this.#draft;
    const { known, areUnderWay } = this.#names;
    const parsed = parseFilter(text, { fields, keys: known.keys, isIncomplete: areUnderWay });
    const [undecided] = parsed.undecided;
    if (undecided !== undefined) {
      return [this.#names.waitingItem(undecided)];
    }
    const strange = strangeName(fields, parsed.values, known);
    if (strange !== undefined) {
      return this.#strangeItems(strange, parsed.values);
    }
    if (parsed.problems.length > 0) {
      return parsed.problems.map(problemItem);
    }
    const merged = merge(fields, values, parsed.values);
    const label = plainLabel(filterText(fields, parsed.values));
    return [
      ...this.#applyItem(`Show ${noun} that match ${label}`, merged),
      {
        id: "add",
        label: `$(add) Add ${label}`,
        description: "and keep filtering",
        run: () => this.#take(merged),
      },
    ];
  }

  /** Says that a name is a metric's, or nothing's, with the ways on. One that was just given may not be listed yet. */
  #strangeItems(strange: StrangeName, typed: FilterValues): readonly DialogItem[] {
    const { fields, values, noun } = this.#draft;
    const { key, isMetric, nearMetrics, nearFilters, others } = strange;
    const kinds = kindWords(fields, this.#names.known);
    const problem = isMetric
      ? `${key} is a metric; the service can't filter by metrics`
      : `No ${noun} have a ${kinds} ${key}${nearFilters.length + nearMetrics.length === 0 ? "" : "; did you mean:"}`;
    const apply = (label: string, chosen: FilterValues) =>
      this.#applyItem(label, merge(fields, values, chosen), "", label);
    return [
      problemItem(problem),
      ...(isMetric ? [key] : nearMetrics).map((metric) => this.#rankItem(metric, others)),
      ...nearFilters.flatMap((near) => apply(`Show ${noun} that match ${plainLabel(near.pair)}`, near.values)),
      ...apply(`Show ${noun} that match ${plainLabel(filterText(fields, typed))} all the same`, typed),
    ];
  }

  /** Ranks by a metric; other conditions that were typed beside it take effect before. */
  #rankItem(metric: string, typed: FilterValues): DialogItem {
    const values = isEmptyFilter(typed) ? undefined : merge(this.#draft.fields, this.#draft.values, typed);
    return {
      label: `$(list-ordered) Best Runs by ${plainLabel(metric)}`,
      description: "of all that match the filter",
      run: () => this.#decide(defined({ values, rankBy: metric })),
    };
  }

  /** Applies a filter, or says why it can't be. */
  #applyItem(label: string, values: FilterValues, description = "", id = "apply"): readonly DialogItem[] {
    const problem = filterProblem(this.#draft.fields, values);
    const item = { id, label: `$(filter) ${label}`, description };
    return [problem === undefined ? { ...item, run: () => this.#finish(values) } : problemItem(problem)];
  }

  #choices(): readonly DialogItem[] {
    const { target, values, fields } = this.#draft;
    const parts = partsOf(fields, values).map((part) => this.#partItem(part));
    const soFar = [...parts, ...this.#clearItem()];
    const apply = (saved: FilterValues): void => this.#finish(saved);
    return [
      ...this.#showItem(),
      ...(soFar.length === 0 ? [] : [heading("Current filter"), ...soFar]),
      heading("Add a condition"),
      ...fields.filter((field) => !isFlagOn(field, values)).map((field) => this.#fieldItem(field)),
      ...savedFilterItems(target, { values, apply, dialog: this.#dialog }),
    ];
  }

  #showItem(): readonly DialogItem[] {
    const { noun, values, fields, isChanged } = this.#draft;
    const text = isEmptyFilter(values) ? `all ${noun}` : `${noun} that match`;
    const description = plainLabel(filterText(fields, values));
    return isChanged ? this.#applyItem(`Show ${text}`, values, description) : [];
  }

  /** Below what is on, so that Enter alone never takes it away. */
  #clearItem(): readonly DialogItem[] {
    const isOn = !isEmptyFilter(this.#draft.applied);
    return isOn ? [{ label: "$(clear-all) Clear Filter", run: () => this.#finish({}) }] : [];
  }

  #partItem({ field, values, words }: FilterPart): DialogItem {
    const remove = (): void => this.#take(this.#without(field, values));
    return {
      label: `$(${field.icon}) ${plainLabel(words)}`,
      description: field.kind === "flag" ? "press Enter to remove" : "",
      buttons: [itemButton("close", "Remove", remove)],
      run: () => (field.kind === "flag" ? remove() : this.#edit(field, values)),
    };
  }

  #edit(field: FilterField, [first = ""]: readonly string[]): void {
    const step =
      field.kind === "pairs"
        ? this.#fieldSteps.valuesOfKey(field, splitPair(first)[0], first)
        : this.#fieldSteps.step(field);
    this.#dialog.go(step);
  }

  #fieldItem(field: FilterField): DialogItem {
    const turnOn = (): void => this.#take(replaceValues(this.#draft.values, field.id, [FLAG_ON]));
    return {
      label: `$(${field.icon}) ${field.title}`,
      description: field.description ?? "",
      run: () => (field.kind === "flag" ? turnOn() : this.#dialog.go(this.#fieldSteps.step(field))),
    };
  }

  #without(field: FilterField, list: readonly string[]): FilterValues {
    return list.reduce((values, value) => withoutValue(values, field.id, value), this.#draft.values);
  }

  #take(values: FilterValues): void {
    this.#draft.values = values;
    this.#dialog.home();
  }

  #finish(values: FilterValues): void {
    this.#decide({ values });
  }

  #decide(decision: FilterDecision): void {
    this.#draft.decision = decision;
    this.#dialog.close();
  }
}

function isFlagOn({ id, kind }: FilterField, values: FilterValues): boolean {
  return kind === "flag" && values[id] !== undefined;
}

/** Lists grow, single values are replaced. */
function merge(fields: readonly FilterField[], values: FilterValues, added: FilterValues): FilterValues {
  return fields.reduce((merged, field) => {
    const list = added[field.id] ?? [];
    const before = isListField(field) ? (merged[field.id] ?? []) : [];
    return list.length === 0 ? merged : replaceValues(merged, field.id, [...new Set([...before, ...list])]);
  }, values);
}
