import assert from "node:assert/strict";
import { brotliCompressSync, constants } from "node:zlib";
import { failure, HttpFixture } from "../../support/httpFixture";
import { parseJson } from "../../../src/http/jsonBody";

const parse = (text: string) => parseJson(Buffer.from(text), "application/json");

/** The default takes seconds for the same few bytes. */
const FAST = { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } };

describe("A JSON answer", () => {
  it("may hold NaN and infinities, and begin with a byte-order mark", () => {
    const text = '{"a":NaN,"b":[Infinity,-Infinity],"c":"NaN, \\"Infinity","d":1}';
    assert.deepEqual(parse(`\uFEFF${text}`), {
      value: { a: NaN, b: [Infinity, -Infinity], c: 'NaN, "Infinity', d: 1 },
      text,
    });
  });

  it("comes with its digits as they were sent", () => {
    assert.equal(parse('{"n":12345678901234567890.10}').text, '{"n":12345678901234567890.10}');
  });

  it("that nests without end is refused before it is parsed", () => {
    for (const text of ["[".repeat(1_000_000), `${'{"a":'.repeat(40_000)}1${"}".repeat(40_000)}`]) {
      assert.throws(() => parse(text), /nested too deeply/);
    }
    assert.equal(parse(`["${"[".repeat(50_000)}"]`).text.length, 50_004);
  });

  for (const text of ["[nan]", "[NaNs]", '["NaN', "[Infinity", '{"a":NaN,}', `[NaN,"${'\\"'.repeat(200_000)}`]) {
    it(`is still refused when it is ${text.slice(0, 12)}`, () => {
      assert.throws(() => parse(text), /not complete, valid JSON/);
    });
  }

  it("of some hundred bytes that inflate to 60 MB of brackets is refused at the socket", async () => {
    const bomb = brotliCompressSync(Buffer.alloc(60_000_000, "["), FAST);
    assert.ok(bomb.length < 1000, `${bomb.length} bytes`);
    const fixture = new HttpFixture();
    try {
      const server = await fixture.serve((reply) => reply.bytes(bomb, { headers: { "content-encoding": "br" } }));
      const asked = fixture.client(server.url).requestJson({ method: "GET", path: "/things" }, fixture);
      assert.match((await failure(asked, "badResponse")).message, /nested too deeply$/);
      assert.equal(server.requests.length, 1);
    } finally {
      await fixture.close();
    }
  });
});
