import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Words that a reader has to decode: "again", "the user" and "another window" say the same at once. */
const REFUSED = /\b(?:anew|somebody|nobody|whoever|anybody)\b/i;
/** A comment that begins so names its subject last, or not at all. */
const CLAUSE = /^\s*(?:\/\*\*?|\*|\/\/) *(?:What|Whether|Who|Whose|Those|Which)\b/;

describe("The words of this project", () => {
  const files = readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(?:ts|css)$/.test(file))
    .map((file) => join("src", file));

  function linesWith(pattern: RegExp, texts: readonly string[]): readonly string[] {
    return texts.flatMap((file) =>
      readFileSync(file, "utf8")
        .split("\n")
        .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
    );
  }

  it("are plain ones, and so are those of tests, scripts and documents", () => {
    assert.ok(files.length > 50);
    const others = ["test", "scripts"].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => /\.[cm]?[jt]s$/.test(file) && file !== join("unit", "wording.test.ts"))
        .map((file) => join(folder, file)),
    );
    const texts = [...files, ...others, "package.json", "README.md", "CONTRIBUTING.md", "CHANGELOG.md"];
    assert.deepEqual(linesWith(REFUSED, texts), [], `say it without the words of ${String(REFUSED)}`);
  });

  it("make sentences of comments, with a subject and a verb", () => {
    assert.deepEqual(
      linesWith(CLAUSE, files),
      [],
      "begin the comment with its subject, not with a question word or Those",
    );
  });
});
