import { plainLabel } from "../../text/plainText";
import type { FilterField } from "../../sources/contract/entryFilter";
import { isListField, replaceValues, splitPair, withValues } from "../../sources/filter/filterValues";
import type { FilterDraft } from "./filterDraft";
import { itemButton, problemItem } from "./filterItems";
import { choiceItem, valuePlaceHolder, suggestingStep } from "./filterValueItems";
import type { ValueActions } from "./filterValueItems";
import type { DialogItem, DialogStep, ItemButton, StepDialog } from "./stepDialog";
import { SuggestionLoad } from "./suggestionLoad";

/** Stands for a value where only a key is asked about. */
const ANY_VALUE = "x";

/** The pages on which the values of one field are chosen or typed. */
export class FilterFieldSteps {
  readonly #dialog: StepDialog;
  readonly #draft: FilterDraft;

  constructor(dialog: StepDialog, draft: FilterDraft) {
    this.#dialog = dialog;
    this.#draft = draft;
  }

  /** The page of a field that is no flag. */
  step(field: FilterField): DialogStep {
    switch (field.kind) {
      case "pairs":
        return this.#keys(field);
      case "choice":
        return field.isMultiple === true ? this.#ticks(field) : this.#choice(field);
      default:
        return this.#text(field);
    }
  }

  /** The values of one key. */
  valuesOfKey(field: FilterField, key: string, replaced?: string): DialogStep {
    const load = this.#load({ field: field.id, key });
    const take = (value: string): void => {
      const others = (this.#draft.values[field.id] ?? []).filter((pair) => pair !== replaced);
      this.#set(field, [...others, `${key}:${value}`]);
    };
    const actions = (value: string): ValueActions => ({
      problem: field.validate(`${key}:${value}`),
      run: () => take(value),
    });
    return suggestingStep(load, {
      title: this.#title(field, key),
      noun: `values of ${key}`,
      placeHolder: () => valuePlaceHolder(load),
      actions,
      typed: (typed) => ({ typed, label: `${key}:${typed}`, ...actions(typed) }),
    });
  }

  #keys(field: FilterField): DialogStep {
    const load = this.#load({ field: field.id });
    const actions = (key: string): ValueActions => ({
      problem: field.validate(`${key}:${ANY_VALUE}`),
      run: () => this.#dialog.go(this.valuesOfKey(field, key)),
    });
    return suggestingStep(load, {
      title: this.#title(field),
      noun: "keys",
      placeHolder: () => field.placeHolder,
      actions,
      typed: (typed) => {
        const [key, value] = splitPair(typed);
        return value === ""
          ? { typed: key, label: `values of ${key}`, icon: "arrow-right", ...actions(key) }
          : { typed, label: typed, problem: field.validate(typed), run: () => this.#add(field, typed) };
      },
    });
  }

  #choice(field: FilterField): DialogStep {
    const load = this.#load({ field: field.id });
    const actions = (value: string): ValueActions => ({
      problem: field.validate(value),
      buttons: this.#selfButtons(field, value, load),
      run: () => this.#add(field, value),
    });
    return suggestingStep(load, {
      title: this.#title(field),
      noun: "values",
      placeHolder: () => field.placeHolder,
      choices: field.choices,
      actions,
      typed: (typed) => ({ typed, label: typed, ...actions(typed) }),
    });
  }

  /** A value can be marked as the user, which is what the field's own value for that stands for from then on. */
  #selfButtons(field: FilterField, value: string, load: SuggestionLoad): readonly ItemButton[] {
    const { filter } = this.#draft.target;
    if (field.selfValue === undefined) {
      return [];
    }
    const mark = (self: string | undefined): void => {
      filter.self = self;
      load.stop();
      this.#dialog.back();
      this.#dialog.go(this.step(this.#draft.fields.find(({ id }) => id === field.id) ?? field));
    };
    return value === field.selfValue
      ? [itemButton("close", "This Is Not Me", () => mark(undefined))]
      : [itemButton("account", "This Is Me", () => mark(value))];
  }

  #ticks(field: FilterField): DialogStep {
    const chosen = this.#draft.values[field.id] ?? [];
    const byItem = new Map<DialogItem, string>();
    for (const choice of field.choices ?? []) {
      byItem.set(choiceItem(choice), choice.value);
    }
    return {
      title: this.#title(field),
      placeHolder: () => `${field.placeHolder}: Space toggles, Enter accepts`,
      items: () => [...byItem.keys()],
      ticks: {
        isTicked: (item) => chosen.includes(byItem.get(item) ?? ""),
        accept: (items) =>
          this.#set(
            field,
            items.flatMap((item) => byItem.get(item) ?? []),
          ),
      },
    };
  }

  #text(field: FilterField): DialogStep {
    const split = (typed: string): readonly string[] =>
      isListField(field) ? typed.split(",").map((part) => part.trim()) : [typed];
    return {
      title: this.#title(field),
      placeHolder: () => field.placeHolder,
      typed: (this.#draft.values[field.id] ?? []).join(", "),
      items: (typed) => {
        if (typed === "") {
          const isOn = this.#draft.values[field.id] !== undefined;
          return isOn ? [{ label: `$(close) Any ${field.title}`, run: () => this.#set(field, []) }] : [];
        }
        const problem = split(typed).map((part) =>
          part === "" ? "Something is missing between commas" : field.validate(part),
        );
        const found = problem.find((text) => text !== undefined);
        const label = `$(check) ${field.title}: ${plainLabel(typed)}`;
        return found === undefined
          ? [{ label, alwaysShow: true, run: () => this.#set(field, split(typed)) }]
          : [problemItem(found)];
      },
    };
  }

  #load(query: { readonly field: string; readonly key?: string }): SuggestionLoad {
    return new SuggestionLoad(
      (options) => this.#draft.suggest(query, options),
      () => this.#dialog.redraw(),
    );
  }

  #title(field: FilterField, key?: string): string {
    return [`${this.#draft.title}: ${field.title}`, ...(key === undefined ? [] : [key])].join(" › ");
  }

  #add(field: FilterField, value: string): void {
    this.#draft.values = withValues(this.#draft.values, field, [value]);
    this.#dialog.home();
  }

  #set(field: FilterField, list: readonly string[]): void {
    this.#draft.values = replaceValues(this.#draft.values, field.id, [...new Set(list)]);
    this.#dialog.home();
  }
}
