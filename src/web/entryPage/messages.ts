import type { PanelAction, PanelAddress, PanelContent } from "../../sources/contract/panelContent";
import type { CurvesRequest } from "../curves/model/curveMessages";
import type { PageFailure } from "../pageFailure";

/** A file or directory at the top of what the page shows. */
export interface PageFile {
  readonly name: string;
  readonly isDirectory: boolean;
  /** Bytes. */
  readonly size?: number;
}

export interface ListedFiles {
  readonly kind: "listed";
  readonly files: readonly PageFile[];
  /** True when there may be more than the service listed. */
  readonly mayHaveMore?: boolean;
  /** How many could not be read, and why. */
  readonly unread?: string;
  /** Why the last look gave nothing: these are of an earlier one. */
  readonly failure?: PageFailure;
}

export type PageFiles =
  | { readonly kind: "none" }
  | { readonly kind: "loading" }
  | ListedFiles
  | { readonly kind: "failed"; readonly failure: PageFailure };

interface LoadedContent {
  readonly content: PanelContent;
  readonly loadedAt: number;
  /** True while more of it is on its way. */
  readonly isPart: boolean;
}

/** All that the page shows, as it is now. */
export interface EntryPageMessage {
  readonly kind: "show";
  readonly address: PanelAddress;
  readonly isLoading: boolean;
  /** Of the last load that gave something; `loadedAt` in ms since the epoch. */
  readonly loaded?: LoadedContent;
  /** Why the last load gave nothing: beside what an earlier one gave. */
  readonly failure?: PageFailure;
  /** True when the service says that there is no such thing any more. */
  readonly isGone: boolean;
  readonly files: PageFiles;
  /** False for what never has any. */
  readonly hasCurves: boolean;
  /** True for the page of a file that is a curve by itself. */
  readonly isFile?: boolean;
}

/** From the page to the extension. */
export type EntryPageRequest =
  | CurvesRequest
  | { readonly kind: "ready" }
  | { readonly kind: "reload" }
  | { readonly kind: "setKeys" }
  | { readonly kind: "act"; readonly action: PanelAction }
  | { readonly kind: "revealRow"; readonly rowIds?: readonly string[] }
  | { readonly kind: "openLink"; readonly url: string }
  | { readonly kind: "openFile"; readonly name: string };
