import assert from "node:assert/strict";
import { OpenPanels } from "../../../src/pages/openPanels";
import type { OpenPanel } from "../../../src/pages/openPanels";
import type { PanelAddress } from "../../../src/sources/contract/panelContent";

describe("The panels that are open", () => {
  const [a, b, c] = ["1", "2", "3"].map((id): PanelAddress => ({
    systemId: "modelLab",
    site: "us1",
    place: ["run", id],
  }));
  let shown: readonly PanelAddress[];
  let revealed: number;
  let panel: OpenPanel;
  let panels: OpenPanels;
  beforeEach(() => {
    shown = [a!, b!, c!];
    revealed = 0;
    panel = { addresses: () => shown, panel: { reveal: () => revealed++ } };
    panels = new OpenPanels();
    panels.add(panel);
  });

  it("are revealed by all that they show, in any order", () => {
    assert.equal(panels.reveal([c!, a!, b!]), true);
    assert.equal(panels.reveal([a!, b!]), false);
    assert.equal(panels.reveal([{ ...a!, site: "eu1" }, b!, c!]), false);
    assert.equal(revealed, 1);
  });

  it("are known by what they show now, not by what they were opened with", () => {
    shown = [a!, b!];
    assert.equal(panels.reveal([a!, b!, c!]), false);
    assert.equal(panels.reveal([a!, b!]), true);
  });

  it("are not revealed once they are closed", () => {
    panels.remove(panel);
    assert.equal(panels.reveal([a!, b!, c!]), false);
  });
});
