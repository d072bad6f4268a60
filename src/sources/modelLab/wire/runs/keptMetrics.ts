import type { Loose } from "../../../../text/looseValues";
import { isLoose, toList, toMeasure, toNumber, toText } from "../../../../text/looseValues";
import { knownRank } from "../../../metrics/bestMetric";
import { KeptNames } from "./keptNames";
import type { KeptPart } from "./keptText";
import { keptWhole } from "./keptText";

export interface MetricSummary {
  readonly key: string;
  readonly count: number;
  readonly min?: number;
  readonly max?: number;
  readonly mean?: number;
  readonly latest?: number;
  /** The step of the latest value. */
  readonly lastStep?: number;
}

/** In the order in which they are kept. */
export const METRIC_FIELDS = ["count", "min", "max", "mean", "latest", "lastStep"] as const;
/** Behind the fields of each metric but the last. JSON may have a line break there, which is found at once. */
export const METRIC_END = ",\n";
export const LATEST = METRIC_FIELDS.indexOf("latest");

const NAMES = new KeptNames();
/** The places of the names that are known to tell how a run went, found out once for names that runs share. */
const telling = new WeakMap<readonly string[], readonly number[]>();
const NONE: readonly number[] = [];

/**
 * The metrics of a run: names that runs share, and the numbers as the text of a JSON list, parsed when they are asked for. A number
 * that JSON has no word for is a text there, as `toMeasure` reads it.
 */
export class KeptMetrics {
  readonly names: readonly string[];
  readonly #numbers: KeptPart;
  /** Metrics whose latest value is NaN or infinite. */
  readonly #odd: readonly number[];

  constructor(names: readonly string[], numbers: KeptPart, odd: readonly number[]) {
    this.names = NAMES.keep(names);
    this.#numbers = numbers;
    this.#odd = odd.length === 0 ? NONE : [...odd];
  }

  list(): readonly MetricSummary[] {
    const numbers = fieldsIn(this.#text());
    return this.names.map((key, index) => summaryOf(key, numbers, index * METRIC_FIELDS.length));
  }

  /** The metrics that a row looks at: the one that was chosen, or those that are known to tell most, and those that are odd. */
  shown(chosen: string | undefined): readonly MetricSummary[] {
    const looked = chosen === undefined ? tellingOf(this.names) : [this.names.indexOf(chosen)];
    const indexes = this.#odd.length === 0 ? looked : [...new Set([...looked, ...this.#odd])].sort((a, b) => a - b);
    const text = indexes.length === 0 ? "" : this.#text();
    return indexes.flatMap((index) => {
      const key = this.names[index];
      return key === undefined ? [] : [summaryOf(key, fieldsIn(`[${lineOf(text, index)}]`), 0)];
    });
  }

  #text(): string {
    const { text, start, end } = this.#numbers;
    return text.read(start, end);
  }
}

/** The numbers of one metric in the list. */
function lineOf(list: string, index: number): string {
  let start = 1;
  for (let line = 0; line < index; line++) {
    start = list.indexOf(METRIC_END, start) + METRIC_END.length;
  }
  const end = list.indexOf(METRIC_END, start);
  return list.slice(start, end < 0 ? -1 : end);
}

function tellingOf(names: readonly string[]): readonly number[] {
  let indexes = telling.get(names);
  if (indexes === undefined) {
    indexes = names.flatMap((name, index) => (knownRank(name) === undefined ? [] : [index]));
    telling.set(names, indexes);
  }
  return indexes;
}

function fieldsIn(json: string): readonly unknown[] {
  return JSON.parse(json) as unknown[];
}

function summaryOf(key: string, numbers: readonly unknown[], start: number): MetricSummary {
  const fields: Partial<Record<(typeof METRIC_FIELDS)[number], number>> = {};
  for (const [index, name] of METRIC_FIELDS.entries()) {
    const number = toMeasure(numbers[start + index]);
    if (number !== undefined) {
      fields[name] = number;
    }
  }
  return { key, count: 0, ...fields };
}

/** Leaves out what has no key. */
export function toKeptMetrics(value: unknown): KeptMetrics {
  if (value instanceof KeptMetrics) {
    return value;
  }
  const names: string[] = [];
  const lines: string[] = [];
  const odd: number[] = [];
  for (const item of toList(value)) {
    const key = isLoose(item) ? toText(item["key"]) : "";
    if (isLoose(item) && key !== "") {
      const fields = fieldsOf(item);
      odd.push(...(Number.isFinite(fields[LATEST] ?? 0) ? [] : [names.length]));
      names.push(key);
      lines.push(fields.map(numberText).join());
    }
  }
  return new KeptMetrics(names, keptWhole(`[${lines.join(METRIC_END)}]`), odd);
}

function fieldsOf(item: Loose): readonly (number | undefined)[] {
  const { min, max, mean, latest } = item;
  const measures = [min, max, mean, latest].map(toMeasure);
  return [toNumber(item["count"]) ?? 0, ...measures, toNumber(item["last_step"])];
}

/** As a JSON list of metrics' numbers has it. */
export function numberText(number: number | undefined): string {
  if (number === undefined) {
    return "null";
  }
  return Object.is(number, -0) ? "-0" : Number.isFinite(number) ? String(number) : `"${number}"`;
}
