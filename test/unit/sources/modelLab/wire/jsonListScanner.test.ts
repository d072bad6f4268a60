import assert from "node:assert/strict";
import { JsonListScanner } from "../../../../../src/sources/modelLab/wire/jsonListScanner";
import { ApiError } from "../../../../../src/http/apiError";

const PATH = ["data", "attributes", "files"];

/** The elements and the rest, of a text that comes in pieces of some bytes. */
function scan(text: string, size: number, most = 1_000_000): { items: unknown[]; rest: unknown } {
  const items: unknown[] = [];
  const take = (list: Buffer) => items.push(...(JSON.parse(list.toString()) as unknown[]));
  const scanner = new JsonListScanner({ path: PATH, take, most });
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) {
    scanner.write(bytes.subarray(at, at + size));
  }
  return { items, rest: JSON.parse(scanner.end().toString()) as unknown };
}

describe("A list in a JSON text that comes in pieces", () => {
  const ITEMS: readonly unknown[] = [
    { path: 'a "quoted" \\ name\\', size: 1 },
    { path: "[],{}:", deep: [[{ files: [1, 2] }], []] },
    "text, with a comma",
    null,
    -1.5e3,
    [],
    { path: "ключ 🔑" },
  ];
  const around = (files: unknown) => ({
    files: [{ not: "these" }],
    data: { id: "1", other: { files: ["nor these"] }, attributes: { 'a "key"': [[1], 2], files, last: true } },
    attributes: { files: [3] },
  });

  for (const size of [1, 2, 3, 7, 64, 10_000]) {
    it(`is cut from the rest, in pieces of ${size} bytes`, () => {
      for (const items of [ITEMS, [], [1], [[[]]]]) {
        for (const indent of [undefined, 2]) {
          const found = scan(JSON.stringify(around(items), null, indent), size);
          assert.deepEqual(found, { items: [...items], rest: around([]) });
        }
      }
    });
  }

  it("is left in the rest where it is no list, or not there", () => {
    for (const files of [null, {}, "[1]", undefined]) {
      assert.deepEqual(scan(JSON.stringify(around(files)), 5), {
        items: [],
        rest: JSON.parse(JSON.stringify(around(files))) as unknown,
      });
    }
    assert.deepEqual(scan("[1]", 1), { items: [], rest: [1] });
  });

  for (const list of ["[,]", "[1,]", "[,1]", "[1 2]", "[1,,2]", "[{]", "[1", '["a]']) {
    it(`is no JSON where the whole is none: ${list}`, () => {
      for (const size of [1, 3, 100]) {
        assert.throws(() => scan(`{"data":{"attributes":{"files":${list}}}}`, size), SyntaxError, `${size}`);
      }
    });
  }

  it("ends where an element or the rest is longer than may be", () => {
    const isTooLong = (error: unknown) => error instanceof ApiError && error.message === "the answer is too long";
    const long = "x".repeat(200);
    assert.throws(() => scan(JSON.stringify(around([long])), 10, 150), isTooLong);
    assert.throws(() => scan(JSON.stringify({ long, ...around([]) }), 10, 150), isTooLong);
    assert.equal(scan(JSON.stringify(around(Array(200).fill("x"))), 10, 300).items.length, 200);
  });
});
