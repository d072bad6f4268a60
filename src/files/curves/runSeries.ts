import { mergeSeries } from "../../series/mergeSeries";
import type { Series } from "../../series/series";
import type { FileSeries } from "../../series/seriesReader";
import type { CallOptions } from "../../sources/contract/entry";
import type { HistoryOptions } from "../../sources/contract/seriesSource";
import type { FilePlace, SourceFiles } from "../../sources/contract/sourceFiles";
import { mapBounded } from "../../sources/shared/mapBounded";
import { formatBytes, formatCount } from "../../text/formatNumbers";
import { findLogs, type FoundLog, type LogFailure } from "./findLogs";
import { LogFile } from "./logFile";
import { logOrigins } from "./logOrigins";

/** The curves of a run as far as they are known. */
export interface FoundSeries {
  readonly series: readonly Series[];
  /** Sentences that say what of the files could not be understood or was not looked at. The rest stands. */
  readonly notes: readonly string[];
  /** Requests that failed, to be worded as "Could not <action>: <reason>". The next read tries them again. */
  readonly failures: readonly LogFailure[];
  /** True as long as the run may log more. */
  readonly isGoing: boolean;
  /** How many files were read. */
  readonly files: number;
  /** Metrics of which the service keeps a history that was not asked for yet. */
  readonly unread: readonly string[];
  /** Points that the last read got of histories, which come whole each time. */
  readonly points: number;
}

/** The histories that the service itself keeps. */
interface OwnHistories {
  /** Of all metrics that have one. */
  readonly names: readonly string[];
  /** Of those that were asked for. */
  readonly series: readonly FileSeries[];
}

interface RunSeriesOptions {
  /** Of the system that the run is of; undefined where it has no files. */
  readonly files: SourceFiles | undefined;
  /** The run's, version's or directory's place; undefined for what has no files. */
  readonly place: FilePlace | undefined;
  /** Asks for the service's own histories, where it keeps any. @throws ApiError, or the signal's reason. */
  readonly own?: (options: HistoryOptions) => Promise<OwnHistories>;
  /** Where `files` can't tell if the run is under way. */
  readonly isGoing?: boolean;
}

export interface ReadSeriesOptions extends CallOptions {
  /** False for a metric whose curve is not on show: the service is not asked for its history. */
  readonly isInSight?: (name: string) => boolean;
  /** Told as often as there is more, with how far it has come in a few words. */
  readonly onPart?: (soFar: FoundSeries, progress: string) => void;
}

/** Bytes of one file. */
const MOST_OF_FILE = 32_000_000;
const MOST_AT_ONCE = 3;

/**
 * The curves of a run, a version or a directory of any system: from the service's own histories, and from the training logs among its
 * files. Nothing is requested before `read`; the next `read` lists again and reads only what was added since. One that was aborted
 * goes on where it was.
 */
export class RunSeries {
  readonly #options: RunSeriesOptions;
  readonly #logs = new Map<string, LogFile>();
  #own: ReadonlyMap<string, FileSeries> = new Map();
  #unread: readonly string[] = [];
  #points = 0;
  #notes: readonly string[] = [];
  #failures: LogFailure[] = [];
  #isGoing = false;
  #isFirst = true;
  #done = 0;
  #bytes = 0;

  constructor(options: RunSeriesOptions) {
    this.#options = options;
    this.#isGoing = options.isGoing ?? false;
  }

