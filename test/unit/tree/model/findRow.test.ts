import assert from "node:assert/strict";
import { ApiError } from "../../../../src/http/apiError";
import { ArtifactTree } from "../../../../src/tree/model/artifactTree";
import { findRow } from "../../../../src/tree/model/findRow";
import { unaborted } from "../../../support/connectedSample";
import { entry, ScriptedSection, scriptedSource } from "../../../support/scriptedSource";

describe("The way to a row", () => {
  const treeOf = (...sections: ScriptedSection[]) =>
    new ArtifactTree({ source: scriptedSource({ "": sections }), onDidChange: () => undefined });

  it("loads pages as far as needed", async () => {
    const section = new ScriptedSection("repos")
      .answers({ items: [entry("a")], next: "1", total: 3 })
      .answers({ items: [entry("b")], next: "2", total: 3 });
    assert.equal((await findRow(treeOf(section), ["b"], unaborted()))?.id, "b");
    assert.deepEqual(section.cursors, [undefined, "1"]);
  });

  it("ends where a listing ends", async () => {
    const section = new ScriptedSection("repos").answers({ items: [entry("a")] });
    assert.equal(await findRow(treeOf(section), ["b"], unaborted()), undefined);
  });

  it("does not take what could not be listed for absent, but says why it could not", async () => {
    const failed = new ScriptedSection("models").fails(new ApiError("server", "it is asleep"));
    const other = new ScriptedSection("artifacts").answers({ items: [entry("a")] });
    await assert.rejects(findRow(treeOf(other, failed), ["b"], unaborted()), {
      kind: "server",
      message: "it is asleep",
    });
  });

  it("needs no listing that failed when the row is in another", async () => {
    const failed = new ScriptedSection("models").fails(new ApiError("server", "it is asleep"));
    const other = new ScriptedSection("artifacts").answers({ items: [entry("a")] });
    assert.equal((await findRow(treeOf(failed, other), ["a"], unaborted()))?.id, "a");
  });
});
