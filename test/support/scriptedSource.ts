import type { SourceAddresses } from "../../src/sources/contract/addresses";
import type { ListPage } from "../../src/sources/contract/listPage";
import type { ArtifactSource, Section } from "../../src/sources/contract/source";
import type { CallOptions, Entry } from "../../src/sources/contract/entry";

/** What a section answers, call by call, and what it was asked. */
export class ScriptedSection implements Section {
  readonly id: string;
  readonly noun: string;
  readonly emptyText?: string;
  readonly cursors: (string | undefined)[] = [];
  readonly signals: AbortSignal[] = [];
  readonly #answers: (() => Promise<ListPage<Entry>>)[] = [];

  constructor(id: string, facts: { readonly noun?: string; readonly emptyText?: string } = {}) {
    this.id = id;
    this.noun = facts.noun ?? id;
    if (facts.emptyText !== undefined) {
      this.emptyText = facts.emptyText;
    }
  }

  answers(page: ListPage<Entry>): this {
    this.#answers.push(() => Promise.resolve(page));
    return this;
  }

  fails(error: Error): this {
    this.#answers.push(() => Promise.reject(error));
    return this;
  }

  /** Answers when the test says so, whatever the signal says: as a reply does that was already on its way. */
  answersLater(): { readonly give: (page: ListPage<Entry>) => void } {
    let give: (page: ListPage<Entry>) => void = () => undefined;
    const held = new Promise<ListPage<Entry>>((resolve) => (give = resolve));
    this.#answers.push(() => held);
    return { give: (page) => give(page) };
  }

  /** Answers nothing until the signal aborts. */
  hangs(): this {
    this.#answers.push(
      () =>
        new Promise((_, reject) => {
          const signal = this.signals.at(-1)!;
          signal.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
        }),
    );
    return this;
  }

  load(cursor: string | undefined, { signal }: CallOptions): Promise<ListPage<Entry>> {
    this.cursors.push(cursor);
    this.signals.push(signal);
    const answer = this.#answers.shift();
    return answer === undefined ? Promise.reject(new Error(`${this.id} was asked once too often`)) : answer();
  }
}

export function entry(id: string, overrides: Partial<Entry> = {}): Entry {
  return {
    kind: "project",
    id,
    name: id,
    detail: [],
    icon: { codicon: "project" },
    spoken: "project",
    isExpandable: true,
    abilities: ["refresh"],
    ...overrides,
  };
}

/** Rows that show one thing have the last part of their ids in common. */
export const NAMED_BY_LAST_PART: SourceAddresses = {
  of: ({ id }) => id.split("/").at(-1)!,
  locate: () => Promise.resolve(undefined),
  locatePlace: () => Promise.resolve([]),
};

/** A source whose sections are listed by the id of the row that they stand under; "" is the top. */
export function scriptedSource(
  sections: Readonly<Record<string, readonly Section[]>>,
  reload: (entry: Entry) => Promise<Entry> = (same) => Promise.resolve(same),
): ArtifactSource {
  return {
    sections: (parent) => sections[parent?.id ?? ""] ?? [],
    reload,
    details: () => ({ description: "", facts: [], tables: [] }),
    copyText: ({ name }) => name,
    externalUrl: () => "",
    dispose: () => undefined,
  };
}
