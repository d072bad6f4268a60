import assert from "node:assert/strict";
import { errorText } from "../../../src/http/errorText";

describe("errorText gives", () => {
  const cases: Readonly<Record<string, readonly [unknown, string]>> = {
    "a detail rather than a title": [
      { errors: [{ title: "Generic Error", detail: "run not found" }] },
      "run not found",
    ],
    "a title without a detail": [{ errors: [{ title: "Bad Request" }] }, "Bad Request"],
    "what an error is about": [
      {
        errors: [
          { title: "Bad Request", detail: "Missing", source: { parameter: "limit", pointer: "/data" }, meta: {} },
        ],
      },
      "Missing (limit)",
    ],
    "several errors": [{ errors: ["one", "two"] }, "one; two"],
    "the first of very many": [{ errors: ["a", "b", "c", "d"] }, "a; b; c"],
    "a plain detail": [{ detail: "Artifact does not exist." }, "Artifact does not exist."],
    "the place of an invalid field": [
      { detail: [{ loc: ["query", "limit", 0], msg: "not a number", type: "int" }] },
      "query.limit.0: not a number",
    ],
    "a message": [{ message: "Forbidden" }, "Forbidden"],
    "a nested error": [{ error: { message: "expired" } }, "expired"],
    "a text": ["Bad gateway\n\n", "Bad gateway"],
    "a JSON text": ['"Bad gateway"', "Bad gateway"],
    "nothing for HTML": ["<!doctype html><p>Bad gateway</p>", ""],
    "nothing for broken JSON": ['{"errors": [', ""],
    "nothing for nothing": ["", ""],
    "nothing for nulls": [{ errors: null, detail: [null], message: 7 }, ""],
    "an address without its query, which may be a signature": [
      { message: "no access to https://s3.example.com/b/k?X-Amz-Signature=abc&x=1 (expired)" },
      "no access to https://s3.example.com/b/k?… (expired)",
    ],
    "a long row of addresses, cut": ["http://".repeat(300_000), `${"http://".repeat(43).slice(0, 299)}…`],
    "one line without control characters": [{ message: "a\u001b[31mb\r\n\u202ec\u0000" }, "a [31mb c"],
  };
  for (const [name, [body, text]] of Object.entries(cases)) {
    it(name, () => {
      const bytes = typeof body === "string" ? body : JSON.stringify(body);
      assert.equal(
        errorText(bytes, (found) => found),
        text,
      );
    });
  }

  it("a cut text, redacted before it is cut", () => {
    const text = errorText(`${"x".repeat(290)} secret-key-of-mine`, (found) =>
      found.replace("secret-key-of-mine", "•••"),
    );
    assert.equal(text, `${"x".repeat(290)} •••`);
    assert.equal(errorText("😀".repeat(400), (found) => found).length, 299);
  });

  it("no endless work for deeply nested errors", () => {
    const depth = 200;
    const nested = `${'{"errors":['.repeat(depth)}"deep"${"]}".repeat(depth)}`;
    assert.equal(
      errorText(nested, (found) => found),
      "deep",
    );
  });
});
