import { replaceBareWords } from "../../text/rawJson";
import { isLoose, type Loose } from "../../text/looseValues";
import { LoggedPlace, toValue } from "./loggedAxes";
import type { SeriesTable } from "../seriesTable";

/** Groups of metrics are nested two or three deep. */
const DEEPEST = 5;
/** Members of one record that name a metric, where another one is its value. */
const NAMES = ["metric", "name", "tag", "key"];

/** A record as a training logged it. Python's NaN and Infinity are texts that say so. Undefined for what is no object of JSON. */
export function parseRecord(text: string): Loose | undefined {
  const value = parsed(text) ?? parsed(replaceBareWords(text, { NaN: '"NaN"', Infinity: "1e999" }) ?? "");
  return isLoose(value) ? value : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Metric = readonly [name: string, value: number];

/**
 * Puts each number of a record into the table, at the record's step, epoch and time. One without any of them is put at `step`; without
 * that, it is left out, and the answer is false.
 */
export function addRecord(table: SeriesTable, record: Loose, step?: number): boolean {
  const place = new LoggedPlace();
  const metrics: Metric[] = [];
  for (const [name, value] of membersOf(record)) {
    const number = toValue(value);
    if (!place.take(name, value) && number !== undefined) {
      metrics.push([name, number]);
    }
  }
  const at = place.isKnown ? place.at : { step };
  if (at.step === undefined && !place.isKnown) {
    return false;
  }
  for (const [name, value] of named(record, metrics)) {
    table.add(name, { ...at, value });
  }
  return true;
}

/** The members that are no objects, with the names of those around them: `train/loss`. */
function membersOf(record: Loose, prefix = "", depth = 1): readonly (readonly [name: string, value: unknown])[] {
  return Object.entries(record).flatMap(([name, value]) => {
    if (isLoose(value)) {
      return depth < DEEPEST ? membersOf(value, `${prefix}${name}/`, depth + 1) : [];
    }
    return [[prefix + name, value] as const];
  });
}

/** A record may say one metric by two members, its name and its value. */
function named(record: Loose, metrics: readonly Metric[]): readonly Metric[] {
  const name = NAMES.map((member) => record[member]).find((value) => typeof value === "string");
  const value = metrics.find(([member]) => member === "value");
  return typeof name === "string" && value !== undefined ? [[name, value[1]]] : metrics;
}
