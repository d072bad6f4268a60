import assert from "node:assert/strict";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { useWindow } from "./support/windowSuite";

const RUN = "modelLab/run/70033";
/** Begins the text for a client that is none of the usual ones. */
const CONFIGURATION = /^\{\s+"name": "ml-artifacts"/;

describe("A coding agent on this machine", () => {
  const window = useWindow({
    machineSettings: { "mlArtifacts.modelLab.site": "sample", "mlArtifacts.trueFoundry.url": "sample" },
  });
  const agents = () => window().view("Agents");
  const client = new Client({ name: "claude-code", title: "Claude Code", version: "2" });
  after(() => client.close());

  it("is let in by a configuration to copy, and by a question", async () => {
    await window().openContainer();
    await window().widenSidebar(520);
    await window().runCommand("ML Artifacts: Copy MCP Configuration…");
    assert.match(await window().dialog.text(), /^Serve agents on this machine\?/);
    await window().screenshot("agents-start");
    await window().dialog.choose("Start");
    await window().quickInput.waitFor(/^Copy MCP Configuration/);
    await window().screenshot("agents-clients");
    await window().quickInput.choose("Another client");
    const { url, headers } = JSON.parse(await window().waitForClipboard(CONFIGURATION)) as {
      readonly url: string;
      readonly headers: Record<string, string>;
    };
    await window().screenshot("agents-copied");
    await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
    const answered = client.callTool({ name: "find", arguments: { in: "qwen36-27b-qlora-fsdp", best: "eval_loss" } });
    assert.match(await window().dialog.text(), /^Let Claude Code look at your ML artifacts\?/);
    await window().screenshot("agents-question");
    await window().dialog.choose("Allow");
    assert.match(JSON.stringify((await answered).content), /Ranked by the latest/);
  });

  it("is seen in the status bar, and what it asked in a view", async () => {
    for (const [name, args] of [
      ["compare", { addresses: [RUN, "modelLab/run/69871"] }],
      ["read", { address: RUN, path: "train.log", lines: "-20" }],
      ["get", { address: "modelLab/run/1" }],
    ] as const) {
      await client.callTool({ name, arguments: args });
    }
    await window().statusBar.item(/Claude Code/);
    await window().view("TrueFoundry").fold();
    await agents().unfold();
    await agents().waitForRows((rows) => rows.length === 4, "four questions");
    const names = await agents().names();
    assert.deepEqual(names, [
      "Looking at modelLab/run/1",
      `Reading ${RUN} train.log`,
      "Comparing 2 runs or versions",
      "Ranking by eval_loss in qwen36-27b-qlora-fsdp",
    ]);
    await window().moveMouseAway();
    await window().screenshot("agents-view");
    await agents().click(`Reading ${RUN} train.log`);
    await window().screenshot("agents-answer");
    await agents().chooseFromMenu(`Reading ${RUN} train.log`, "Open What the Agent Looked At");
    await window().view().waitForSelected("train.log");
    await window().screenshot("agents-opened");
  });
});
