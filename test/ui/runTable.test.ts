import assert from "node:assert/strict";
import { asked, signIn, useWindowOnServer } from "./support/modelLabWindow";
import { RunTablePage } from "./support/runTablePage";

const PROJECT = "sweeps/qwen3-4b-lora-grid";

describe("A table of runs in the real window @smoke", () => {
  const { window, server } = useWindowOnServer();
  const table = () => new RunTablePage(window());

  before(async () => {
    await signIn(window(), server());
    await window().widenSidebar(280);
  });

  it("shows all runs of a project, with a request a page", async () => {
    server().clearRequests();
    await window().view().chooseFromMenu([PROJECT], "Open Runs as Table");
    await table().waitForCount("1,200 runs");
    assert.deepEqual(asked(server()), Array(12).fill("GET /runs"));
    assert.ok((await table().lines().count()) < 100, "rows out of sight are not in the document");
    await window().screenshot("run-table");
  });
});
