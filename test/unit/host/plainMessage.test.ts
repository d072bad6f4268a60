import assert from "node:assert/strict";
import { plainMessage } from "../../../src/host/plainMessage";

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
