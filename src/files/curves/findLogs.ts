import { isTrainingLog } from "../../series/seriesFile";
import type { CallOptions } from "../../sources/contract/entry";
import type { FilePlace, NamedFile, SourceFiles } from "../../sources/contract/sourceFiles";
import { formatCount } from "../../text/formatNumbers";
import type { LogFacts } from "./logFile";

export interface FoundLog {
  /** Below the run, from the top down. */
  readonly names: readonly string[];
  readonly facts: LogFacts;
}

interface FoundLogs {
  readonly logs: readonly FoundLog[];
  /** Sentences that say where there may be more. */
  readonly notes: readonly string[];
  readonly failures: readonly LogFailure[];
}

/** A request that failed: "Could not <action>: <reason>". */
export interface LogFailure {
  readonly action: string;
  readonly error: unknown;
}

interface FindOptions extends CallOptions {
  /** Asks the service again for what was listed a moment ago. */
  readonly isFresh: boolean;
}

const MOST_LISTINGS = 12;
const MOST_LOGS = 24;
const DEEPEST = 6;
/** Directories in which trainers and loggers put what they measure. */
const PROMISING =
  /^(?:runs?|logs?|(?:lightning|csv|tb|tensorboard|training|train)_?logs?|version_\d+|tensorboard|tb|events?|metrics|train(?:ing)?|valid(?:ation)?|val|eval(?:uation)?|test|dev|results?|outputs?|[\w.-]+_(?:train|val|valid|validation|eval|test)|\w{3}\d{2}_\d{2}-\d{2}-\d{2}_.*|\d{8}[_-]\d{4,6}.*)$/i;
/** Each has all that the one before has. */
const CHECKPOINT = /^(?:checkpoint|ckpt|step|epoch)[-_]?(\d+)$/i;

interface Directory {
  readonly names: readonly string[];
  readonly isPromising: boolean;
}

/**
 * The training logs below a place by their names, those at the top first: within a run's own directory, in those that trainers and
 * loggers make, and in its last checkpoint. Others are looked into when these hold none. Asks for some listings, and no file.
 */
export async function findLogs(files: SourceFiles, place: FilePlace, options: FindOptions): Promise<FoundLogs> {
  const search = new LogSearch(files, place, options);
  await search.run();
  return search.found;
}

class LogSearch {
  readonly #files: SourceFiles;
  readonly #place: FilePlace;
  readonly #options: FindOptions;
  readonly #open: Directory[] = [{ names: [], isPromising: true }];
  readonly #logs: FoundLog[] = [];
  readonly #notes: string[] = [];
  readonly #failures: LogFailure[] = [];

  constructor(files: SourceFiles, place: FilePlace, options: FindOptions) {
    this.#files = files;
    this.#place = place;
    this.#options = options;
  }

  get found(): FoundLogs {
    const logs = this.#logs.slice(0, MOST_LOGS);
    const left = this.#logs.length - logs.length;
    const cut = left > 0 ? [`${formatCount(left)} more files that may hold curves were not read.`] : [];
    return { logs, notes: [...this.#notes, ...cut], failures: this.#failures };
  }

  async run(): Promise<void> {
    let next = this.#take();
    for (let count = 0; next !== undefined; count++) {
      if (count === MOST_LISTINGS) {
        this.#notes.push(`Only ${MOST_LISTINGS} directories were looked into for curves.`);
        return;
      }
      await this.#look(next.names);
      next = this.#take();
    }
  }

  /** Promising ones first; others as long as nothing was found. */
  #take(): Directory | undefined {
    const promising = this.#open.findIndex(({ isPromising }) => isPromising);
    const index = promising < 0 && this.#logs.length === 0 ? 0 : promising;
    return index < 0 ? undefined : this.#open.splice(index, 1)[0];
  }

  async #look(names: readonly string[]): Promise<void> {
    const path = names.join("/");
    try {
      const listing = await this.#files.list([...this.#place, ...names], this.#options);
      this.#takeListing(names, listing.items);
      if (listing.mayHaveMore === true || listing.unread !== undefined) {
        this.#notes.push(`There may be more curves in ${path === "" ? "files" : path} than were listed.`);
      }
    } catch (error) {
      this.#options.signal.throwIfAborted();
      this.#failures.push({ action: path === "" ? "list the files" : `list ${path}`, error });
    }
  }

  #takeListing(names: readonly string[], items: readonly NamedFile[]): void {
    const logs = items.filter(({ name, isDirectory }) => !isDirectory && isTrainingLog(name));
    for (const { name, ...facts } of logs) {
      this.#logs.push({ names: [...names, name], facts });
    }
    const directories = items.filter(({ isDirectory }) => isDirectory && names.length < DEEPEST);
    const hasState = logs.some(({ name }) => name.toLowerCase() === "trainer_state.json");
    const last = hasState ? undefined : lastCheckpoint(directories);
    for (const { name } of directories) {
      if (name === last || !CHECKPOINT.test(name)) {
        this.#open.push({ names: [...names, name], isPromising: name === last || PROMISING.test(name) });
      }
    }
  }
}

function lastCheckpoint(directories: readonly NamedFile[]): string | undefined {
  const numberOf = (name: string): number => Number(CHECKPOINT.exec(name)?.[1] ?? -1);
  const names = directories.map(({ name }) => name).filter((name) => CHECKPOINT.test(name));
  return names.sort((a, b) => numberOf(b) - numberOf(a))[0];
}
