import assert from "node:assert/strict";
import { COMMANDS } from "../../../src/manifest";
import { ApiError } from "../../../src/http/apiError";
import { TRUE_FOUNDRY } from "../../../src/sources/trueFoundry/trueFoundrySystem";
import { problemRows } from "../../../src/tree/problemRows";

describe("The rows of a view without a source", () => {
  const site = { id: "custom", name: "tfy.example.com", baseUrl: "https://tfy.example.com", keyPages: {} };
  const rowsOf = (state: Parameters<typeof problemRows>[0]["state"]) => problemRows({ state, system: TRUE_FOUNDRY });

  it("offer to reload and, where that brings nothing, to set the keys here, when another window has set some", () => {
    const rows = rowsOf({ kind: "signedOut", site, hasKeysElsewhere: true });
    assert.deepEqual(
      rows.map(({ remedy }) => [remedy.command, remedy.arguments]),
      [
        ["workbench.action.reloadWindow", []],
        [COMMANDS.setKeys, ["trueFoundry"]],
      ],
    );
    assert.equal(new Set(rows.map(({ id }) => id)).size, 2);
  });

  it("leave it to the welcome text when there are simply no keys", () => {
    assert.deepEqual(rowsOf({ kind: "signedOut", site, hasKeysElsewhere: false }), []);
  });

  it("say what is wrong with the settings", () => {
    const [row] = rowsOf({ kind: "misconfigured", error: new ApiError("badRequest", "no address") });
    assert.deepEqual([row?.reason, row?.remedy.command], ["no address", COMMANDS.switchSite]);
  });
});
