import { ApiError } from "../../http/apiError";
import type { Unread } from "../../sources/contract/listPage";
import { joinUnread } from "../../sources/shared/unread";
import type { FileFacts, FilePlace, SourceFiles } from "../../sources/contract/sourceFiles";
import type { LocalPath } from "./disk/localNames";
import { compareTexts, safeNames } from "./disk/localNames";
import { TransferSlots, workInSlots } from "./transferSlots";
import type { DownloadItem, Unlisted } from "./part/downloadItem";
import { defined } from "../../text/defined";

const LISTINGS_AT_ONCE = 6;
/** Deeper trees are loops, and disks take no paths as long. */
const DEEPEST = 64;

/** A file or directory that a user chose. */
export interface SelectedFile {
  readonly place: FilePlace;
  /** The name that it gets in the folder. */
  readonly name: string;
  /** Asked for when absent. */
  readonly facts?: FileFacts;
}

export interface PlanFailure extends Unlisted {
  readonly error: ApiError;
}

export interface DownloadPlan {
  /** In the order of their paths. */
  readonly items: readonly DownloadItem[];
  /** Directories that have nothing in them. */
  readonly emptyDirectories: readonly LocalPath[];
  /** Bytes of all files whose sizes are known. */
  readonly bytes: number;
  /** Files whose sizes are not known. */
  readonly unknownSizes: number;
  readonly failures: readonly PlanFailure[];
  /** Directories that may have more than the service listed. */
  readonly cutOff: number;
  /** Files that the service listed and that could not be read. */
  readonly unread?: Unread;
}

interface PlanOptions {
  readonly files: SourceFiles;
  readonly signal: AbortSignal;
  /** Told after each listing. */
  readonly onFound?: (found: { readonly files: number; readonly bytes: number }) => void;
}

/** @throws the signal's reason when aborted. What can't be listed stands in `failures`. */
export async function planDownload(selected: readonly SelectedFile[], options: PlanOptions): Promise<DownloadPlan> {
  const chosen = withoutInner(selected);
  const names = safeNames(chosen.map(({ name }) => name));
  return await walkFrom(
    chosen.map(({ place, facts }, index) => ({ place, path: [names[index] ?? "_"], ...(facts && { facts }) })),
    options,
  );
}

/** Looks again at what an earlier plan could not list, for the same paths. */
export async function planAgain(unlisted: readonly Unlisted[], options: PlanOptions): Promise<DownloadPlan> {
  return await walkFrom(
    unlisted.map(({ place, path }) => ({ place, path })),
    options,
  );
}

async function walkFrom(starts: readonly Start[], options: PlanOptions): Promise<DownloadPlan> {
  const walk = new Walk(options);
  await walk.run(starts);
  options.signal.throwIfAborted();
  return walk.plan();
}

interface Start {
  readonly place: FilePlace;
  readonly path: LocalPath;
  readonly facts?: FileFacts;
}

interface Found {
  readonly place: FilePlace;
  readonly path: LocalPath;
  readonly facts: FileFacts;
}

class Walk {
  readonly #options: PlanOptions;
  readonly #slots = new TransferSlots(LISTINGS_AT_ONCE);
  readonly #items: DownloadItem[] = [];
  readonly #emptyDirectories: LocalPath[] = [];
  readonly #failures: PlanFailure[] = [];
  #bytes = 0;
  #cutOff = 0;
  #unread: Unread | undefined;

  constructor(options: PlanOptions) {
    this.#options = options;
  }

  /** Level by level, so that there is never more under way than slots. */
  async run(starts: readonly Start[]): Promise<void> {
    let level = await this.#lookAt(starts);
    while (level.length > 0) {
      const below: (readonly Found[])[] = [];
      await this.#each(level, async (directory) => {
        below.push(await this.#list(directory));
      });
      level = below.flat();
    }
  }

  plan(): DownloadPlan {
    return {
      items: this.#items.sort((a, b) => comparePaths(a.path, b.path)),
      emptyDirectories: this.#emptyDirectories.sort(comparePaths),
      bytes: this.#bytes,
      unknownSizes: this.#items.filter(({ size }) => size === undefined).length,
      failures: this.#failures.sort((a, b) => comparePaths(a.path, b.path)),
      cutOff: this.#cutOff,
      ...(this.#unread && { unread: this.#unread }),
    };
  }

  async #lookAt(starts: readonly Start[]): Promise<readonly Found[]> {
    const directories: (readonly Found[])[] = [];
    await this.#each(starts, async ({ place, path, facts }) => {
      directories.push(this.#sort([{ place, path, facts: facts ?? (await this.#stat(place)) }]));
    });
    return directories.flat();
  }

  #stat(place: FilePlace): Promise<FileFacts> {
    return this.#options.files.stat(place, { signal: this.#options.signal });
  }

  async #list({ place, path }: Found): Promise<readonly Found[]> {
    if (path.length > DEEPEST) {
      throw new ApiError("badResponse", `directories are nested more than ${DEEPEST} deep`);
    }
    const { items: listed, ...facts } = await this.#options.files.list(place, { signal: this.#options.signal });
    this.#cutOff += Number(facts.mayHaveMore === true);
    this.#unread = joinUnread(this.#unread, facts.unread);
    const once = [...new Map(listed.map((file) => [`${String(file.isDirectory)}/${file.name}`, file])).values()];
    if (once.length === 0) {
      this.#emptyDirectories.push(path);
    }
    const names = safeNames(once.map(({ name }) => name));
    return this.#sort(
      once.map((facts, index) => ({ place: [...place, facts.name], path: [...path, names[index] ?? "_"], facts })),
    );
  }

  /** Keeps the files, and gives the directories back. */
  #sort(found: readonly Found[]): readonly Found[] {
    for (const { place, path, facts } of found) {
      const { isDirectory, size, modifiedAt } = facts;
      if (!isDirectory) {
        this.#items.push({ place, path, ...defined({ size, modifiedAt }) });
        this.#bytes += size ?? 0;
      }
    }
    this.#options.onFound?.({ files: this.#items.length, bytes: this.#bytes });
    return found.filter(({ facts }) => facts.isDirectory);
  }

  async #each<T extends { readonly place: FilePlace; readonly path: LocalPath }>(
    items: readonly T[],
    work: (item: T) => Promise<void>,
  ): Promise<void> {
    const { signal } = this.#options;
    await workInSlots(items, { slots: this.#slots, weight: () => 1, signal }, async (item) => {
      try {
        await work(item);
      } catch (error) {
        if (!(error instanceof ApiError)) {
          throw error;
        }
        this.#failures.push({ place: item.place, path: item.path, error });
      }
    });
  }
}

/** Without what lies in a directory that was chosen, too, and without what was chosen twice. */
function withoutInner(selected: readonly SelectedFile[]): readonly SelectedFile[] {
  const chosen = new Map(selected.map((file) => [JSON.stringify(file.place), file]));
  return [...chosen.values()].filter(
    ({ place }) => !place.some((_, depth) => depth > 0 && chosen.has(JSON.stringify(place.slice(0, depth)))),
  );
}

function comparePaths(a: LocalPath, b: LocalPath): number {
  const different = a.findIndex((name, index) => name !== b[index]);
  return different < 0 ? a.length - b.length : compareTexts(a[different] ?? "", b[different] ?? "");
}
