import { plainLabel } from "../../text/plainText";
import type { FilterChoice } from "../../sources/contract/entryFilter";
import { problemItem } from "./filterItems";
import type { DialogItem, ItemButton, DialogStep } from "./stepDialog";
import type { SuggestionLoad } from "./suggestionLoad";

export interface ValueActions {
  /** Why the service can't look for it. */
  readonly problem: string | undefined;
  readonly buttons?: readonly ItemButton[];
  readonly run: () => void;
}

interface OfferedValue extends ValueActions {
  readonly choice: FilterChoice;
}

interface TypedValue extends ValueActions {
  readonly typed: string;
  readonly label: string;
  readonly icon?: string;
}

export function choiceItem({ value, label, description, icon }: FilterChoice): DialogItem {
  return {
    id: valueId(value),
    label: `${icon === undefined ? "" : `$(${icon}) `}${plainLabel(label)}`,
    ...(description === undefined ? {} : { description: plainLabel(description) }),
  };
}

/** The values that can be chosen come first; the others say why they can't be. */
function offeredItems(values: readonly OfferedValue[]): readonly DialogItem[] {
  const usable = values.flatMap(({ choice, problem, run, buttons = [] }) =>
    problem === undefined ? [{ ...choiceItem(choice), run, buttons }] : [],
  );
  const others = values.flatMap(({ choice, problem: description }) => {
    const label = choice.label.trim() === "" ? "An empty value" : choice.label;
    return description === undefined ? [] : [choiceItem({ ...choice, label, icon: "circle-slash", description })];
  });
  return [...usable, ...others];
}

/** Offers the typed text, unless it is one of the suggestions. */
function typedItems(
  { suggestions }: SuggestionLoad,
  { typed, problem, label, icon = "check", run, buttons = [] }: TypedValue,
): readonly DialogItem[] {
  if (typed === "" || suggestions.choices.some(({ value }) => value === typed)) {
    return [];
  }
  return problem === undefined
    ? [{ id: valueId(typed), label: `$(${icon}) ${plainLabel(label)}`, alwaysShow: true, run, buttons }]
    : [problemItem(problem)];
}

/** Says why nothing is suggested; what is known can be typed all the same. */
function stateItems(load: SuggestionLoad, noun: string): readonly DialogItem[] {
  if (load.failure !== undefined) {
    return [
      { label: `$(warning) Could not list the ${noun}`, description: `${load.failure}; type one`, alwaysShow: true },
    ];
  }
  const isNone = !load.isUnderWay && load.suggestions.choices.length === 0;
  return isNone ? [{ label: `$(info) No ${noun} are known`, description: "type one", alwaysShow: true }] : [];
}

export function valuePlaceHolder({ suggestions: { range } }: SuggestionLoad): string {
  return range === undefined
    ? "A value"
    : `A value from ${range.min} to ${range.max}, or a comparison such as >${range.min}`;
}

/** A value that was typed keeps the focus when it turns out to be one of those that are suggested. */
function valueId(value: string): string {
  return `value ${value}`;
}

interface SuggestingPage {
  readonly title: string;
  /** Plural, of the suggestions. */
  readonly noun: string;
  readonly placeHolder: () => string;
  /** In place of what is suggested, where all values are known. */
  readonly choices?: readonly FilterChoice[] | undefined;
  readonly actions: (value: string) => ValueActions;
  readonly typed: (typed: string) => TypedValue;
}

/** A page that offers values as they come, and takes others that are typed. */
export function suggestingStep(load: SuggestionLoad, page: SuggestingPage): DialogStep {
  const offered = () => page.choices ?? load.suggestions.choices;
  return {
    title: page.title,
    placeHolder: page.placeHolder,
    isBusy: () => load.isUnderWay,
    onDidLeave: () => load.stop(),
    items: (typed) => [
      ...offeredItems(offered().map((choice) => ({ choice, ...page.actions(choice.value) }))),
      ...typedItems(load, page.typed(typed)),
      ...stateItems(load, page.noun),
    ],
  };
}
