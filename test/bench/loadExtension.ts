import { createRequire } from "node:module";
import { resolve } from "node:path";

/** What the other side loads besides, at once instead of when it is needed. */
const LATER = ["product.js", "undiciTransport.js", "sampleServer.js"];

/** `loadExtension ours|other`: how long it takes to load the bundles in a process that has loaded none. */
const files = ["extension.js", ...(process.argv[2] === "ours" ? [] : LATER)];
const load = createRequire(__filename);
const start = performance.now();
for (const file of files) {
  const loaded: unknown = load(resolve("dist", file));
  if (typeof loaded !== "object") {
    throw new Error(`${file} is no module.`);
  }
}
console.log(JSON.stringify({ ms: performance.now() - start }));
