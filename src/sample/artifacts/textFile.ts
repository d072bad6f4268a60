import { textBytes } from "../bytes/byteSource";
import type { ArtifactFile } from "./artifactFile";

export function textFile(path: string, createdAt: number, text: () => string): ArtifactFile {
  return { path, createdAt, bytes: () => textBytes(text()) };
}
