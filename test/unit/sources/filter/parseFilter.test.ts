import assert from "node:assert/strict";
import { runFields, projectFields } from "../../../../src/sources/modelLab/filter/filterFields";
import { parseFilter } from "../../../../src/sources/filter/parseFilter";

const FIELDS = runFields({ self: "me-1" });

function read(text: string, keys: Record<string, readonly string[]> = {}, isIncomplete = false) {
  return parseFilter(text, { fields: FIELDS, keys, isIncomplete });
}

describe("parseFilter", () => {
  for (const [text, values] of [
    ["", {}],
    ["vanilla", { text: ["vanilla"] }],
    ["two words", { text: ["two words"] }],
    ['"http://x"  "two words"', { text: ["http://x two words"] }],
    ["status:failed", { status: ["failed"] }],
    ["status:Failed,killed status:failed", { status: ["failed", "killed"] }],
    ["tag:team:nlp", { tag: ["team:nlp"] }],
    ["tags:team:nlp params:r:8", { tag: ["team:nlp"], param: ["r:8"] }],
    ['tag:"team:two words"', { tag: ["team:two words"] }],
    ["lr:>0.001", { param: ["lr:>0.001"] }],
    ["lr:>=1e-5 lr:<1e-3", { param: ["lr:>=1e-5", "lr:<1e-3"] }],
    ["path:s3://bucket/a", { param: ["path:s3://bucket/a"] }],
    ["pad_token:<|endoftext|>", { param: ["pad_token:<|endoftext|>"] }],
    ["arrow:>much", { param: ["arrow:>much"] }],
    ["owner:mine", { owner: ["mine"] }],
    ["is:pinned is:all", { pinned: ["true"], all: ["true"] }],
    [
      "status:failed tag:team:nlp lr:>0.001 vanilla",
      { status: ["failed"], tag: ["team:nlp"], param: ["lr:>0.001"], text: ["vanilla"] },
    ],
  ] as const) {
    it(`reads ${text === "" ? "nothing" : text}`, () => {
      assert.deepEqual(read(text), { values, problems: [], undecided: [] });
    });
  }

  for (const [text, problem] of [
    ["status:faild", /^"faild" is no status; there are pending, running/],
    ["status:", /^Write something after status:$/],
    ["status:failed,", /^Write something after status:$/],
    ["tag:team", /^"team" is not of the form key:value$/],
    ["tag:a:b,c:d", /comma/],
    ["lr:>1e", /^Write a number after >, as in lr:>0.0001$/],
    ["lr:<=", /^Write a number after <=/],
    ["lr:>0,5", /^Write a number after >/],
    ["is:odd", /^"is:odd" is not known; there is is:pinned/],
    ["owner:a,b", /neither spaces nor commas/],
    ['"open', /quote is not closed/],
  ] as const) {
    it(`says what is wrong with ${text}`, () => {
      const { values, problems } = read(text);
      assert.match(problems[0] ?? "", problem);
      assert.equal(problems.length, 1);
      assert.ok(!("param" in values));
    });
  }

  it("takes a key for a tag's where only a tag is known by it", () => {
    const keys = { tag: ["team"], param: ["lr"] };
    assert.deepEqual(read("team:nlp lr:1 other:2", keys).values, { tag: ["team:nlp"], param: ["lr:1", "other:2"] });
  });

  it("takes a key for a tag's where there are no parameters", () => {
    const { values, undecided } = parseFilter("team:nlp", { fields: projectFields({}), isIncomplete: true });
    assert.deepEqual([values, undecided], [{ tag: ["team:nlp"] }, []]);
  });

  it("does not decide whose a key is before the keys are known, and decides the same way ever after", () => {
    const text = "team:nlp status:failed tags:a:b is:all owner:mine lr:>1 vanilla";
    const keys = { tag: ["team"], param: ["lr"] };
    assert.deepEqual(read(text, {}, true).undecided, ["team", "lr"]);
    assert.deepEqual(read(text, { tag: ["team"] }, true).undecided, ["team", "lr"]);
    assert.deepEqual(read(text, keys).undecided, []);
    assert.deepEqual(read("status:failed tag:team:nlp", {}, true).undecided, []);
  });

  it("asks who the user is before it takes mine", () => {
    const { problems } = parseFilter("owner:mine", { fields: runFields({}) });
    assert.match(problems[0] ?? "", /mark there which one is you/);
  });

  it("asks for a field where plain words are none", () => {
    const fields = FIELDS.filter(({ id }) => id === "status");
    assert.deepEqual(parseFilter("failed", { fields }).problems, ['Write what "failed" is, as in status:failed']);
    assert.deepEqual(parseFilter("lr:1", { fields }).problems, ['"lr:" is not known; there is status:']);
  });
});
