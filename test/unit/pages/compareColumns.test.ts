import assert from "node:assert/strict";
import { withPages } from "../../../src/pages/compareColumns";
import type { PanelAddress } from "../../../src/sources/contract/panelContent";
import type { CompareColumn } from "../../../src/web/comparePage/messages";
import { pageContent } from "../../support/pageContent";

describe("The columns of a comparison after a load", () => {
  const address: PanelAddress = { systemId: "modelLab", site: "datadoghq.com", place: ["run", "1"] };
  const failure = { sentence: "Could not load the page: no.", isKeyProblem: false };
  const old = pageContent({ title: "old" });
  const loaded: CompareColumn = { address, origin: "Model Lab (US1)", isGone: false, content: old };
  const after = (
    column: CompareColumn,
    ...pages: Parameters<typeof withPages>[1] extends ReadonlyMap<PanelAddress, infer P> ? P[] : never
  ) => withPages([column], new Map(pages.map((page) => [address, page])))[0];

  it("keep what an earlier one gave beside why this one failed", () => {
    assert.deepEqual(after(loaded, { kind: "failure", failure }), { ...loaded, failure });
    assert.deepEqual(after(loaded, { kind: "gone" }), { ...loaded, isGone: true });
  });

  it("forget a failure, and that something was gone, once there is something again", () => {
    const content = pageContent({ title: "new" });
    assert.deepEqual(after({ ...loaded, failure, isGone: true }, { kind: "content", content }), { ...loaded, content });
  });

  it("stay as they are when nothing was asked of them", () => assert.deepEqual(after(loaded), loaded));
});
