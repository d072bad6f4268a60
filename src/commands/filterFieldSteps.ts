import { plainLabel } from "../host/plainLabel";
import type { FilterChoice, FilterField } from "../sources/entryFilter";
import { isListField, replaceValues, splitPair, withValues } from "../sources/filterValues";
import type { FilterDraft } from "./filterDraft";
import { itemButton, problemItem } from "./filterItems";
import type { DialogItem, DialogStep, StepDialog } from "./stepDialog";
import { SuggestionLoad } from "./suggestionLoad";

const MINE = "mine";

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
    return {
      title: this.#title(field, key),
      placeHolder: () => valuePlaceHolder(load),
      isBusy: () => load.isUnderWay,
      onDidLeave: () => load.stop(),
      items: (typed) => [
        ...load.suggestions.choices.map((choice) => choiceItem(choice, () => take(choice.value))),
        ...typedItem(load, typed, field.validate(`${key}:${typed}`), `${key}:${typed}`, () => take(typed)),
        ...stateItems(load, `values of ${key}`),
      ],
    };
  }

  #keys(field: FilterField): DialogStep {
    const load = this.#load({ field: field.id });
    const openKey = (key: string): void => this.#dialog.go(this.valuesOfKey(field, key));
    return {
      title: this.#title(field),
      placeHolder: () => field.placeHolder,
      isBusy: () => load.isUnderWay,
      onDidLeave: () => load.stop(),
      items: (typed) => {
        const [key, value] = splitPair(typed);
        const typedItems =
          value === ""
            ? typedItem(load, key, undefined, `values of ${key}`, () => openKey(key), "$(arrow-right)")
            : typedItem(load, typed, field.validate(typed), typed, () => this.#add(field, typed));
        return [
          ...load.suggestions.choices.map((choice) => choiceItem(choice, () => openKey(choice.value))),
          ...typedItems,
          ...stateItems(load, `keys`),
        ];
      },
    };
  }

  #choice(field: FilterField): DialogStep {
    const load = this.#load({ field: field.id });
    return {
      title: this.#title(field),
      placeHolder: () => field.placeHolder,
      isBusy: () => load.isUnderWay,
      onDidLeave: () => load.stop(),
      items: (typed) => [
        ...this.#ownChoices(field, load).map((choice) => this.#choiceOf(field, choice, load)),
        ...typedItem(load, typed, field.validate(typed), typed, () => this.#add(field, typed)),
        ...stateItems(load, "values"),
      ],
    };
  }

  #ownChoices(field: FilterField, load: SuggestionLoad): readonly FilterChoice[] {
    return field.choices ?? load.suggestions.choices;
  }

  /** An owner can be marked as the user, which is what `mine` stands for from then on. */
  #choiceOf(field: FilterField, choice: FilterChoice, load: SuggestionLoad): DialogItem {
    const { filter } = this.#draft.target;
    const item = choiceItem(choice, () => this.#add(field, choice.value));
    if (!("self" in filter) || field.id !== "owner") {
      return item;
    }
    const mark = (self: string | undefined): void => {
      filter.self = self;
      load.stop();
      this.#dialog.back();
      this.#dialog.go(this.step(this.#draft.fields.find(({ id }) => id === field.id) ?? field));
    };
    const button =
      choice.value === MINE
        ? itemButton("close", "This Is Not Me", () => mark(undefined))
        : itemButton("account", "This Is Me", () => mark(choice.value));
    return { ...item, buttons: [button] };
  }

  #ticks(field: FilterField): DialogStep {
    const chosen = this.#draft.values[field.id] ?? [];
    const byItem = new Map<DialogItem, string>();
    for (const choice of field.choices ?? []) {
      byItem.set(choiceItem(choice, undefined), choice.value);
    }
    return {
      title: this.#title(field),
      placeHolder: () => `${field.placeHolder}: Space or a click ticks, Enter goes on`,
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

function choiceItem({ label, description, icon }: FilterChoice, run: (() => void) | undefined): DialogItem {
  return {
    label: `${icon === undefined ? "" : `$(${icon}) `}${plainLabel(label)}`,
    ...(description === undefined ? {} : { description: plainLabel(description) }),
    ...(run === undefined ? {} : { run }),
  };
}

/** What was typed, unless it is one of the suggestions. */
function typedItem(
  load: SuggestionLoad,
  typed: string,
  problem: string | undefined,
  label: string,
  run: () => void,
  icon = "$(check)",
): readonly DialogItem[] {
  if (typed === "" || load.suggestions.choices.some(({ value }) => value === typed)) {
    return [];
  }
  return problem === undefined
    ? [{ label: `${icon} ${plainLabel(label)}`, alwaysShow: true, run }]
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

function valuePlaceHolder({ suggestions: { range } }: SuggestionLoad): string {
  return range === undefined
    ? "A value"
    : `A value from ${range.min} to ${range.max}, or a comparison such as >${range.min}`;
}
