import { toMeasure, toTime } from "../../text/looseValues";
import type { SeriesAxis } from "../series";

/** The names that loggers give to what they count, the most telling first. */
const NAMES: Readonly<Record<SeriesAxis, readonly string[]>> = {
  step: [
    "step",
    "global_step",
    "_step",
    "steps",
    "current_steps",
    "iteration",
    "iter",
    "total_timesteps",
    "timesteps_total",
    "training_iteration",
    "n_iter",
    "num_updates",
  ],
  epoch: ["epoch", "epochs", "current_epoch"],
  time: ["wall_time", "walltime", "timestamp", "_timestamp", "datetime", "date", "time", "created_at"],
};

interface LoggedAxis {
  readonly kind: SeriesAxis;
  /** Of several such columns the one of the lowest rank counts. */
  readonly rank: number;
}

const AXES = new Map<string, LoggedAxis>(
  Object.entries(NAMES).flatMap(([kind, names]) =>
    names.map((name, rank) => [name, { kind: kind as SeriesAxis, rank }] as const),
  ),
);

/** A name that is prefixed, as `trainer/global_step` is, comes after all that are not. */
const PREFIXED = 100;

/** Names stand in each record: they are looked up once. */
const known = new Map<string, LoggedAxis | undefined>();
const MOST_KNOWN = 5_000;

/** True for the name of a column or member that counts, rather than measures. */
export function isAxis(name: string): boolean {
  return axisOf(name) !== undefined;
}

function axisOf(name: string): LoggedAxis | undefined {
  if (known.has(name)) {
    return known.get(name);
  }
  if (known.size >= MOST_KNOWN) {
    known.clear();
  }
  const axis = findAxis(name);
  known.set(name, axis);
  return axis;
}

function findAxis(name: string): LoggedAxis | undefined {
  const plain = name.trim().toLowerCase().replaceAll(/[ -]/g, "_");
  const whole = AXES.get(plain);
  if (whole !== undefined) {
    return whole;
  }
  const last = AXES.get(plain.slice(plain.lastIndexOf("/") + 1));
  return last?.kind === "step" ? { kind: "step", rank: last.rank + PREFIXED } : undefined;
}

/** Seconds of the years 1990 to 2200; milliseconds are a thousand times as many. */
const EARLIEST = 631_152_000;
const LATEST = 7_258_118_400;

/** Wall time in ms since 1970, of seconds, of milliseconds or of a date. Undefined for what is none, such as seconds since the start. */
function timeOf(value: unknown): number | undefined {
  if (typeof value === "string") {
    const number = Number(value);
    return value.trim() === "" || Number.isNaN(number) ? toTime(value) : timeOf(number);
  }
  if (typeof value !== "number") {
    return undefined;
  }
  const factor = [1000, 1, 0.001].find((one) => value * one >= EARLIEST * 1000 && value * one <= LATEST * 1000);
  return factor === undefined ? undefined : value * factor;
}

/** A number, or a text that says NaN or infinity. */
export function toValue(value: unknown): number | undefined {
  if (typeof value === "number") {
    return value;
  }
  const measure = typeof value === "string" ? toMeasure(value) : undefined;
  return measure === undefined || Number.isFinite(measure) ? undefined : measure;
}

/** Finds the step, epoch and time among the members of a record or the cells of a row. */
export class LoggedPlace {
  readonly at: { step?: number; epoch?: number; time?: number } = {};
  readonly #ranks: Record<SeriesAxis, number> = { step: Infinity, epoch: Infinity, time: Infinity };

  /** True once a step, an epoch or a time was found. */
  get isKnown(): boolean {
    return Object.keys(this.at).length > 0;
  }

  /** False for what is no place, and a metric if it is a number. */
  take(name: string, value: unknown): boolean {
    const axis = axisOf(name);
    if (axis === undefined) {
      return false;
    }
    const { kind, rank } = axis;
    const at = kind === "time" ? timeOf(value) : toValue(value);
    if (at !== undefined && rank < this.#ranks[kind]) {
      this.#ranks[kind] = rank;
      this.at[kind] = at;
    }
    return at !== undefined;
  }
}
