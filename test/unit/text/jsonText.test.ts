import assert from "node:assert/strict";
import { jsonMembers, layOutJson, rawJson } from "../../../src/text/jsonText";

const AS_WRITTEN = '{"seed":12345678901234567890,"lr":1.0,"s":1e400,"a":"\\u00e9\\/","a":NaN,"e":[],"o":{}}';

describe("layOutJson", () => {
  it("keeps digits, order, repeated keys and escapes as they are written", () => {
    const lines = [
      "{",
      '  "seed": 12345678901234567890,',
      '  "lr": 1.0,',
      '  "s": 1e400,',
      '  "a": "\\u00e9\\/",',
      '  "a": NaN,',
      '  "e": [],',
      '  "o": {}',
      "}",
    ];
    assert.equal(layOutJson(AS_WRITTEN), lines.join("\n"));
  });

  it("lays out as JSON.stringify does where nothing is lost by it", () => {
    for (const value of [{ a: [1, [2, { b: null }], "x,]}"], c: { d: true } }, [], {}, "t", 5, [[[]]], { "": [{}] }]) {
      assert.equal(layOutJson(JSON.stringify(value)), JSON.stringify(value, null, 2));
      assert.equal(layOutJson(JSON.stringify(value, null, 4), 2), JSON.stringify(value, null, 2));
    }
  });

  it("takes only what is JSON, as JSON.parse does", () => {
    const texts = [
      "",
      "{",
      "[1,]",
      "[,]",
      '{"a"}',
      '{"a":}',
      '{"a":1,}',
      "{1:2}",
      "[1 2]",
      "]",
      "[}",
      "1 2",
      '"\n"',
      "[01]",
    ];
    for (const text of [...texts, '["\\x"]', '{"a":1]', ':"a"', "[1", '"a', "tru", "{,}", '{"a" 1}', '{"a":1 "b":2}']) {
      assert.throws(() => JSON.parse(text), text);
      assert.equal(layOutJson(text), undefined, text);
    }
  });

  it("takes long texts and many levels without the stack", () => {
    const long = `"${"\\u043f".repeat(1_000_000)}"`;
    assert.equal(layOutJson(long), long);
    const levels = 5_000;
    const deep = `${"[".repeat(levels)}${"]".repeat(levels)}`;
    assert.equal(layOutJson(deep, 0)?.replaceAll("\n", ""), deep);
    assert.equal(layOutJson("[".repeat(1_000_000) + "]".repeat(1_000_000)), undefined);
  });
});

describe("rawJson", () => {
  const answer = `\ufeff { "runs": [ {"id": 1}, {"params": ${AS_WRITTEN}, "x": [ 1.50 , 2 ] } ], "n": -Infinity }`;

  it("gives the text of a value as it is written", () => {
    assert.equal(rawJson(answer, ["runs", 1, "params"]), AS_WRITTEN);
    assert.equal(rawJson(answer, ["runs", 1, "params", "seed"]), "12345678901234567890");
    assert.equal(rawJson(answer, ["runs", 1, "x", 0]), "1.50");
    assert.equal(rawJson(answer, ["n"]), "-Infinity");
    assert.equal(rawJson(" 1.0 ", []), "1.0");
  });

  it("takes the last of a repeated key, as a parser does, however it is written", () => {
    assert.equal(rawJson(AS_WRITTEN, ["a"]), "NaN");
    assert.equal(rawJson('{"\\u0061":1.0,"b":2}', ["a"]), "1.0");
    assert.equal(rawJson('{"__proto__":1}', ["__proto__"]), "1");
  });

  it("gives nothing for what is not there, or is no JSON", () => {
    for (const path of [["x"], ["runs", 2], ["runs", "1"], ["n", "x"], ["runs", 0, "id", 0]]) {
      assert.equal(rawJson(answer, path), undefined);
    }
    assert.equal(rawJson('{"a":1', ["a"]), undefined);
    assert.equal(rawJson("[1", []), undefined);
  });
});

describe("jsonMembers", () => {
  it("lists members and items in their order, those of repeated keys too", () => {
    assert.deepEqual(jsonMembers('{"a": 1.0, "b": [1, {"c": 2}], "a": {} }'), [
      { key: "a", raw: "1.0" },
      { key: "b", raw: '[1, {"c": 2}]' },
      { key: "a", raw: "{}" },
    ]);
    assert.deepEqual(jsonMembers("[[1], 2]"), [
      { key: 0, raw: "[1]" },
      { key: 1, raw: "2" },
    ]);
    assert.deepEqual([jsonMembers("{}"), jsonMembers("[ ]")], [[], []]);
    assert.deepEqual([jsonMembers("1"), jsonMembers('"{}"'), jsonMembers("x")], [undefined, undefined, undefined]);
  });
});