  /** Gives what is known with what failed beside it. @throws the signal's reason when aborted, and nothing else. */
  async read({ onPart, ...options }: ReadSeriesOptions): Promise<FoundSeries> {
    const failures: LogFailure[] = [];
    this.#failures = failures;
    [this.#done, this.#bytes] = [0, 0];
    const tell = (progress: string): void => {
      if (!options.signal.aborted && this.#failures === failures) {
        onPart?.(this.found, progress);
      }
    };
    await Promise.all([this.#readOwn(options, tell), this.#readFiles(options, tell)]);
    options.signal.throwIfAborted();
    this.#isFirst = false;
    return this.found;
  }

  /** Everything that is known, merged. */
  get found(): FoundSeries {
    const readings = [...this.#logs.values()].map((log) => ({ path: log.path, ...log.reading(!this.#isGoing) }));
    const origins = [{ path: "", series: [...this.#own.values()] }, ...logOrigins(readings)];
    const problems = readings.map(({ path, problems }) => problems.map((problem) => `${path}: ${problem}.`));
    return {
      series: mergeSeries(origins),
      notes: [...this.#notes, ...problems.flat()],
      failures: this.#failures,
      isGoing: this.#isGoing,
      files: readings.length,
      unread: this.#unread,
      points: this.#points,
    };
  }

  async #readOwn(
    { isInSight = () => true, ...options }: Omit<ReadSeriesOptions, "onPart">,
    tell: (progress: string) => void,
  ): Promise<void> {
    const { own } = this.#options;
    if (own === undefined) {
      return;
    }
    this.#points = 0;
    await this.#attempt("load the metrics' histories", options, async () => {
      const passed = new Set<string>();
      const isWanted = (name: string): boolean => {
        const isSeen = isInSight(name);
        if (!isSeen) {
          passed.add(name);
        }
        return isSeen;
      };
      const known = (name: string) => this.#own.get(name)?.points;
      this.#takeOwn(await own({ ...options, isInSight: isWanted, known }), passed);
    });
    tell("Loading…");
  }

  /** One that was asked for and not given has no history. */
  #takeOwn({ names, series }: OwnHistories, passed: ReadonlySet<string>): void {
    const read = new Map(series.map((one) => [one.name, one]));
    const all = names.flatMap((name) => read.get(name) ?? this.#own.get(name) ?? []);
    this.#own = new Map(all.map((one) => [one.name, one]));
    this.#unread = names.filter((name) => passed.has(name) && !this.#own.has(name));
    this.#points = series.reduce((sum, { points }) => sum + points.values.length, 0);
  }

  async #readFiles(options: CallOptions, tell: (progress: string) => void): Promise<void> {
    const { files, place } = this.#options;
    if (files === undefined || place === undefined) {
      return;
    }
    await this.#attempt("check if the run has ended", options, async () => {
      const [isGoing] = (await files.changing?.([place], options)) ?? [];
      this.#isGoing = isGoing ?? this.#isGoing;
    });
    const { logs, notes, failures } = await findLogs(files, place, { ...options, isFresh: !this.#isFirst });
    this.#notes = notes;
    this.#failures.push(...failures);
    await mapBounded(logs, MOST_AT_ONCE, async (log) => {
      await this.#readLog({ files, place }, log, { ...options, count: logs.length, tell });
    });
  }

  async #readLog(
    { files, place }: { readonly files: SourceFiles; readonly place: FilePlace },
    { names, facts }: FoundLog,
    { count, tell, ...options }: CallOptions & { readonly count: number; readonly tell: (progress: string) => void },
  ): Promise<void> {
    const path = names.join("/");
    const log =
      this.#logs.get(path) ??
      new LogFile({
        path,
        most: MOST_OF_FILE,
        open: (range, own) => files.read([...place, ...names], range, own),
      });
    this.#logs.set(path, log);
    const onBytes = (length: number): void => {
      this.#bytes += length;
    };
    await this.#attempt(`read ${path}`, options, () => log.read({ ...options, facts, onBytes }));
    this.#done += 1;
    tell(`${formatCount(this.#done)} of ${formatCount(count)} files, ${formatBytes(this.#bytes)}`);
  }

  async #attempt(action: string, { signal }: CallOptions, work: () => Promise<void>): Promise<void> {
    const failures = this.#failures;
    try {
      await work();
    } catch (error) {
      signal.throwIfAborted();
      failures.push({ action, error });
    }
  }
}
