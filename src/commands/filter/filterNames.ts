import { plainLabel } from "../../text/plainText";
import type { FilterDraft } from "./filterDraft";
import type { DialogItem } from "./stepDialog";
import type { KnownNames } from "./strangeNames";
import { SuggestionLoad } from "./suggestionLoad";

/** The names that the service has, asked for once the dialog is open: they tell whether `team:nlp` is a tag or a parameter. */
export class FilterNames {
  readonly #draft: FilterDraft;
  readonly #keys: ReadonlyMap<string, SuggestionLoad>;
  readonly #metrics: SuggestionLoad | undefined;

  /** `onDidChange` is told when more of them are there. */
  constructor(draft: FilterDraft, onDidChange: () => void) {
    this.#draft = draft;
    const pairs = draft.fields.filter(({ kind, isSuggested }) => kind === "pairs" && isSuggested === true);
    this.#keys = new Map(
      pairs.map(({ id }) => [id, new SuggestionLoad((options) => draft.suggest({ field: id }, options), onDidChange)]),
    );
    const { metricNames } = draft.target;
    this.#metrics =
      metricNames &&
      new SuggestionLoad(async (options) => {
        const names = await metricNames(options);
        return { choices: names.map((value) => ({ value, label: value })) };
      }, onDidChange);
  }

  get areUnderWay(): boolean {
    return this.#all.some(({ isUnderWay }) => isUnderWay);
  }

  /** As far as they could be had: what failed or is still to come judges nothing. */
  get known(): KnownNames {
    const loaded = [...this.#keys].filter(([, { isUnderWay, failure }]) => !isUnderWay && failure === undefined);
    const keys = Object.fromEntries(loaded.map(([id, load]) => [id, namesOf(load)]));
    return { keys, metrics: this.#metrics === undefined ? [] : namesOf(this.#metrics) };
  }

  stop(): void {
    this.#all.forEach((load) => load.stop());
  }

  /** The kind of a key is not guessed while it can still turn out otherwise, just as the user presses Enter. */
  waitingItem(key: string): DialogItem {
    const fields = this.#draft.fields.filter(({ id }) => this.#keys.has(id));
    const kinds = fields.map(({ title }) => title.toLowerCase()).join(" or ");
    const ways = fields.map(({ id }) => `${id}:${key}:…`).join(" or ");
    return {
      label: `$(loading~spin) Asking the service: is ${plainLabel(key)} a ${kinds}?`,
      detail: plainLabel(`Write ${ways} to go on at once`),
      isPending: true,
    };
  }

  get #all(): readonly SuggestionLoad[] {
    return [...this.#keys.values(), ...(this.#metrics === undefined ? [] : [this.#metrics])];
  }
}

function namesOf({ suggestions }: SuggestionLoad): readonly string[] {
  return suggestions.choices.map(({ value }) => value);
}
