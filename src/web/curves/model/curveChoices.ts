import { MOST_SMOOTHING } from "./smoothing";
import type { XAxis } from "./xAxis";
import { X_AXES } from "./xAxis";
import type { Span } from "./yScale";

/** The user's choices for the curves of a page; they last while it is hidden or the window reloads. */
export interface CurveChoices {
  /** Nothing is requested before the section is opened. */
  readonly isOpen: boolean;
  readonly axis: XAxis;
  readonly isLog: boolean;
  /** From 0 to `MOST_SMOOTHING`. */
  readonly smoothing: number;
  /** In the axis' own numbers; absent when all is shown. */
  readonly zoom?: Span | undefined;
  /** Keys of runs that are not drawn. */
  readonly hidden: readonly string[];
  /** Groups of metrics of which no more than the name is shown. */
  readonly folded: readonly string[];
  /** Metrics whose charts are large. */
  readonly large: readonly string[];
  /** Metrics whose points stand as a table, with the first row of it that is shown. */
  readonly tables: Readonly<Record<string, number>>;
  /** Numbers in the palette by the keys of the runs. */
  readonly colors: Readonly<Record<string, number>>;
}

export const FIRST_CHOICES: CurveChoices = {
  isOpen: false,
  axis: "step",
  isLog: false,
  smoothing: 0,
  hidden: [],
  folded: [],
  large: [],
  tables: {},
  colors: {},
};

/** The choices that were kept, as far as they can be read. */
export function curveChoicesIn(kept: unknown): CurveChoices {
  const known: Partial<Record<keyof CurveChoices, unknown>> = typeof kept === "object" && kept !== null ? kept : {};
  const { isOpen, axis, isLog, smoothing, zoom, hidden, folded, large, tables, colors } = known;
  return {
    isOpen: isOpen === true,
    axis: X_AXES.find((name) => name === axis) ?? FIRST_CHOICES.axis,
    isLog: isLog === true,
    smoothing: isNumber(smoothing) ? Math.min(Math.max(smoothing, 0), MOST_SMOOTHING) : FIRST_CHOICES.smoothing,
    ...spanIn(zoom),
    hidden: textsIn(hidden),
    folded: textsIn(folded),
    large: textsIn(large),
    tables: countsIn(tables),
    colors: countsIn(colors),
  };
}

/** Takes a text out of a list, or puts it in. */
export function toggled(texts: readonly string[], text: string): readonly string[] {
  return texts.includes(text) ? texts.filter((other) => other !== text) : [...texts, text];
}

function spanIn(zoom: unknown): Pick<CurveChoices, "zoom"> {
  if (typeof zoom !== "object" || zoom === null || !("min" in zoom) || !("max" in zoom)) {
    return {};
  }
  const { min, max } = zoom;
  return isNumber(min) && isNumber(max) && min < max ? { zoom: { min, max } } : {};
}

function textsIn(texts: unknown): readonly string[] {
  return Array.isArray(texts) ? texts.filter((text) => typeof text === "string") : [];
}

function countsIn(counts: unknown): Readonly<Record<string, number>> {
  const entries: [string, unknown][] = typeof counts === "object" && counts !== null ? Object.entries(counts) : [];
  return Object.fromEntries(
    entries.filter(
      (entry): entry is [string, number] => isNumber(entry[1]) && entry[1] >= 0 && Number.isInteger(entry[1]),
    ),
  );
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
