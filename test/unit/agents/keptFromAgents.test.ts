import assert from "node:assert/strict";
import { AgentFixture } from "../../support/agentFixture";
import { ConnectedSample } from "../../support/connectedSample";

const SHOWN = "sweeps/qwen3-4b-lora-grid";
const KEPT = "qwen36-27b-qlora-fsdp";

describe("Projects that the user keeps from agents", () => {
  let sample: ConnectedSample;
  let agents: AgentFixture;
  before(async () => {
    sample = await ConnectedSample.start();
  });
  beforeEach(() => {
    agents = AgentFixture.of(sample, ["modelLab", "trueFoundry"]);
  });
  after(() => sample.close());

  function keepBack(): void {
    agents.isNarrowed = true;
    agents.mayShow = (name) => name === SHOWN;
  }

  it("are found by no part of a name, neither they nor what is in them, nor how many there are", async () => {
    keepBack();
    const text = await agents.text("find", { text: "lora" });
    const rows = text.match(/^modelLab\/\S+ \| .*$/gm) ?? [];
    assert.ok(rows.length > 0 && rows.every((row) => row.includes(SHOWN) || row.includes(" | project 2370 · ")), text);
    assert.ok(!text.includes(KEPT) && !/ of [\d,]+ runs/.test(text), text);
    const one = await agents.text("find", { text: "support-assistant" });
    assert.match(one, /^Nothing is called "support-assistant"/);
  });

  it("are not named among several of one name", async () => {
    const open = await agents.refusal("get", { address: "vanilla" });
    assert.match(open, /are called "vanilla"/);
    keepBack();
    const { text } = await agents.ask("get", { address: "vanilla" });
    assert.ok(!text.includes("modelLab/run/7"), text);
  });

  it("are not gone on with once they are kept back", async () => {
    const first = await agents.text("find", { in: KEPT, limit: 3 });
    const next = JSON.parse(/next: (\{.*\})$/m.exec(first)?.[1] ?? "{}") as object;
    keepBack();
    assert.match(await agents.refusal("find", next), /^This continuation is no longer known/);
    agents.isNarrowed = false;
    agents.mayShow = () => true;
    assert.match(await agents.text("find", next), /^4-22 of 22 runs|runs of Datadog Model Lab/m);
    const again = await agents.text("find", { in: KEPT, limit: 3 });
    delete agents.sources.modelLab;
    const other = JSON.parse(/next: (\{.*\})$/m.exec(again)?.[1] ?? "{}") as object;
    assert.match(await agents.refusal("find", other), /^This continuation is no longer known/);
  });
});
