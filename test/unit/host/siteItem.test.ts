import assert from "node:assert/strict";
import type { StatusBarItem } from "vscode";
import { showSiteItem } from "../../../src/host/siteItem";
import { COMMANDS } from "../../../src/manifest/commands";

const BAR = {
  systemId: "modelLab",
  name: "Model Lab Site",
  tooltip: "Click to switch the site.",
  label: "Model Lab site",
};

describe("A site in the status bar", () => {
  it("keeps its command when its text changes: VS Code refuses a click on the one before", () => {
    const item = { show: () => undefined } as StatusBarItem;
    showSiteItem(item, { ...BAR, text: "Model Lab: US1" });
    const { command } = item;
    assert.deepEqual(command, { command: COMMANDS.switchSite, title: "Switch Site", arguments: ["modelLab"] });
    showSiteItem(item, { ...BAR, text: "Model Lab: EU1" });
    assert.equal(item.text, "Model Lab: EU1");
    assert.equal(item.command, command);
  });
});
