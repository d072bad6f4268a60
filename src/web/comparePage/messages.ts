import type { PanelAddress, PanelContent } from "../../sources/contract/panelContent";
import type { CurvesRequest } from "../curves/model/curveMessages";
import type { PageFailure } from "../pageFailure";

/** One of the things that are compared. */
export interface CompareColumn {
  readonly address: PanelAddress;
  /** Where it is from: "Model Lab (EU1)". */
  readonly origin: string;
  /** Of the last load that gave something. */
  readonly content?: PanelContent;
  /** Why the last load gave nothing: beside what an earlier one gave. */
  readonly failure?: PageFailure;
  /** True when the service says that there is no such thing any more. */
  readonly isGone: boolean;
}

/** All that the page shows, as it is now. */
export interface ComparePageMessage {
  readonly kind: "show";
  /** From left to right. The first is what the others are compared with. */
  readonly columns: readonly CompareColumn[];
  readonly isLoading: boolean;
  /** False when none of the columns ever has any. */
  readonly hasCurves: boolean;
}

/** From the page to the extension. A column is named by what it shows: the others may have moved since it was drawn. */
export type ComparePageRequest =
  | CurvesRequest
  | { readonly kind: "ready" }
  | { readonly kind: "reload" }
  | { readonly kind: "setKeys"; readonly column: PanelAddress }
  | { readonly kind: "openPage"; readonly column: PanelAddress }
  | { readonly kind: "remove"; readonly column: PanelAddress }
  | { readonly kind: "moveFirst"; readonly column: PanelAddress }
  /** `picture` is a PNG as a data URL. */
  | { readonly kind: "savePicture"; readonly picture: string }
  /** So many metrics fit on no picture. */
  | { readonly kind: "pictureTooLarge"; readonly metrics: number };
