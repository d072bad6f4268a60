import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Words that a reader has to decode: "again", "the user" and "another window" say the same at once. */
const REFUSED = /\b(?:anew|somebody|nobody|whoever|anybody)\b/i;

describe("The words of the source", () => {
  it("are plain ones, in src and in package.json", () => {
    const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
    assert.ok(files.length > 50);
    const texts = [...files.map((file) => join("src", file)), "package.json"];
    const found = texts.flatMap((file) =>
      readFileSync(file, "utf8")
        .split("\n")
        .flatMap((line, index) => (REFUSED.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
    );
    assert.deepEqual(found, []);
  });
});
