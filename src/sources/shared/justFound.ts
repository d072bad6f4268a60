/** How long what was found may stand for what the service would answer, ms: as long as it takes to open the rows above. */
const KEPT_MS = 30_000;
const MOST = 50;

/** Things that were asked for to find their place, so that their rows need not ask for them again. Each is given once. */
export class JustFound<T extends { readonly id: string }> {
  readonly #now: () => number;
  readonly #things = new Map<string, { readonly thing: T; readonly at: number }>();

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  put(thing: T): void {
    this.#things.delete(thing.id);
    this.#things.set(thing.id, { thing, at: this.#now() });
    for (const oldest of this.#things.keys()) {
      if (this.#things.size <= MOST) {
        return;
      }
      this.#things.delete(oldest);
    }
  }

  take(id: string): T | undefined {
    const found = this.#things.get(id);
    this.#things.delete(id);
    return found === undefined || this.#now() - found.at > KEPT_MS ? undefined : found.thing;
  }
}
