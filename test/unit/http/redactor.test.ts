import assert from "node:assert/strict";
import { createRedactor } from "../../../src/http/redactor";

const KEY = "ab/cd&ef'gh+ij\"kl=";

describe("The redactor", () => {
  const redact = createRedactor({ authorization: `Bearer ${KEY}` });
  const html = KEY.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");
  const cases: readonly (readonly [string, string])[] = [
    ["as it stands", KEY],
    ["HTML-escaped", html],
    ["HTML-escaped with hexadecimal numbers", KEY.replaceAll("/", "&#x2F;").replaceAll("'", "&#x27;")],
    ["URL-encoded", encodeURIComponent(KEY)],
    ["URL-encoded twice", encodeURIComponent(encodeURIComponent(KEY))],
    ["with escaped slashes", KEY.replaceAll("/", "\\/")],
    ["as JSON", JSON.stringify(KEY).slice(1, -1)],
    ["broken by control characters", Array.from(KEY).join("\u0000\n")],
  ];
  for (const [name, text] of cases) {
    it(`finds a key ${name}`, () => assert.equal(redact(`<${text}>`), "<•••>"));
  }

  it("finds a key in Base64, wherever it begins", () => {
    for (const before of ["", "u", "u:", "us:"]) {
      const text = Buffer.from(`${before}${KEY}`).toString("base64");
      const core = Buffer.from(KEY).toString("base64").slice(4, 12);
      assert.ok(redact(text).includes("•••") && !redact(text).includes(core), before);
    }
  });

  it("shows nothing of a text when a key is longer than a header may be", () => {
    assert.equal(createRedactor({ key: "k".repeat(60_000) })(`a ${"k".repeat(60_000)}`), "•••");
  });
});
