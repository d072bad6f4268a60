import type { Disposable, Event, SecretStorage } from "vscode";
import { EventEmitter } from "vscode";
import { randomUUID } from "node:crypto";
import { object, record, safeParse, string } from "valibot";
import type { Keys } from "../sources/system";

const STORED = object({ account: string(), keys: record(string(), string()) });
const PREFIX = "mlArtifacts.keys:";

/** Keys with a name that tells them from others, and nothing about them. */
export interface StoredKeys {
  readonly account: string;
  readonly keys: Keys;
}

/** The keys, in SecretStorage and nowhere else, each set bound to the system and the origin that it was given for. */
export class KeyStore implements Disposable {
  readonly #secrets: SecretStorage;
  readonly #listener: Disposable;
  readonly #changed = new EventEmitter<void>();
  /** Keys came, went or changed, in this window or in another. */
  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(secrets: SecretStorage) {
    this.#secrets = secrets;
    this.#listener = secrets.onDidChange(({ key }) => {
      if (key.startsWith(PREFIX)) {
        this.#changed.fire();
      }
    });
  }

  dispose(): void {
    this.#listener.dispose();
    this.#changed.dispose();
  }

  async read(systemId: string, baseUrl: string): Promise<StoredKeys | undefined> {
    const text = await this.#secrets.get(secretName(systemId, baseUrl));
    return text === undefined ? undefined : parse(text);
  }

  async store(systemId: string, baseUrl: string, keys: Keys): Promise<void> {
    await this.#secrets.store(secretName(systemId, baseUrl), JSON.stringify({ account: randomUUID(), keys }));
  }

  async remove(systemId: string, baseUrl: string): Promise<void> {
    await this.#secrets.delete(secretName(systemId, baseUrl));
  }
}

function secretName(systemId: string, baseUrl: string): string {
  return `${PREFIX}${systemId}:${new URL(baseUrl).origin}`;
}

function parse(text: string): StoredKeys | undefined {
  try {
    const parsed = safeParse(STORED, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
