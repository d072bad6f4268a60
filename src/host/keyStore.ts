import type { Disposable, Event, SecretStorage, Uri } from "vscode";
import { EventEmitter, RelativePattern, workspace } from "vscode";
import { randomUUID } from "node:crypto";
import { object, record, safeParse, string } from "valibot";
import type { Keys } from "../sources/system";
import { KeyLedger } from "./keyLedger";

const STORED = object({ account: string(), keys: record(string(), string()) });
const PREFIX = "mlArtifacts.keys:";

/** Keys with a name that tells them from others, and nothing about them. */
export interface StoredKeys {
  readonly account: string;
  readonly keys: Keys;
}

/**
 * The keys, in SecretStorage and nowhere else, each set bound to the system and the origin that it was given for.
 *
 * VS Code in a browser gives each window its own copy of the secrets, and tells no window of another's changes. So a
 * ledger beside them, a file that holds no secret, says which account is the latest of each origin.
 */
export class KeyStore implements Disposable {
  readonly #secrets: SecretStorage;
  readonly #ledger: KeyLedger;
  readonly #parts: readonly { dispose(): unknown }[];
  #changesUnderWay = 0;
  readonly #changed = new EventEmitter<void>();
  /** Keys came, went or changed, in this window or in another. */
  readonly onDidChange: Event<void> = this.#changed.event;

  /** `folder` is where this extension may keep files for all windows of a user. */
  constructor(secrets: SecretStorage, folder: Uri) {
    this.#secrets = secrets;
    this.#ledger = new KeyLedger(folder);
    // A watcher may miss what comes into being together with its folder.
    void workspace.fs.createDirectory(folder).then(undefined, () => undefined);
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, this.#ledger.fileName));
    const tell = () => {
      if (this.#changesUnderWay === 0) {
        this.#changed.fire();
      }
    };
    this.#parts = [
      watcher,
      watcher.onDidChange(tell),
      watcher.onDidCreate(tell),
      secrets.onDidChange(({ key }) => {
        if (key.startsWith(PREFIX)) {
          tell();
        }
      }),
      this.#changed,
    ];
  }

  dispose(): void {
    for (const part of this.#parts) {
      part.dispose();
    }
  }

  /** "elsewhere" when another window changed them and this one can't see the new ones before it is loaded anew. */
  async read(systemId: string, baseUrl: string): Promise<StoredKeys | "elsewhere" | undefined> {
    const name = secretName(systemId, baseUrl);
    const [text, latest] = await Promise.all([this.#secrets.get(name), this.#ledger.read(name)]);
    const stored = text === undefined ? undefined : parse(text);
    if (latest === undefined || latest === (stored?.account ?? "")) {
      return stored;
    }
    return latest === "" ? undefined : "elsewhere";
  }

  async store(systemId: string, baseUrl: string, keys: Keys): Promise<void> {
    const name = secretName(systemId, baseUrl);
    const account = randomUUID();
    await this.#change(async () => {
      await this.#secrets.store(name, JSON.stringify({ account, keys }));
      await this.#ledger.write(name, account);
    });
  }

  async remove(systemId: string, baseUrl: string): Promise<void> {
    const name = secretName(systemId, baseUrl);
    await this.#change(async () => {
      await this.#secrets.delete(name);
      await this.#ledger.write(name, "");
    });
  }

  /** Between the secret and the ledger, keys of this window look like another's: nobody is told before both are written. */
  async #change(work: () => Promise<void>): Promise<void> {
    this.#changesUnderWay++;
    try {
      await work();
    } finally {
      this.#changesUnderWay--;
      this.#changed.fire();
    }
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
