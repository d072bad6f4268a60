import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A file of this folder, as another tool wrote it. */
export function sampleFile(name: string): Buffer {
  return readFileSync(join("test/unit/files/peek/samples", name));
}
