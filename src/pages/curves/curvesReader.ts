import type { Series } from "../../series/series";
import type { PanelAddress, PanelContent } from "../../sources/contract/panelContent";

/** The curves of a run as far as they are known. */
export interface FoundCurves {
  readonly series: readonly Series[];
  /** Sentences that say what could not be understood, or was not looked at. The rest stands. */
  readonly notes: readonly string[];
  /** Requests that failed, to be worded as "Could not <action>: <reason>". */
  readonly failures: readonly { readonly action: string; readonly error: unknown }[];
  /** True as long as the run may log more. */
  readonly isGoing: boolean;
  /** Metrics that were not asked for, as their curves are not on show. */
  readonly unread: readonly string[];
  /** Points that the last read got of histories, which come whole each time. */
  readonly points: number;
  /** Said when there are none: where they were looked for. */
  readonly looked: string;
}

export interface CurvesReadOptions {
  readonly signal: AbortSignal;
  /** False for a metric whose curve is not on show. */
  readonly isInSight: (name: string) => boolean;
  /** Told what is known so far, as often as there is more, with how far it has come in a few words. */
  readonly onPart: (soFar: FoundCurves, progress: string) => void;
}

/** The curves of one run: what was read stays, and the next read goes on where it ended. */
export interface RunCurvesReader {
  /** @throws ApiError when nothing could be read, or the signal's reason when aborted. */
  read(options: CurvesReadOptions): Promise<FoundCurves>;
}

/** A run that a page shows, and what the page knows of it. */
export interface ShownRun {
  readonly address: PanelAddress;
  readonly content: PanelContent;
}

/** Opens the curves of what a page shows; sends nothing. */
export type OpenCurves = (run: ShownRun) => RunCurvesReader;
