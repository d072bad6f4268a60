/** Endings of the files whose header says what is in them. */
export const MODEL_FILE_ENDINGS = ["safetensors", "gguf", "npy", "npz", "parquet"] as const;

export type ModelFileEnding = (typeof MODEL_FILE_ENDINGS)[number];

export function modelFileEnding(name: string): ModelFileEnding | undefined {
  const ending = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  return MODEL_FILE_ENDINGS.find((known) => known === ending);
}

/** True for names of files that can be shown as a table from their header alone. */
export function isModelFile(name: string): boolean {
  return modelFileEnding(name) !== undefined;
}
