import { ApiError } from "../../http/apiError";
import type { FindGroup, Found } from "../../sources/contract/finder";
import type { ListPage } from "../../sources/contract/listPage";

/** The user has to stop typing for so long before services are asked, ms. */
const PAUSE_MS = 200;

/** One kind of thing of one system that names are looked for in. */
export interface SearchedGroup {
  readonly systemId: string;
  readonly systemTitle: string;
  readonly group: FindGroup;
}

export interface GroupAnswer {
  readonly searched: SearchedGroup;
  readonly state: ListPage<Found> | { readonly error: ApiError };
}

export interface SearchState {
  readonly text: string;
  /** True while answers to this text are still to come. */
  readonly isBusy: boolean;
  /** In the order of the groups; those that have not answered are left out. */
  readonly answers: readonly GroupAnswer[];
}

interface NameSearchOptions {
  readonly groups: () => readonly SearchedGroup[];
  readonly onDidChange: (state: SearchState) => void;
  readonly pauseMs?: number;
}

/**
 * A search while the user types. Each text ends the requests of the one before it, and an answer that is late all the same is
 * dropped. Until the new answers are there, only those of the old ones stand that match the new text, too.
 */
export class NameSearch {
  readonly #options: NameSearchOptions;
  #state: SearchState = { text: "", isBusy: false, answers: [] };
  #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: NameSearchOptions) {
    this.#options = options;
  }

  get state(): SearchState {
    return this.#state;
  }

  /** An empty text asks nothing. */
  ask(typed: string): void {
    const text = typed.trim();
    this.dispose();
    this.#controller = new AbortController();
    const { signal } = this.#controller;
    const answers = text === "" ? [] : this.#state.answers.flatMap((answer) => narrowed(answer, text));
    this.#take({ text, isBusy: text !== "", answers });
    if (text !== "") {
      this.#timer = setTimeout(() => void this.#search(text, signal), this.#options.pauseMs ?? PAUSE_MS);
    }
  }

  /** Ends what is under way. */
  dispose(): void {
    clearTimeout(this.#timer);
    this.#controller.abort();
  }

  async #search(text: string, signal: AbortSignal): Promise<void> {
    const groups = this.#options.groups();
    const answers = new Map<SearchedGroup, GroupAnswer>();
    await Promise.all(
      groups.map(async (searched) => {
        const state = await answerOf(searched.group, text, signal);
        if (signal.aborted) {
          return;
        }
        answers.set(searched, { searched, state });
        const inOrder = groups.flatMap((group) => answers.get(group) ?? []);
        this.#take({ text, isBusy: answers.size < groups.length, answers: inOrder });
      }),
    );
    if (groups.length === 0 && !signal.aborted) {
      this.#take({ text, isBusy: false, answers: [] });
    }
  }

  #take(state: SearchState): void {
    this.#state = state;
    this.#options.onDidChange(state);
  }
}

/** Never rejects. */
async function answerOf(group: FindGroup, text: string, signal: AbortSignal): Promise<GroupAnswer["state"]> {
  try {
    return await group.find(text, { signal });
  } catch (cause) {
    return { error: cause instanceof ApiError ? cause : new ApiError("badResponse", "an unexpected error", { cause }) };
  }
}

/** Keeps of an answer to another text what also matches this one; the total is not known then. */
function narrowed({ searched, state }: GroupAnswer, text: string): readonly GroupAnswer[] {
  const wanted = text.toLowerCase();
  const found = "error" in state ? [] : state.items.filter(({ name }) => name.toLowerCase().includes(wanted));
  return found.length === 0 ? [] : [{ searched, state: { items: found } }];
}
