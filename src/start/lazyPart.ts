import { Disposable } from "vscode";

/** A part of the product that may be asked for before it is loaded. */
export class LazyPart<T> {
  readonly #load: () => Promise<void>;
  #loaded: T | undefined;

  /** `load` resolves once `fill` was called. */
  constructor(load: () => Promise<void>) {
    this.#load = load;
  }

  /** Undefined until it is loaded. */
  get loaded(): T | undefined {
    return this.#loaded;
  }

  fill(part: T): Disposable {
    this.#loaded = part;
    return new Disposable(() => (this.#loaded = undefined));
  }

  async get(): Promise<T> {
    if (this.#loaded === undefined) {
      await this.#load();
    }
    if (this.#loaded === undefined) {
      throw new Error("ML Artifacts has ended.");
    }
    return this.#loaded;
  }
}
