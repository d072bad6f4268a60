import assert from "node:assert/strict";
import { regexProblem } from "../../../../../src/sources/registry/rows/regexProblem";

/** Each is taken by one engine at least: RE2, Java, Python, JavaScript, PCRE. */
const TAKEN = [
  "bert.*uncased",
  "(un)?cased/\\d{2,3}",
  "(?i)bert",
  "(?P<name>a)(?<other>b)(?=c)(?!d)(?<=e)(?<!f)(?:g)(?>h)",
  "(?i:bert)|gpt",
  "a*?b+?c??d{1,2}?",
  "a*+b++c?+",
  "[]a]",
  "[^]]",
  "[]",
  "[a[b]",
  "[[:alpha:]]+",
  "[a-z&&[^b]]",
  "[\\]\\-a]",
  "[a-]",
  "[-a]",
  "[\\w-z]",
  "{",
  "a{",
  "a{,3}",
  "^*",
  "\\(",
  "\\Q(*\\E",
  "\\Q(",
  "(?#a ( comment)b",
  "(?x) a # (\n b",
  "(*FAIL)a",
  "()",
  "a||b",
  "日本語|\u{1F600}*",
];

const REFUSED: readonly (readonly [text: string, problem: RegExp])[] = [
  ["(bert", /^A \( is not closed$/],
  ["(?:a(b)", /^A \( is not closed$/],
  ["bert)", /^A \) closes nothing$/],
  ["a)(b", /^A \) closes nothing$/],
  ["[a-z", /^A \[ is not closed$/],
  ["[abc\\]", /^A \[ is not closed$/],
  ["*bert", /^The \* has nothing to repeat$/],
  ["a|+b", /^The \+ has nothing to repeat$/],
  ["(?:*a)", /^The \* has nothing to repeat$/],
  ["a**", /^The \* has nothing to repeat$/],
  ["a{2}*", /^The \* has nothing to repeat$/],
  ["bert\\", /ends with a \\/],
  ["[z-a]", /^In \[z-a\], the range is the wrong way around$/],
  ["[0-9z-a]", /^In \[z-a\]/],
  ["a{3,1}", /^In \{3,1\}, the first number is the greater one$/],
];

describe("regexProblem", () => {
  for (const text of TAKEN) {
    it(`leaves to the service: ${JSON.stringify(text)}`, () => assert.equal(regexProblem(text), undefined));
  }

  for (const [text, problem] of REFUSED) {
    it(`says what no engine takes: ${JSON.stringify(text)}`, () => {
      assert.match(regexProblem(text) ?? "", problem);
      assert.throws(() => new RegExp(text), SyntaxError, "nor does this one");
    });
  }

  it("takes no longer for hostile texts", () => {
    for (const text of ["(".repeat(50_000), "[".repeat(50_000), "\\".repeat(50_001), "a{".repeat(50_000)]) {
      const started = performance.now();
      regexProblem(text.slice(0, 5_000));
      assert.ok(performance.now() - started < 5_000);
    }
  });
});
