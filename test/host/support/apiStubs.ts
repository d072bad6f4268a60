import { commands } from "vscode";

/** VS Code's functions that a test stands in for, as a person would: what they show, and what they are answered. */
export class ApiStubs {
  readonly #restore: (() => void)[] = [];

  /** Puts `replacement` in the place of `owner[name]` until the test ends. */
  replace<O extends object, K extends keyof O>(owner: O, name: K, replacement: O[K]): void {
    const original = owner[name];
    owner[name] = replacement;
    this.#restore.push(() => (owner[name] = original));
  }

  /** The same for what can't be assigned. */
  give<O extends object, K extends keyof O>(owner: O, name: K, get: () => O[K]): void {
    const original = Object.getOwnPropertyDescriptor(owner, name)!;
    Object.defineProperty(owner, name, { configurable: true, enumerable: true, get });
    this.#restore.push(() => void Object.defineProperty(owner, name, original));
  }

  /**
   * Keeps the commands that are called, with what they are given, and runs none. Left out are VS Code's contexts: what was set by
   * a test before may be heard of, and told, at any moment.
   */
  keepCommands(): readonly (readonly unknown[])[] {
    const called: (readonly unknown[])[] = [];
    this.replace(commands, "executeCommand", <T>(...call: readonly unknown[]) => {
      if (call[0] !== "setContext") called.push(call);
      return Promise.resolve(undefined as T);
    });
    return called;
  }

  restore(): void {
    for (const restore of this.#restore.splice(0)) {
      restore();
    }
  }
}
