import { ApiError } from "../../http/apiError";
import type { FilterSuggestions } from "../../sources/contract/entryFilter";
import type { CallOptions } from "../../sources/contract/entry";

/** Suggestions that are on their way, there, or failed. An answer that comes after `stop` is dropped. */
export class SuggestionLoad {
  readonly #controller = new AbortController();
  #suggestions: FilterSuggestions | undefined;
  #failure: string | undefined;

  /** `onDidChange` is told when the answer or the failure is there. */
  constructor(load: (options: CallOptions) => Promise<FilterSuggestions>, onDidChange: () => void) {
    void this.#run(load, onDidChange);
  }

  get suggestions(): FilterSuggestions {
    return this.#suggestions ?? { choices: [] };
  }

  /** Why there are none. */
  get failure(): string | undefined {
    return this.#failure;
  }

  get isUnderWay(): boolean {
    return this.#suggestions === undefined && this.#failure === undefined;
  }

  stop(): void {
    this.#controller.abort();
  }

  async #run(load: (options: CallOptions) => Promise<FilterSuggestions>, onDidChange: () => void): Promise<void> {
    const { signal } = this.#controller;
    try {
      const suggestions = await load({ signal });
      if (!signal.aborted) {
        this.#suggestions = suggestions;
        onDidChange();
      }
    } catch (error) {
      if (!signal.aborted) {
        this.#failure = error instanceof ApiError ? error.message : "an unexpected error";
        onDidChange();
      }
    }
  }
}
