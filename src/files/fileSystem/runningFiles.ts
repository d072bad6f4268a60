import { ApiError } from "../../http/apiError";
import type { SourceFiles } from "../../sources/contract/sourceFiles";
import { siteKey } from "../../sources/contract/siteRef";
import type { FileAddress } from "./fileAddress";
import type { SeenFiles } from "./seenFiles";
import type { CallOptions } from "../../sources/contract/entry";

interface Named {
  toString(): string;
}

interface RunningFilesOptions<Name extends Named> {
  /** Undefined for what is no file of a system. */
  readonly addressOf: (name: Name) => FileAddress | undefined;
  readonly filesOf: (address: FileAddress) => Promise<SourceFiles>;
  readonly seen: SeenFiles;
}

interface Placed<Name> {
  readonly name: Name;
  readonly text: string;
  readonly address: FileAddress;
}

/** Finds which files have changed of those whose run is under way, by their first byte: one request a file. */
export class RunningFiles<Name extends Named> {
  readonly #options: RunningFilesOptions<Name>;
  /**
   * Files whose run was under way when it was last asked for. After its end they are inspected once more, however
   * late: what was not asked for or not answered changes nothing here.
   */
  readonly #running = new Set<string>();

  constructor(options: RunningFilesOptions<Name>) {
    this.#options = options;
  }

  /** Tells `onChanged` of each file that is another than before. @throws ApiError when some could not be asked for. */
  async check(
    names: readonly Name[],
    onChanged: (name: Name, files: SourceFiles) => void,
    options: CallOptions,
  ): Promise<void> {
    await eachOf(this.#bySite(names), options, (group) => this.#checkSite(group, { onChanged, options }));
  }

  async #checkSite(group: Group<Name>, { onChanged, options }: Round<Name>): Promise<void> {
    const files = await this.#options.filesOf(group[0].address);
    const places = group.map(({ address }) => address.place);
    const running = (await files.changing?.(places, options)) ?? [];
    const underWay = new Set(group.flatMap(({ text }, index) => (running[index] === true ? [text] : [])));
    underWay.forEach((text) => this.#running.add(text));
    const due = group.filter(({ text }) => this.#running.has(text));
    await eachOf(due, options, async (placed) => {
      const hasChanged = await this.#hasChanged(files, placed, options);
      if (!underWay.has(placed.text)) {
        this.#running.delete(placed.text);
      }
      if (hasChanged) {
        onChanged(placed.name, files);
      }
    });
  }

  async #hasChanged(files: SourceFiles, { text, address }: Placed<Name>, options: CallOptions): Promise<boolean> {
    try {
      const content = await files.read(address.place, { start: 0, end: 1 }, options);
      for await (const chunk of content.body) {
        // A service that gives files whole alone would send all the rest.
        if (chunk.length > 1) {
          break;
        }
      }
      return this.#options.seen.note(text, content);
    } catch (error) {
      if (error instanceof ApiError && error.kind === "notFound") {
        return false;
      }
      throw error;
    }
  }

  #bySite(names: readonly Name[]): readonly Group<Name>[] {
    const groups = new Map<string, Group<Name>>();
    for (const name of names) {
      const address = this.#options.addressOf(name);
      // The first bytes of a file are there from its start on.
      if (address !== undefined && address.first === undefined) {
        const site = siteKey(address);
        groups.set(site, [{ name, text: name.toString(), address }, ...(groups.get(site) ?? [])]);
      }
    }
    return [...groups.values()];
  }
}

/** Files of one site. */
type Group<Name> = readonly [Placed<Name>, ...Placed<Name>[]];

interface Round<Name> {
  readonly onChanged: (name: Name, files: SourceFiles) => void;
  readonly options: CallOptions;
}

/** One after the other: what fails does not stop the rest, and the first failure is thrown in the end. */
async function eachOf<T>(all: readonly T[], { signal }: CallOptions, work: (one: T) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  for (const one of all) {
    try {
      await work(one);
    } catch (error) {
      signal.throwIfAborted();
      failures.push(error);
    }
  }
  if (failures.length > 0) {
    throw failures[0];
  }
}
