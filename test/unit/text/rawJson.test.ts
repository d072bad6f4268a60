import assert from "node:assert/strict";
import { withRawJson, withStrings } from "../../../src/text/rawJson";
import { RawJson } from "../../../src/text/rawValue";

const TEXT = `{"data": [
  {"m": {"meta": {"seed":12345678901234567890, "lr": 1.0, "s":1e400, "10": 1, "2": 2, "lr": 1.50}}},
  {"m": {"meta": null}}, {"m": {}}, [], {"m": {"meta": "a\\u0062"}}
], "meta": {"meta": 1}}`;

const raws = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, inner: unknown) => (inner instanceof RawJson ? `raw ${inner.json}` : inner)));

describe("JSON that is shown as it was written", () => {
  it("keeps digits, order and repeated keys of the values at a place, and leaves the others parsed", () => {
    const body = withRawJson(JSON.parse(TEXT), TEXT, ["data", "*", "m", "meta"]);
    assert.deepEqual(raws(body), {
      data: [
        { m: { meta: 'raw {"seed":12345678901234567890, "lr": 1.0, "s":1e400, "10": 1, "2": 2, "lr": 1.50}' } },
        { m: { meta: "raw null" } },
        { m: {} },
        [],
        { m: { meta: 'raw "a\\u0062"' } },
      ],
      meta: { meta: 1 },
    });
  });

  it("is the last of a repeated key, as the parser has it", () => {
    for (const text of ['{"a": 1.0, "a": 2.0}', '{"a": {"b": 1}, "a": 2.0}']) {
      assert.deepEqual(raws(withRawJson(JSON.parse(text), text, ["a"])), { a: "raw 2.0" });
    }
  });

  it("sets no prototype, whatever a member is called", () => {
    const text = '{"__proto__": {"value": 1.0}, "constructor": {"value": 2.0}}';
    const body = withRawJson(JSON.parse(text), text, ["*", "value"]) as Record<string, unknown>;
    assert.equal(Object.getPrototypeOf(body), Object.prototype);
    assert.deepEqual(raws(body.constructor), { value: "raw 2.0" });
    assert.equal(Object.getPrototypeOf({}), Object.prototype);
  });

  it("finds values of several patterns in one walk, the outer of two that overlap", () => {
    const text = '{"a": {"b": 1.0, "c": {"b": 2.0}}, "d": [{"b": 3.0}], "\\u0065": 4.0}';
    const body = withRawJson(JSON.parse(text), text, ["a", "c"], ["a", "*", "b"], ["a", "b"], ["d", "*", "b"], ["e"]);
    const { a, d, e } = body as { a: object; d: unknown[]; e: unknown };
    assert.deepEqual(raws(a), { b: "raw 1.0", c: 'raw {"b": 2.0}' });
    assert.deepEqual([raws(d[0]), raws({ e })], [{ b: "raw 3.0" }, { e: "raw 4.0" }]);
  });

  it("takes 10,000 levels and 200,000 members", () => {
    const deep = "[".repeat(10_000) + "]".repeat(10_000);
    const wide = `[${Array.from({ length: 200_000 }, (_, index) => `${index}.0`).join()}]`;
    const text = `{"deep": ${deep}, "wide": ${wide}}`;
    const body = withRawJson(JSON.parse(text), text, ["wide", "*"]) as { wide: RawJson[] };
    assert.equal(body.wide[199_999]?.text, "199999.0");
    withRawJson(body, text, ["deep"]);
    assert.equal(
      Object.entries(body)
        .map(([key, value]: [string, unknown]) => (key === "deep" && value instanceof RawJson ? value.text : ""))
        .join(""),
      deep,
    );
    assert.equal(
      withStrings(deep, () => "x"),
      deep,
    );
  });

  it("says a string's own text, and nothing for null", () => {
    assert.deepEqual(
      ['"a\\n"', "null", "1.0", "NaN", "{ }"].map((json) => new RawJson(json).text),
      ["a\n", "", "1.0", "NaN", "{ }"],
    );
  });

  it("has other strings where they are changed, and all else as it is", () => {
    const json = '{"a\\/b": "https:\\/\\/x?sig=1", "n": 1.0, "t": "\\u0041"}';
    const cut = withStrings(json, (text) => text.replace(/\?.*/, ""));
    assert.equal(cut, '{"a\\/b": "https://x", "n": 1.0, "t": "\\u0041"}');
  });
});
