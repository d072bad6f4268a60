import { randomUUID } from "node:crypto";
import type { SecretStorage } from "vscode";
import { number, object, optional, record, string } from "valibot";
import type { Keys } from "../../sources/contract/system";
import { checkedJson } from "../../text/checkedJson";
import type { KeyLedger, KeyMark } from "./keyLedger";

/** Secrets of an earlier version have no time. */
const STORED = object({ account: string(), keys: record(string(), string()), at: optional(number(), 0) });

/** Keys with a name that tells them from others, and nothing about them. */
export interface StoredKeys {
  readonly account: string;
  readonly keys: Keys;
}

/**
 * Why keys that the ledger knows of are not here: "elsewhere" when another window has set them since this one began, and this
 * one can't see them before a reload; "lost" when the secrets that this window began with do not have them.
 */
export type MissingKeys = "elsewhere" | "lost";

interface Secret extends KeyMark {
  readonly keys: Keys;
}

/**
 * The keys of each name, as a window has them among its secrets, and as a ledger says that they should be.
 *
 * Desktop VS Code keeps the secrets of all windows in one place, also of those on other hosts, which have ledgers of their
 * own: there a secret may be newer than the ledger. VS Code in a browser gives each window its own copy of the secrets,
 * and tells no window of another's changes: there the ledger may be newer than a secret. The newer one counts, but for a
 * window that was loaded since and does not see it: that is another browser, which goes on with the keys it has.
 */
export class KeyRecords {
  readonly #secrets: Pick<SecretStorage, "get" | "store">;
  readonly #ledger: KeyLedger;
  readonly #now: () => number;

  constructor(secrets: Pick<SecretStorage, "get" | "store">, ledger: KeyLedger, now: () => number = Date.now) {
    this.#secrets = secrets;
    this.#ledger = ledger;
    this.#now = now;
  }

  /** Undefined when no keys were set, or when they were removed. */
  async read(name: string): Promise<StoredKeys | MissingKeys | undefined> {
    const [secret, latest] = await this.#look(name);
    if (latest === undefined) {
      return keysOf(secret);
    }
    if (secret === undefined || isOlder(secret, latest)) {
      return latest.account === "" ? undefined : await this.#unseen(name, latest, secret);
    }
    await this.#catchUp(name, secret, latest);
    return keysOf(secret);
  }

  /** Of keys that were set where this window does not see them. */
  async #unseen(name: string, latest: KeyMark, own: Secret | undefined): Promise<StoredKeys | MissingKeys | undefined> {
    if (await this.#ledger.isNews(name, latest)) {
      return "elsewhere";
    }
    return own === undefined ? "lost" : keysOf(own);
  }

  async store(name: string, keys: Keys): Promise<void> {
    await this.#write(name, randomUUID(), keys);
  }

  /** Leaves a secret without keys in their place: its time tells other hosts, whose ledgers still know of keys, of the removal. */
  async remove(name: string): Promise<void> {
    await this.#write(name, "", {});
  }

  /**
   * Gives one name's keys to another, once, unless that has had keys of its own. What stands under the old name afterwards says
   * that they are gone, to other hosts, too; their ledgers learn of the new name as of any that was set elsewhere.
   */
  async move(from: string, to: string): Promise<void> {
    const [taken, wanted] = await this.#look(to);
    const secret = taken === undefined ? await this.#latestSecret(from) : undefined;
    // A window with secrets of its own, whose neighbor has moved the same keys, has the right ones, too.
    if (secret !== undefined && (wanted === undefined || wanted.account === secret.account)) {
      const at = wanted?.at ?? secret.at;
      await this.#secrets.store(to, JSON.stringify({ ...secret, at }));
      await this.#ledger.write(to, { account: secret.account, at }).catch(() => undefined);
      await this.#secrets.store(from, JSON.stringify({ account: "", keys: {}, at: secret.at + 1 }));
    }
  }

  async #latestSecret(name: string): Promise<Secret | undefined> {
    const [secret, latest] = await this.#look(name);
    const isGone = secret?.account === "" || (secret !== undefined && latest !== undefined && isOlder(secret, latest));
    return isGone ? undefined : secret;
  }

  async #look(name: string): Promise<[secret: Secret | undefined, latest: KeyMark | undefined]> {
    const [text, latest] = await Promise.all([this.#secrets.get(name), this.#ledger.read(name)]);
    return [text === undefined ? undefined : checkedJson(STORED, text), latest];
  }

  async #write(name: string, account: string, keys: Keys): Promise<void> {
    const [secret, latest] = await this.#look(name);
    const at = Math.max(this.#now(), ...[secret, latest].map((before) => (before?.at ?? 0) + 1));
    await this.#secrets.store(name, JSON.stringify({ account, keys, at }));
    await this.#ledger.write(name, { account, at });
  }

  /** Of two windows that were given keys in the same moment, neither writes: each would undo what the other writes, for ever. */
  async #catchUp(name: string, { account, at }: Secret, latest: KeyMark): Promise<void> {
    if (at > latest.at) {
      // Without it, the keys are right all the same.
      await this.#ledger.write(name, { account, at }).catch(() => undefined);
    } else if (account === latest.account) {
      await this.#ledger.settle(name, latest);
    }
  }
}

/** Keys that were removed stay so where no time tells which came last. */
function isOlder(secret: KeyMark, latest: KeyMark): boolean {
  return secret.at < latest.at || (secret.at === latest.at && latest.account === "");
}

function keysOf(secret: Secret | undefined): StoredKeys | undefined {
  return secret === undefined || secret.account === "" ? undefined : { account: secret.account, keys: secret.keys };
}
