import assert from "node:assert/strict";
import { withoutSignatures } from "../../../src/text/withoutSignatures";

describe("withoutSignatures", () => {
  for (const [text, shown] of [
    ["https://b.example.com/x?sig=1#y and more", "https://b.example.com/x?… and more"],
    ["http://ada:pass@git.example.com/x", "http://git.example.com/x"],
    ["HTTPS://token@git.example.com/x", "HTTPS://git.example.com/x"],
    ["ssh://ada:pass@git.example.com/x", "ssh://git.example.com/x"],
    ["ssh://git@github.com/acme/x", "ssh://git@github.com/acme/x"],
    ["abfss://models@acct.dfs.core.windows.net/v3", "abfss://models@acct.dfs.core.windows.net/v3"],
    ["who? me@example.com", "who? me@example.com"],
  ] as const) {
    it(`shows ${text} as ${shown}`, () => assert.equal(withoutSignatures(text), shown));
  }
});
