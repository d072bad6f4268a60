import type { ModelFileTable } from "./modelFileTable";

/** From the extension to the page: all that there is to show. */
export interface ModelFileMessage {
  /** The file's. */
  readonly name: string;
  readonly canDownload: boolean;
  readonly isReading: boolean;
  /** Stays while the file is read again, and when that fails. */
  readonly content?: ModelFileContent;
  readonly failure?: ModelFileFailure;
}

export interface ModelFileContent {
  readonly table: ModelFileTable;
  /** Bytes that came for it. */
  readonly transferred: number;
  /** Bytes of the whole file, when known. */
  readonly size?: number;
}

export interface ModelFileFailure {
  readonly sentence: string;
  readonly isKeyProblem: boolean;
}

/** From the page to the extension. */
export type ModelFileRequest =
  | { readonly kind: "ready" }
  | { readonly kind: "refresh" }
  | { readonly kind: "download" }
  | { readonly kind: "setKeys" }
  | { readonly kind: "copy"; readonly text: string };
