/** A model file's header, the same for every format. */
export interface ModelFileTable {
  /** "safetensors", "GGUF". */
  readonly format: string;
  readonly totals: readonly { readonly label: string; readonly text: string }[];
  readonly columns: readonly ModelFileColumn[];
  /** As many cells as columns. Counts and bytes are numbers, so that they can be sorted; what is not known is "". */
  readonly rows: readonly (readonly (string | number)[])[];
  readonly metadata: readonly { readonly key: string; readonly value: string }[];
}

export interface ModelFileColumn {
  readonly name: string;
  readonly holds: "text" | "count" | "bytes";
  /** Holds sentences, and takes the room for them. */
  readonly isWide?: true;
}
