import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { bundleNode } from "../../../scripts/nodeBundles.mjs";

const FOLDER = "out/plainExports";

describe("What several bundles share", () => {
  after(() => rm(FOLDER, { recursive: true, force: true }));

  it("is given out as plain properties, as it is, whichever bundle asks", async () => {
    const metafile = await bundleNode(FOLDER, ["src/http/errorText.ts", "src/text/plainText.ts"], {
      isProduction: true,
    });
    const load = createRequire(resolve("package.json"));
    const [shared = ""] = Object.keys(metafile.outputs).filter((file) => file.includes("shared"));
    const given = load(resolve(shared)) as object;
    const { oneLine } = load(resolve(FOLDER, "plainText.js")) as { oneLine: (text: string) => string };
    const descriptors = Object.values(Object.getOwnPropertyDescriptors(given));
    assert.ok(descriptors.length > 1);
    assert.ok(descriptors.every((descriptor) => "value" in descriptor));
    assert.ok(Object.values(given).includes(oneLine));
    assert.equal(oneLine("a\nb"), "a b");
  });

  it("does not change: no module exports what it assigns again", () => {
    const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
    assert.ok(files.length > 100);
    assert.deepEqual(
      files.filter((file) => /^export (let|var)\b/m.test(readFileSync(join("src", file), "utf8"))),
      [],
    );
  });
});
