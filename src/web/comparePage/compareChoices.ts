import type { CurveChoices } from "../curves/model/curveChoices";
import { curveChoicesIn } from "../curves/model/curveChoices";

/** The user's choices on the page; they last while it is hidden or the window reloads. */
export interface CompareChoices {
  /** Searched for in the names of parameters and metrics. */
  readonly query: string;
  readonly onlyDifferences: boolean;
  /** Shows metrics as a table in place of charts. */
  readonly asTable: boolean;
  readonly curves: CurveChoices;
  /** Pixels from the top. */
  readonly top: number;
}

export function choicesIn(state: unknown): CompareChoices {
  const kept = typeof state === "object" && state !== null && "choices" in state ? state.choices : undefined;
  const known: Partial<Record<keyof CompareChoices, unknown>> = typeof kept === "object" && kept !== null ? kept : {};
  const { query, onlyDifferences, asTable, curves, top } = known;
  return {
    query: typeof query === "string" ? query : "",
    onlyDifferences: onlyDifferences !== false,
    asTable: asTable === true,
    curves: curveChoicesIn(curves),
    top: typeof top === "number" ? top : 0,
  };
}
