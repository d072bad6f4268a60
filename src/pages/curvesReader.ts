import type { Series } from "../series/series";
import type { PanelAddress } from "../sources/contract/panelContent";

/** The curves of a run as far as they are known. */
export interface FoundCurves {
  readonly series: readonly Series[];
  /** Parts that could not be read, as sentences. The rest stands. */
  readonly problems: readonly string[];
  /** True as long as the run may log more. */
  readonly isGoing: boolean;
  /** Said when there are none: where they were looked for. */
  readonly looked: string;
}

export interface CurvesReadOptions {
  readonly signal: AbortSignal;
  /** Told what is known so far, as often as there is more, with how far it has come in a few words. */
  readonly onPart: (soFar: FoundCurves, progress: string) => void;
}

/** The curves of one run: what was read stays, and is gone on from where it ended. */
export interface RunCurvesReader {
  /** @throws ApiError when nothing more could be read, or the signal's reason when aborted. */
  read(options: CurvesReadOptions): Promise<FoundCurves>;
}

/** Opens the curves of what a page shows; sends nothing. Undefined for what never has any. */
export type OpenCurves = (address: PanelAddress) => RunCurvesReader | undefined;
