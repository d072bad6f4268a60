type Listener = (x: number | undefined) => void;

/** One place on the x axis that all charts of the page mark. */
class Crosshair {
  readonly #listeners = new Set<Listener>();
  #x: number | undefined;

  get x(): number | undefined {
    return this.#x;
  }

  /** Undefined when the mouse has left. */
  move(x: number | undefined): void {
    if (x !== this.#x) {
      this.#x = x;
      for (const listener of this.#listeners) {
        listener(x);
      }
    }
  }

  /** Returns what ends it. */
  onDidMove(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}

export const crosshair = new Crosshair();
