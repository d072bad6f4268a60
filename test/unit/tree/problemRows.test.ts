import assert from "node:assert/strict";
import { COMMANDS } from "../../../src/manifest/commands";
import { ApiError } from "../../../src/http/apiError";
import { TRUE_FOUNDRY } from "../../../src/sources/trueFoundry/trueFoundrySystem";
import { SYSTEMS } from "../../../src/sources/systems";
import { problemRows } from "../../../src/tree/problemRows";

describe("The rows of a view without a source", () => {
  const site = { id: "custom", name: "tfy.example.com", baseUrl: "https://tfy.example.com", keyPages: {} };
  const rowsOf = (state: Parameters<typeof problemRows>[0]["state"]) => problemRows({ state, system: TRUE_FOUNDRY });

  it("offer to reload when another window has set keys, and say in the same row what helps where that brings nothing", () => {
    const rows = rowsOf({ kind: "signedOut", site, missing: "elsewhere" });
    assert.deepEqual(
      rows.map(({ remedy }) => [remedy.command, remedy.arguments]),
      [["workbench.action.reloadWindow", []]],
    );
    assert.match(rows[0]?.reason ?? "", /^reload this window; .* Set Keys…$/);
  });

  it("say of every system that this host did not keep the keys, and offer to set them, when they are lost", () => {
    for (const system of SYSTEMS) {
      const [row, ...others] = problemRows({ state: { kind: "signedOut", site, missing: "lost" }, system });
      assert.equal(
        `${row?.title}: ${row?.reason}`,
        "The keys that were set are gone: this host did not keep them; set them again",
      );
      assert.deepEqual([row?.remedy.command, row?.remedy.arguments], [COMMANDS.setKeys, [system.id]]);
      assert.deepEqual(others, []);
    }
  });

  it("leave it to the welcome text when there are simply no keys", () => {
    assert.deepEqual(rowsOf({ kind: "signedOut", site, missing: undefined }), []);
  });

  it("say what is wrong with the settings", () => {
    const [row] = rowsOf({ kind: "misconfigured", error: new ApiError("badRequest", "no address") });
    assert.deepEqual([row?.reason, row?.remedy.command], ["no address", COMMANDS.switchSite]);
  });
});
