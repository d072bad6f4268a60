import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

/** VS Code calls what this one exports. */
const STARTED = join("src", "extension.ts");

const NAMED = /import\s+(?:type\s+)?\{([^}]*)\}\s*from\s*"(\.[^"]+)"/g;
const WHOLE = /import\s+(?:type\s+)?\*\s*as\s+(\w+)\s+from\s*"(\.[^"]+)"/g;
const IN_PLACE = /import\(\s*"(\.[^"]+)"/g;
const EXPORTED =
  /^export\s+(?:declare\s+|abstract\s+|async\s+)*(?:function\*?|class|interface|type|const|let|enum)\s+(\w+)/gm;

/** What a file takes from others, as "file name"; "file *" is all that one exports. */
function usesOf(file: string, text: string): readonly string[] {
  const fileAt = (path: string) => normalize(`${join(dirname(file), path)}.ts`);
  const named = [...text.matchAll(NAMED)].flatMap(([, names = "", path = ""]) =>
    names.split(",").map((name) => {
      const [own = ""] = name
        .trim()
        .replace(/^type\s+/, "")
        .split(/\s/);
      return `${fileAt(path)} ${own}`;
    }),
  );
  const whole = [...text.matchAll(WHOLE)].flatMap(([, all = "", path = ""]) =>
    [...text.matchAll(new RegExp(`\\b${all}\\.(\\w+)`, "g"))].map(([, name = ""]) => `${fileAt(path)} ${name}`),
  );
  const inPlace = [...text.matchAll(IN_PLACE)].map(([, path = ""]) => `${fileAt(path)} *`);
  return [...named, ...whole, ...inPlace];
}

/** The exports of src, as "file name", that no file imports. */
function findUnused(texts: ReadonlyMap<string, string>): readonly string[] {
  const used = new Set([...texts].flatMap(([file, text]) => usesOf(file, text)));
  return [...texts]
    .filter(([file]) => file.startsWith("src") && file !== STARTED && !used.has(`${file} *`))
    .flatMap(([file, text]) => [...text.matchAll(EXPORTED)].map(([, name = ""]) => `${file} ${name}`))
    .filter((name) => !used.has(name));
}

describe("The exports of src", () => {
  it("are all imported somewhere, by a test at least", () => {
    const files = ["src", "test", "scripts"].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => /\.(ts|mjs)$/.test(file))
        .map((file) => join(folder, file)),
    );
    const texts = new Map(files.map((file) => [file, readFileSync(file, "utf8")]));
    assert.ok(texts.size > 500);
    assert.deepEqual(findUnused(texts), []);
  });

  it("are unused when no import names them, whatever its form", () => {
    const exported = "export interface A {}\nexport async function b() {}\nexport const c = 1;\nexport class D {}\n";
    const a = join("src", "a.ts");
    const unusedBeside = (text: string) =>
      findUnused(
        new Map([
          [a, exported],
          [join("src", "b.ts"), text],
        ]),
      ).map((name) => name.replace(`${a} `, ""));
    assert.deepEqual(unusedBeside(""), ["A", "b", "c", "D"]);
    assert.deepEqual(unusedBeside('import { type A, b as own } from "./a";'), ["c", "D"]);
    assert.deepEqual(unusedBeside('import type {\n  A,\n  D,\n} from "./a";'), ["b", "c"]);
    assert.deepEqual(unusedBeside('import * as all from "./a";\nall.b(all.c);'), ["A", "D"]);
    assert.deepEqual(unusedBeside('const all = await import("./a");'), []);
  });
});
