import assert from "node:assert/strict";

/** Counts what a user does on the way to something: a click, a key, a text that is typed. */
export class CountedActions {
  readonly #done: string[] = [];

  /** `what` names the action in the message of a test that fails. */
  async act(what: string, run: () => Promise<unknown>): Promise<void> {
    this.#done.push(what);
    await run();
  }

  atMost(count: number): void {
    assert.ok(this.#done.length <= count, `${this.#done.length} actions: ${this.#done.join(", ")}`);
  }
}
