import { mergeSeries } from "../../series/mergeSeries";
import type { CallOptions } from "../../sources/contract/entry";
import { formatBytes } from "../../text/formatNumbers";
import type { LogFailure } from "./findLogs";
import { LogFile, type OpenLog } from "./logFile";
import type { FoundSeries, ReadSeriesOptions } from "./runSeries";

interface FileCurvesOptions {
  readonly name: string;
  readonly open: OpenLog;
  /** True as long as the file may grow. @throws ApiError, or the signal's reason. */
  readonly isGoing: (options: CallOptions) => Promise<boolean>;
}

/** The user named the file, and waits for it alone. */
const MOST = 128_000_000;
/** Telling more often would draw more than it shows. */
const TOLD_EACH = 4_000_000;

/** The curves that one file holds. Nothing is requested before `read`; the next `read` reads only what was added since. */
export class FileCurves {
  readonly #options: FileCurvesOptions;
  readonly #log: LogFile;
  #failures: LogFailure[] = [];
  #isGoing = false;

  constructor(options: FileCurvesOptions) {
    this.#options = options;
    this.#log = new LogFile({ path: options.name, open: options.open, most: MOST });
  }

  /** Gives what is known with what failed beside it. @throws the signal's reason when aborted, and nothing else. */
  async read({ onPart, ...options }: ReadSeriesOptions): Promise<FoundSeries> {
    const failures: LogFailure[] = [];
    this.#failures = failures;
    let bytes = 0;
    let told = 0;
    const onBytes = (length: number): void => {
      bytes += length;
      if (bytes - told >= TOLD_EACH) {
        told = bytes;
        onPart?.(this.found, formatBytes(bytes));
      }
    };
    try {
      this.#isGoing = await this.#options.isGoing(options);
      await this.#log.read({ ...options, facts: {}, onBytes });
    } catch (error) {
      options.signal.throwIfAborted();
      failures.push({ action: `read ${this.#options.name}`, error });
    }
    return this.found;
  }

  get found(): FoundSeries {
    const { series, problems } = this.#log.reading(!this.#isGoing);
    return {
      series: mergeSeries([{ path: this.#options.name, series }]),
      notes: problems.map((problem) => `${this.#options.name}: ${problem}.`),
      failures: this.#failures,
      isGoing: this.#isGoing,
      files: 1,
      unread: [],
      points: 0,
    };
  }
}
