import type { FilterChoice } from "../sources/entryFilter";
import { offeredItems, stateItems, typedItems } from "./filterValueItems";
import type { TypedValue, ValueActions } from "./filterValueItems";
import type { DialogStep } from "./stepDialog";
import type { SuggestionLoad } from "./suggestionLoad";

export interface SuggestingPage {
  readonly title: string;
  /** What is suggested, in the plural. */
  readonly noun: string;
  readonly placeHolder: () => string;
  /** In place of what is suggested, where all values are known. */
  readonly choices?: readonly FilterChoice[] | undefined;
  /** What can be done with a value that is offered. */
  readonly actions: (value: string) => ValueActions;
  /** What is made of what was typed. */
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
