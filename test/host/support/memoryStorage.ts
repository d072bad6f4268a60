import type { Event, Memento, SecretStorage, SecretStorageChangeEvent } from "vscode";
import { EventEmitter } from "vscode";

/** One window's secrets: VS Code in a browser gives each window a copy of its own. */
export class MemorySecrets implements SecretStorage {
  readonly values = new Map<string, string>();
  readonly #changed = new EventEmitter<SecretStorageChangeEvent>();
  readonly onDidChange: Event<SecretStorageChangeEvent> = this.#changed.event;
  #gate: Promise<void> = Promise.resolve();

  async get(key: string): Promise<string | undefined> {
    const value = this.values.get(key);
    await this.#gate;
    return value;
  }

  store(key: string, value: string): Promise<void> {
    this.values.set(key, value);
    this.#changed.fire({ key });
    return Promise.resolve();
  }

  delete(key: string): Promise<void> {
    this.values.delete(key);
    this.#changed.fire({ key });
    return Promise.resolve();
  }

  /** Lets all reads from now on wait until the result is called, with what was there when they asked. */
  hold(): () => void {
    let release: () => void = () => undefined;
    this.#gate = new Promise((resolve) => (release = resolve));
    return () => {
      this.#gate = Promise.resolve();
      release();
    };
  }
}

export class MemoryMemento implements Memento {
  readonly #values = new Map<string, unknown>();

  keys(): readonly string[] {
    return [...this.#values.keys()];
  }

  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as VS Code declares it
  get<T>(key: string): T | undefined;
  get<T>(key: string, standard: T): T;
  get<T>(key: string, standard?: T): T | undefined {
    return this.#values.has(key) ? (this.#values.get(key) as T) : standard;
  }

  update(key: string, value: unknown): Promise<void> {
    this.#values.set(key, value);
    return Promise.resolve();
  }
}
