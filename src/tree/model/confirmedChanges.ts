import type { Entry } from "../../sources/contract/entry";

/** Gives the entry after a change; undefined when it is gone. */
export type Amendment = (entry: Entry) => Entry | undefined;

/** When something was asked for: after how many changes. */
export interface AskedAt {
  readonly after: number;
}

interface OwnChange {
  readonly number: number;
  readonly subject: string;
  readonly amend: Amendment;
}

/**
 * Remembers changes made in this window. An answer that was asked for before a change may be older than it:
 * the change is made on it again. A change is kept as long as such an answer may come.
 */
export class ConfirmedChanges {
  readonly #subjectOf: (entry: Entry) => string;
  readonly #underWay = new Set<AskedAt>();
  #changes: readonly OwnChange[] = [];
  #count = 0;

  constructor(subjectOf: (entry: Entry) => string) {
    this.#subjectOf = subjectOf;
  }

  /** Does what asks the service, and tells it when it began. */
  async asking<T>(work: (at: AskedAt) => Promise<T>): Promise<T> {
    const at = { after: this.#count };
    this.#underWay.add(at);
    try {
      return await work(at);
    } finally {
      this.#underWay.delete(at);
      this.#forget();
    }
  }

  /** Notes a change that the service has agreed to. */
  note(subject: string, amend: Amendment): void {
    this.#count += 1;
    this.#changes = [...this.#changes, { number: this.#count, subject, amend }];
    this.#forget();
  }

  /** An entry that was asked for at some time, with the changes since. */
  amended(entry: Entry, { after }: AskedAt): Entry | undefined {
    const subject = this.#changes.length === 0 ? undefined : this.#subjectOf(entry);
    const later = this.#changes.filter((change) => change.subject === subject && change.number > after);
    return later.reduce<Entry | undefined>((now, { amend }) => now && amend(now), entry);
  }

  #forget(): void {
    const oldest = Math.min(this.#count, ...[...this.#underWay].map(({ after }) => after));
    this.#changes = this.#changes.filter(({ number }) => number > oldest);
  }
}
