import type { Event, SecretStorage, Uri } from "vscode";
import { Disposable, EventEmitter, RelativePattern, Uri as Uris, workspace } from "vscode";
import { wholeAddress } from "../../http/baseUrl";
import type { Keys } from "../../sources/contract/system";
import type { LedgerFile } from "./keyLedger";
import { KeyLedger } from "./keyLedger";
import type { MissingKeys, StoredKeys } from "./keyRecords";
import { KeyRecords } from "./keyRecords";

const PREFIX = "mlArtifacts.keys:";
const LEDGER = "accounts.json";

/**
 * The keys, in SecretStorage and nowhere else, each set bound to the system and the address (origin and path) that it was
 * given for: one host may serve several tenants. A ledger
 * beside them, a file that holds no secret, says which are the latest to windows that are not told of each other's secrets.
 */
export class KeyStore implements Disposable {
  readonly #records: KeyRecords;
  readonly #parts: Disposable;
  #watcher: Disposable | undefined;
  #isDisposed = false;
  #changesUnderWay = 0;
  readonly #changed = new EventEmitter<void>();
  /** Keys came, went or changed, in this window or in another. */
  readonly onDidChange: Event<void> = this.#changed.event;

  /** `folder` is where this extension may keep files for all windows of a user on this host. */
  constructor(secrets: SecretStorage, folder: Uri) {
    this.#records = new KeyRecords(secrets, new KeyLedger(ledgerFile(folder)));
    this.#parts = Disposable.from(
      secrets.onDidChange(({ key }) => {
        if (key.startsWith(PREFIX)) {
          this.#tell();
        }
      }),
      this.#changed,
    );
    const watch = (): void => this.#watch(folder);
    // A watcher misses what comes into being together with its folder, and may never begin where there is none.
    void workspace.fs.createDirectory(folder).then(watch, watch);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#watcher?.dispose();
    this.#parts.dispose();
  }

  #watch(folder: Uri): void {
    if (this.#isDisposed) {
      return;
    }
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, LEDGER));
    const tell = (): void => this.#tell();
    this.#watcher = Disposable.from(watcher, watcher.onDidChange(tell), watcher.onDidCreate(tell));
  }

  #tell(): void {
    if (this.#changesUnderWay === 0) {
      this.#changed.fire();
    }
  }

  /** As `KeyRecords.read`. */
  async read(systemId: string, baseUrl: string): Promise<StoredKeys | MissingKeys | undefined> {
    return await this.#records.read(secretName(systemId, baseUrl));
  }

  async store(systemId: string, baseUrl: string, keys: Keys): Promise<void> {
    await this.#change(() => this.#records.store(secretName(systemId, baseUrl), keys));
  }

  async remove(systemId: string, baseUrl: string): Promise<void> {
    await this.#change(async () => {
      await this.#records.remove(secretName(systemId, baseUrl));
      if (await this.#isOfOrigin(systemId, baseUrl)) {
        await this.#records.remove(originName(systemId, baseUrl));
      }
    });
  }

  /** True when there is anything to remove, also from an earlier version. */
  async isStored(systemId: string, baseUrl: string): Promise<boolean> {
    return (await this.read(systemId, baseUrl)) !== undefined || (await this.#isOfOrigin(systemId, baseUrl));
  }

  async #isOfOrigin(systemId: string, baseUrl: string): Promise<boolean> {
    return typeof (await this.#records.read(originName(systemId, baseUrl))) === "object";
  }

  /** An earlier version bound keys to an origin. They become those of one address there, once, where that has none of its own. */
  async takeOver(systemId: string, baseUrl: string): Promise<void> {
    await this.#records.move(originName(systemId, baseUrl), secretName(systemId, baseUrl));
  }

  /** Between the secret and the ledger, keys of this window look like another's: listeners are notified after both are written. */
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
  // The slash at the end tells it from the name that the same keys had when they were an origin's.
  return `${PREFIX}${systemId}:${wholeAddress(baseUrl)}/`;
}

function originName(systemId: string, baseUrl: string): string {
  return `${PREFIX}${systemId}:${new URL(baseUrl).origin}`;
}

function ledgerFile(folder: Uri): LedgerFile {
  const file = Uris.joinPath(folder, LEDGER);
  return {
    read: async () => new TextDecoder().decode(await workspace.fs.readFile(file)),
    write: async (text) => {
      await workspace.fs.createDirectory(folder);
      await workspace.fs.writeFile(file, new TextEncoder().encode(text));
    },
  };
}
