import type { FileContent, FileFacts } from "../../sources/contract/sourceFiles";
import { LISTING_FRESHNESS } from "../../sources/shared/loadCache";
import { defined } from "../../text/defined";

interface Sight extends Pick<FileContent, "size" | "version"> {
  readonly at: number;
  /** When it was first seen to be another than before; 0 when it never was. */
  readonly changedAt: number;
}

const MOST_SIGHTS = 200;

/**
 * Remembers files as they were when their bytes were asked for: services tell no time of a change, and listings are
 * cached.
 */
export class SeenFiles {
  readonly #sights = new Map<string, Sight>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** True when the file has changed since it was seen before. */
  note(name: string, { size, version }: Pick<FileContent, "size" | "version">): boolean {
    const before = this.#sights.get(name);
    const isChanged = before !== undefined && (differ(before.size, size) || differ(before.version, version));
    const at = this.#now();
    this.#sights.delete(name);
    this.#sights.set(name, {
      at,
      changedAt: isChanged ? at : (before?.changedAt ?? 0),
      ...defined({ size, version }),
    });
    this.#dropOldest();
    return isChanged;
  }

  /** The latest read of a file that was seen to change counts more than its listing. */
  amend(name: string, listed: FileFacts): FileFacts {
    const sight = this.#sights.get(name);
    if (sight === undefined || sight.changedAt === 0) {
      return listed;
    }
    const isLatest = this.#now() - sight.at < LISTING_FRESHNESS.keptMs;
    return {
      ...listed,
      modifiedAt: Math.max(listed.modifiedAt ?? 0, sight.changedAt),
      ...(isLatest && sight.size !== undefined ? { size: sight.size } : {}),
    };
  }

  #dropOldest(): void {
    const [oldest] = this.#sights.keys();
    if (this.#sights.size > MOST_SIGHTS && oldest !== undefined) {
      this.#sights.delete(oldest);
    }
  }
}

function differ<T>(before: T | undefined, now: T | undefined): boolean {
  return before !== undefined && now !== undefined && before !== now;
}
