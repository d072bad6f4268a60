import type { PanelAddress } from "../../../sources/contract/panelContent";
import type { PageFailure } from "../../pageFailure";
import type { PackedSeries } from "./packedSeries";

/** The curves of one run as far as they are known, without those that the page has already. */
export interface CurvesMessage {
  readonly kind: "curves";
  readonly address: PanelAddress;
  /** New curves, and the new ends of those that the page has. */
  readonly series: readonly PackedSeries[];
  /** The names of all curves; the page drops others. */
  readonly names: readonly string[];
  readonly reading: CurvesReading;
}

/** How far the reading of a run's curves has come. */
export interface CurvesReading {
  /** In a few words, "2 of 5 files"; absent when nothing is being read. */
  readonly progress?: string;
  /** Why not all could be read: beside what could be. */
  readonly failure?: PageFailure;
  /** Parts that could not be read, as sentences. */
  readonly problems: readonly string[];
  /** Metrics that were not read yet, as their group is folded. */
  readonly unread: readonly string[];
  /** True as long as the run may log more. */
  readonly isGoing: boolean;
  /** Said when there are no curves: where they were looked for. */
  readonly looked: string;
}

/** From the page to the extension. */
export type CurvesRequest =
  /** Nothing is read before, and nothing more after `closeCurves`. */
  | { readonly kind: "openCurves" }
  /** The groups of metrics that are folded, of which nothing is read. */
  | { readonly kind: "foldCurves"; readonly groups: readonly string[] }
  | { readonly kind: "closeCurves" }
  | { readonly kind: "reloadCurves" }
  | { readonly kind: "copy"; readonly text: string }
  /** `data` is a PNG as a data URL, or the text of an SVG. */
  | { readonly kind: "saveCurves"; readonly name: string; readonly format: "png" | "svg"; readonly data: string };
