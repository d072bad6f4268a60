import { formatCount } from "../../text/formatNumbers";
import type { SeriesReader, SeriesReading } from "../seriesReader";
import { SeriesTable } from "../seriesTable";
import { addRecord, parseRecord } from "./logRecord";
import { TextLines } from "./textLines";

/** The records of some lines. */
class Records {
  readonly placed: SeriesTable;
  /** Of records that say no step, epoch or time: by their number. */
  readonly counted: SeriesTable;
  lines = 0;
  unreadable = 0;

  constructor(placed = new SeriesTable(), counted = new SeriesTable()) {
    this.placed = placed;
    this.counted = counted;
  }

  copy(): Records {
    const other = new Records(this.placed.copy(), this.counted.copy());
    other.lines = this.lines;
    other.unreadable = this.unreadable;
    return other;
  }

  take(line: string): void {
    if (line.trim() === "") {
      return;
    }
    const record = parseRecord(line);
    if (record === undefined) {
      this.unreadable += 1;
    } else if (!addRecord(this.placed, record)) {
      addRecord(this.counted, record, this.lines);
    }
    this.lines += 1;
  }

  /** A record without a step beside others that have one says what was set, not what was measured. */
  get table(): SeriesTable {
    return this.placed.series.length > 0 ? this.placed : this.counted;
  }
}

/** JSON lines: an object a line, with a step, epoch or time and what was measured there. */
export class JsonLinesReader implements SeriesReader {
  readonly #lines = new TextLines();
  readonly #records = new Records();

  get position(): number {
    return this.#lines.position;
  }

  get isDone(): boolean {
    return this.#lines.isBroken || this.#records.placed.isFull;
  }

  append(bytes: Uint8Array): void {
    for (const line of this.#lines.take(bytes)) {
      this.#records.take(line);
    }
  }

  read({ isWhole }: { readonly isWhole: boolean }): SeriesReading {
    // The last line may go on in what is written next.
    const hasRest = isWhole && !this.#lines.isBroken && this.#lines.rest !== "";
    const records = hasRest ? this.#records.copy() : this.#records;
    if (hasRest) {
      records.take(this.#lines.rest);
    }
    const { lines, unreadable, table } = records;
    return {
      series: table.series,
      problems: [
        ...table.problems,
        ...(unreadable > 0
          ? [
              `${formatCount(unreadable)} of its ${formatCount(lines)} lines ${unreadable === 1 ? "is" : "are"} not valid JSON`,
            ]
          : []),
        ...(this.#lines.isBroken ? [`it has no lines of text from byte ${formatCount(this.position)} on`] : []),
      ],
    };
  }
}
