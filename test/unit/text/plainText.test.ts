import assert from "node:assert/strict";
import { plainLabel, plainMessage, visibleText } from "../../../src/text/plainText";

describe("plainLabel", () => {
  it("leaves nothing that a label would draw as an icon or break at", () => {
    const label = plainLabel("run $(trash)\n$(sync~spin) of\tme");
    assert.ok(!label.includes("$("));
    assert.equal(label.replaceAll("\u200b", ""), "run $(trash) $(sync~spin) of me");
    assert.equal(plainLabel("cost in $ (all)"), "cost in $ (all)");
  });

  it("tells names apart that differ in half a character", () => {
    assert.deepEqual(["caf\udce9", "caf\udcea", "café 😀"].map(plainLabel), ["caf\\udce9", "caf\\udcea", "café 😀"]);
  });

  it("writes out what turns the direction of a name around, as messages do, and leaves what a language needs", () => {
    for (const shown of [plainLabel, plainMessage, visibleText]) {
      assert.equal(shown("\u202egpj.exe"), "\\u202egpj.exe");
      assert.equal(shown("a\u2066b\u2069 שלום\u200f عربى"), "a\\u2066b\\u2069 שלום\u200f عربى");
      assert.equal(shown("caf\udce9"), "caf\\udce9");
    }
  });
});

/** What VS Code takes for a link in a message. */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

describe("plainMessage", () => {
  for (const name of [
    "[retry](command:workbench.action.quit)",
    "[a](https://evil.example)",
    '[a](file:///etc/passwd "x")',
    "[[a](command:x)",
  ]) {
    it(`leaves no link in ${name}`, () => {
      assert.match(name, LINK);
      assert.doesNotMatch(plainMessage(`Could not star ${name}: no.`), LINK);
    });
  }

  it("leaves what is no link as it is", () => {
    const text = "Could not open f(x)[1] (draft).json: it is gone.";
    assert.equal(plainMessage(text), text);
  });
});
