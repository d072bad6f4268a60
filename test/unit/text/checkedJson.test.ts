import assert from "node:assert/strict";
import * as v from "valibot";
import { checkedJson } from "../../../src/text/checkedJson";

const SCHEMA = v.object({ name: v.string(), at: v.optional(v.number(), 0) });

describe("checkedJson", () => {
  it("gives what the schema makes of JSON", () => {
    assert.deepEqual(checkedJson(SCHEMA, '{"name":"lr","at":5}'), { name: "lr", at: 5 });
    assert.deepEqual(checkedJson(SCHEMA, '{"name":"lr","more":true}'), { name: "lr", at: 0 });
  });

  it("gives nothing for text that is no JSON, or JSON that was cut", () => {
    for (const text of ["", "name", '{"name":"l', '{"name":"lr"}\n{"name":"lr"}']) {
      assert.equal(checkedJson(SCHEMA, text), undefined, text);
    }
  });

  it("gives nothing for JSON of another shape", () => {
    for (const text of ["null", "5", "[]", "{}", '{"name":5}', '{"name":"lr","at":"5"}']) {
      assert.equal(checkedJson(SCHEMA, text), undefined, text);
    }
  });
});
