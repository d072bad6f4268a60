import assert from "node:assert/strict";
import { parseFilter } from "../../../src/sources/filter/parseFilter";
import { typedFilter } from "../../../src/sources/filter/typedFilter";
import { runFields } from "../../../src/sources/modelLab/filter/filterFields";

describe("A filter as it is typed", () => {
  const fields = runFields({ self: "mia" });

  for (const values of [
    {},
    { status: ["failed", "killed"] },
    { text: ["vanilla"] },
    { text: ["two words"], status: ["running"] },
    { text: ["a:b"] },
    { tag: ["team:nlp", "note:two words"], param: ["lr:>0.001", "model:org/name:v2"] },
    { owner: ["mine"], pinned: ["true"], "with-pinned": ["true"] },
  ]) {
    it(`is read as it was: ${JSON.stringify(values)}`, () => {
      const { values: read, problems } = parseFilter(typedFilter(fields, values), { fields });
      assert.deepEqual([read, problems], [values, []]);
    });
  }
});
