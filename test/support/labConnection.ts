import { MODEL_LAB } from "../../src/sources/modelLab/modelLabSystem";
import type { ArtifactSource } from "../../src/sources/contract/source";
import type { Keys } from "../../src/sources/contract/system";

/** Model Lab as the product connects to it. */
export function connectModelLab(baseUrl: string, keys: Keys): ArtifactSource {
  const site = { id: "test", name: "Test", baseUrl, keyPages: {} };
  return MODEL_LAB.connect(site, keys, { userAgent: "test", proxy: {}, log: () => undefined });
}
