import { formatCount } from "../../text/formatNumbers";
import { toMeasure } from "../../text/looseValues";
import type { SeriesReader, SeriesReading } from "../seriesReader";
import { SeriesTable } from "../seriesTable";
import { delimiterOf, isOpenRow, splitRow, type Delimiter } from "./csvRow";
import { isAxis, LoggedPlace } from "./loggedAxes";
import { TextLines } from "./textLines";

/** A row with line breaks in its cells is no longer than a line may be. */
const LONGEST_ROW = 1_000_000;

const DECIMAL_COMMA = /^[+-]?\d*,\d+(?:e[+-]?\d+)?$/i;

/** The rows of a table, under the header that stands above them. */
class Rows {
  readonly table: SeriesTable;
  header: readonly string[] = [];
  /** True when a column says where its rows stand. */
  isPlaced = false;
  delimiter: Delimiter = ",";
  count = 0;
  uneven = 0;
  isHeadless = false;

  constructor(table = new SeriesTable()) {
    this.table = table;
  }

  copy(): Rows {
    const { table, header, isPlaced, delimiter, count, uneven, isHeadless } = this;
    return Object.assign(new Rows(table.copy()), { header, isPlaced, delimiter, count, uneven, isHeadless });
  }

  take(row: string): void {
    if (row.trim() === "" || row.startsWith("#{")) {
      return;
    }
    if (this.header.length === 0) {
      this.delimiter = delimiterOf(row);
      this.#takeHeader(splitRow(row.replace(/^#\s*/, ""), this.delimiter));
      return;
    }
    const cells = splitRow(row, this.delimiter);
    // A training that went on later may have written its header again, with other metrics.
    if (cells.some(isAxis) && cells.every((cell) => this.#numberIn(cell) === undefined)) {
      this.#takeHeader(cells);
    } else {
      this.#takeCells(cells);
    }
  }

  #takeHeader(cells: readonly string[]): void {
    this.isHeadless = cells.every((cell) => cell === "" || this.#numberIn(cell) !== undefined);
    const known = new Set<string>();
    this.header = cells.map((cell, index) => {
      const isNew = !known.has(cell);
      known.add(cell);
      return isNew ? cell : `${cell} (${index + 1})`;
    });
    this.isPlaced = this.header.some(isAxis);
  }

  #takeCells(cells: readonly string[]): void {
    const place = new LoggedPlace();
    // A row may be far shorter than the header, and costs no more than its own cells.
    const metrics = cells.flatMap((cell, index) => this.#metricIn(this.header[index] ?? "", cell, place));
    const at = this.isPlaced ? place.at : { step: this.count };
    for (const [name, value] of metrics) {
      this.table.add(name, { ...at, value });
    }
    this.count += 1;
    this.uneven += cells.length === this.header.length ? 0 : 1;
  }

  /** None for a cell that says where its row stands, or no number. */
  #metricIn(name: string, cell: string, place: LoggedPlace): readonly (readonly [name: string, value: number])[] {
    const value = name === "" ? undefined : this.#numberIn(cell);
    const isPlace = place.take(name, value ?? cell);
    return isPlace || value === undefined ? [] : [[name, value]];
  }

  /** Undefined for a cell that is empty or holds no number. */
  #numberIn(cell: string): number | undefined {
    // Programs of countries that write a comma in numbers part columns by semicolons.
    return numberIn(this.delimiter === ";" && DECIMAL_COMMA.test(cell) ? cell.replace(",", ".") : cell);
  }
}

/**
 * CSV with a step, epoch or time column and one for each metric, as `metrics.csv` of Lightning and of Keras' CSVLogger; a cell that is
 * empty, or no number, says nothing. Rows of a table without such a column are counted.
 */
export class CsvTableReader implements SeriesReader {
  readonly #lines = new TextLines();
  readonly #rows = new Rows();
  /** A row of which a cell has a line break, as far as it came. */
  #open: string | undefined;

  get position(): number {
    return this.#lines.position;
  }

  get isDone(): boolean {
    return this.#lines.isBroken || this.#isEnded;
  }

  append(bytes: Uint8Array): void {
    for (const line of this.#lines.take(bytes)) {
      const row = this.#open === undefined ? line : `${this.#open}\n${line}`;
      const isOpen = (this.#open === undefined) === isOpenRow(line);
      this.#open = isOpen ? row : undefined;
      if (!isOpen && !this.#isEnded) {
        this.#rows.take(row);
      } else if (this.#isOpenTooLong) {
        return;
      }
    }
  }

  read({ isWhole }: { readonly isWhole: boolean }): SeriesReading {
    const rest = this.#open ?? this.#lines.rest;
    // The last row may go on in what is written next.
    const hasRest = isWhole && rest !== "" && this.#open === undefined && !this.isDone;
    const rows = hasRest ? this.#rows.copy() : this.#rows;
    if (hasRest) {
      rows.take(rest);
    }
    return { series: rows.isHeadless ? [] : rows.table.series, problems: this.#problemsOf(rows, isWhole) };
  }

  /** True when no more rows are taken. */
  get #isEnded(): boolean {
    return this.#rows.table.isFull || this.#rows.isHeadless || this.#isOpenTooLong;
  }

  get #isOpenTooLong(): boolean {
    return (this.#open?.length ?? 0) > LONGEST_ROW;
  }

  #problemsOf({ table, count, uneven, isHeadless }: Rows, isWhole: boolean): readonly string[] {
    const isCut = this.#isOpenTooLong || (isWhole && this.#open !== undefined);
    return [
      ...table.problems,
      ...(isHeadless ? ["its first line names no columns"] : []),
      ...(uneven > 0
        ? [
            `${formatCount(uneven)} of its ${formatCount(count)} rows ${uneven === 1 ? "has" : "have"} more or fewer cells than its header`,
          ]
        : []),
      ...(isCut ? ["it has a quote that does not end"] : []),
      ...(this.#lines.isBroken ? [`it has no lines of text from byte ${formatCount(this.position)} on`] : []),
    ];
  }
}

/** Undefined for a cell that is empty or holds no number. */
function numberIn(cell: string): number | undefined {
  const number = cell === "" ? NaN : Number(cell);
  return Number.isNaN(number) ? toMeasure(cell) : number;
}
