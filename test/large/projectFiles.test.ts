import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { bundleNode } from "../../scripts/nodeBundles.mjs";
import type * as reading from "../../src/sources/modelLab/wire/readProjectFiles";
import { PathListing } from "../../src/sources/shared/paths/pathListing";
import { isLoose } from "../../src/text/looseValues";

const FOLDER = "out/large/readProjectFiles";
/** More than is parsed without a thread. */
const COUNT = 30_000;

/** As it is shipped: its thread runs the same file. */
describe("A project's own listing that is long", () => {
  let readProjectFiles: typeof reading.readProjectFiles;
  before(async () => {
    await bundleNode(FOLDER, ["src/sources/modelLab/wire/readProjectFiles.ts"], { isProduction: true });
    const load = createRequire(import.meta.url);
    ({ readProjectFiles } = load(resolve(FOLDER, "readProjectFiles.js")) as typeof reading);
  });

  const file = (index: number) => ({
    artifact_path: `run-${index % 100}/шаг-${index}/model.safetensors`,
    file_size: index,
    created_at: "2024-01-20T10:00:00Z",
  });
  const answer = (files: readonly unknown[]) => JSON.stringify({ data: { id: "7", attributes: { files } } });
  const files = Array.from({ length: COUNT }, (_, index) => file(index));

  /** Gives a text in pieces, and ends when `end` does. */
  async function* bodyOf(text: string, end = () => Promise.resolve()): AsyncGenerator<Uint8Array> {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += 50_000) {
      yield bytes.subarray(at, at + 50_000);
    }
    await end();
  }
  const { signal } = new AbortController();
  const read = async (text: string) =>
    new PathListing(await readProjectFiles(bodyOf(text), { contentType: "application/json", signal }));
  const threads = () => process.getActiveResourcesInfo().filter((name) => name === "MessagePort").length;

  it("is read whole, in a thread that has ended then", async () => {
    const before = threads();
    const listing = await read(answer(files));
    assert.equal(listing.rowsOf("").length, 100);
    assert.equal(listing.rowsOf("run-7").length, COUNT / 100);
    assert.deepEqual(listing.rowsOf("run-7").slice(1, 2), [{ name: "шаг-107", path: "run-7/шаг-107" }]);
    assert.deepEqual(listing.below(["run-7", "шаг-107"]), [
      { name: "model.safetensors", isDirectory: false, size: 107 },
    ]);
    assert.equal(threads(), before);
  });

  it("takes some 100 bytes a file", async () => {
    const { byteLength } = await read(answer(files));
    assert.ok(byteLength < 130 * COUNT, `${byteLength / COUNT} bytes`);
  });

  const BAD: Readonly<Record<string, readonly [string, string]>> = {
    "is cut": [answer(files).slice(0, -100), "the answer is not complete, valid JSON"],
    "holds no JSON in its midst": [
      answer(files).replace('"file_size":20000', '"file_size":20000x'),
      "the answer is not complete, valid JSON",
    ],
    "is of something else": [
      JSON.stringify({ data: { attributes: { others: files } } }),
      "the answer has no data.attributes.files",
    ],
    "is a web page": [
      `<html>${"x".repeat(2_000_000)}`,
      "the answer is a web page, not data: a proxy or a sign-in page may have answered instead of the service",
    ],
  };
  for (const [what, [text, message]] of Object.entries(BAD)) {
    it(`fails in the words of any answer when it ${what}`, async () => {
      const before = threads();
      await assert.rejects(
        read(text),
        (error) => isLoose(error) && error["kind"] === "badResponse" && error["message"] === message,
      );
      assert.equal(threads(), before);
    });
  }

  it("counts what can't be read, and shows all else", async () => {
    const listing = await read(answer(files.map((one, index) => (index % 1_000 === 1 ? { file_size: 1 } : one))));
    assert.deepEqual(listing.unread, { count: COUNT / 1_000, reasons: ["no artifact_path"] });
    assert.equal(listing.rowsOf("run-1").length, (COUNT - COUNT / 10) / 100);
    assert.equal(listing.rowsOf("run-7").length, COUNT / 100);
  });

  it("reads bare words that Python writes", async () => {
    const listing = await read(answer(files).replace('"file_size":20000', '"file_size":NaN'));
    assert.deepEqual(listing.below(["run-0", "шаг-20000"]), [{ name: "model.safetensors", isDirectory: false }]);
  });

  const ABORTS = {
    "while bytes come": (abort: () => never) => Promise.resolve().then(abort),
    "while it parses what came": (abort: () => never) => {
      setImmediate(() => assert.throws(abort));
      return Promise.resolve();
    },
  };
  for (const [when, end] of Object.entries(ABORTS)) {
    it(`ends its thread when it is aborted ${when}, with the signal's reason`, async () => {
      const before = threads();
      const controller = new AbortController();
      const reason = new Error("left");
      const abort = () => {
        controller.abort(reason);
        throw reason;
      };
      const body = bodyOf(answer(files), () => end(abort));
      await assert.rejects(readProjectFiles(body, { contentType: undefined, signal: controller.signal }), reason);
      assert.equal(threads(), before);
    });
  }
});
