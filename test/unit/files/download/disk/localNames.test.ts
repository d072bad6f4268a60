import assert from "node:assert/strict";
import { posix, win32 } from "node:path";
import { nameKey, numberedName, safeNames } from "../../../../../src/files/download/disk/localNames";
import { planDownload } from "../../../../../src/files/download/downloadPlan";
import { isSafeName, safeName } from "../../../../../src/text/safeName";
import { dice, hostileName } from "../hostileNames";
import { ScriptedFiles } from "../scriptedFiles";

describe("safeNames", () => {
  const cases: readonly [name: string, safe: string][] = [
    ["model.safetensors", "model.safetensors"],
    [".gitignore", ".gitignore"],
    ["模型 一.bin", "模型 一.bin"],
    ["", "_"],
    [".", "_"],
    ["..", "__"],
    ["../../etc/passwd", ".._.._etc_passwd"],
    ["C:\\x", "C__x"],
    ["con", "_con"],
    ["NUL.tar.gz", "_NUL.tar.gz"],
    ["com1 .txt", "_com1 .txt"],
    ["COM¹", "_COM¹"],
    ["console.log", "console.log"],
    ["name. ", "name__"],
    ["a\0b\nc", "a_b_c"],
    ["gpj\u202Eexe", "gpj_exe"],
    ["MODEL~1.SAF", "MODEL_1.SAF"],
    [".w.mlpart", ".w.mlpart_"],
    [".w.MLPART.json", ".w.MLPART.json_"],
    [".w.mlpart.lock", ".w.mlpart.lock_"],
    [".w.0123456789ab.mlpart", ".w.0123456789ab.mlpart_"],
    [".w.0123456789ab.mlpart.json.new", ".w.0123456789ab.mlpart.json.new_"],
    [".w.0123456789ab.mlpart.lock.01234567", ".w.0123456789ab.mlpart.lock.01234567_"],
    [`con${" ".repeat(300)}z.txt`, "_con.txt"],
    [`MODEL~1${" ".repeat(300)}q.SAF`, "MODEL_1.SAF"],
  ];
  for (const [name, safe] of cases) {
    it(`makes ${JSON.stringify(safe)} of ${JSON.stringify(name)}`, () => assert.equal(safeName(name), safe));
  }

  it("takes a name of hundreds of thousands of dots", () => assert.equal(safeName(`${".".repeat(400_000)}x`), ".x"));

  it("keeps the extension of a name that is too long", () => {
    const safe = safeName(`${"é".repeat(300)}.tar.gz`);
    assert.ok(Buffer.byteLength(safe) <= 200);
    assert.match(safe, /^é+\.tar\.gz$/);
  });

  it("keeps names apart that only case, accents or the cleaning make equal, whatever their order", () => {
    const names = ["a.txt", "A.txt", "a/b", "a_b", "é", "e\u0301"];
    const safe = safeNames(names);
    assert.deepEqual(safe, ["a (2).txt", "A.txt", "a_b (2)", "a_b", "é (2)", "e\u0301"]);
    assert.deepEqual(safeNames(names.toReversed()).toReversed(), safe);
  });

  it("numbers before the extension", () => {
    assert.equal(numberedName("model.bin", 2), "model (2).bin");
    assert.equal(numberedName("model.tar.gz", 3), "model (3).tar.gz");
    assert.equal(numberedName(".env", 2), ".env (2)");
  });

  it("lets none of 10,000 hostile paths out of the folder, and none on another, with and without case", async () => {
    const random = dice(4);
    const files = new ScriptedFiles();
    while (files.paths.size < 10_000) {
      const depth = 1 + Math.floor(random() * 4);
      files.add(Array.from({ length: depth }, () => hostileName(random)));
    }
    const facts = { isDirectory: true };
    const selected = [{ place: [], name: "..", facts }];
    const { items, failures } = await planDownload(selected, { files, signal: new AbortController().signal });
    assert.deepEqual(failures, []);
    assert.equal(items.length, 10_000);
    for (const { path } of items) {
      assert.ok(path.every(isSafeName), JSON.stringify(path));
      assert.ok(posix.resolve("/home/me/chosen", ...path).startsWith("/home/me/chosen/"));
      assert.ok(win32.resolve("C:\\me\\chosen", ...path).startsWith("C:\\me\\chosen\\"));
    }
    const folds = [(path: string): string => path, (path: string): string => path.toLowerCase()];
    for (const fold of [...folds, (path: string): string => path.toUpperCase(), nameKey]) {
      assert.equal(new Set(items.map(({ path }) => fold(path.join("/")))).size, 10_000);
    }
  });
});
