import { formatCount } from "../text/formatNumbers";
import { PointColumns, type LoggedPoint } from "./pointColumns";
import { MOST_NAMES, MOST_POINTS, type FileSeries } from "./seriesReader";

/** The series of a file, by name, as many as any training logs. */
export class SeriesTable {
  readonly #columns: Map<string, PointColumns>;
  #points = 0;
  #isCutInNames = false;
  #isCutInPoints = false;

  constructor(columns = new Map<string, PointColumns>()) {
    this.#columns = columns;
  }

  /** True when no more points are taken. */
  get isFull(): boolean {
    return this.#isCutInPoints;
  }

  get series(): readonly FileSeries[] {
    return [...this.#columns].map(([name, columns]) => ({ name, points: columns.points }));
  }

  /** Says what was left out, as parts of a sentence. */
  get problems(): readonly string[] {
    return [
      ...(this.#isCutInNames ? [`it has more than the ${formatCount(MOST_NAMES)} metrics that are read`] : []),
      ...(this.#isCutInPoints ? [`it has more than the ${formatCount(MOST_POINTS)} values that are read`] : []),
    ];
  }

  add(name: string, point: LoggedPoint): void {
    if (this.#points >= MOST_POINTS) {
      this.#isCutInPoints = true;
      return;
    }
    const columns = this.#columns.get(name) ?? this.#newColumns(name);
    if (columns !== undefined) {
      columns.add(point);
      this.#points += 1;
    }
  }

  copy(): SeriesTable {
    const other = new SeriesTable(new Map([...this.#columns].map(([name, columns]) => [name, columns.copy()])));
    other.#points = this.#points;
    other.#isCutInNames = this.#isCutInNames;
    other.#isCutInPoints = this.#isCutInPoints;
    return other;
  }

  #newColumns(name: string): PointColumns | undefined {
    if (this.#columns.size >= MOST_NAMES) {
      this.#isCutInNames = true;
      return undefined;
    }
    const columns = new PointColumns();
    this.#columns.set(name, columns);
    return columns;
  }
}
