import assert from "node:assert/strict";
import { ConnectedSample } from "../../support/connectedSample";
import { AgentFixture } from "../../support/agentFixture";

const PROJECT = "modelLab/project/2387";
const RUN = "modelLab/run/70033";

/** Lines of the data in an answer, without those of our own words. */
function dataOf(text: string): readonly string[] {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => line.startsWith("<<<data-"));
  return lines.slice(start + 1, lines.indexOf(`${lines[start]?.slice(3) ?? ""}>>>`));
}

describe("What agents ask of the sample", () => {
  let sample: ConnectedSample;
  let agents: AgentFixture;
  before(async () => {
    sample = await ConnectedSample.start();
    agents = AgentFixture.of(sample);
  });
  after(async () => {
    await sample.close();
    assert.deepEqual(agents.failures, []);
  });

  it("find: lists the tops of all systems, with what leads to each", async () => {
    const text = await agents.text("find", { limit: 2 });
    const data = dataOf(text);
    assert.ok(data.includes(`${PROJECT} | qwen36-27b-qlora-fsdp | starred project | updated 8 minutes ago`), text);
    assert.ok(
      data.some((line) => line.startsWith("trueFoundry/sample/repo/1187 | support-assistant | ML repo")),
      text,
    );
    assert.match(text, /^2 of 60 projects, next: \{"next":"c\d+"\}$/m);
  });

  it("find: goes on where an answer ended, and asks for nothing that it has", async () => {
    const first = await agents.text("find", { in: PROJECT, limit: 5 });
    sample.takeRequests();
    const next = /^5 of 22 runs.*next: (\{.*\})$/m.exec(first)?.[1] ?? "";
    const second = await agents.text("find", { ...(JSON.parse(next) as object), limit: 50 });
    assert.deepEqual(sample.takeRequests(), []);
    const runs = [...`${first}\n${second}`.matchAll(/^modelLab\/run\/\d+/gm)].map(([address]) => address);
    assert.equal(runs.length, 22);
    assert.equal(new Set(runs).size, 22);
    assert.match(second, /^6-22 of 22 runs$/m);
  });

  it("find: an answer that has no room for all rows goes on with the first that is left out", async () => {
    const first = await agents.text("find", { in: PROJECT, budget: 900 });
    const shown = [...first.matchAll(/^modelLab\/run\/\d+/gm)];
    assert.ok(shown.length > 0 && shown.length < 22 && first.length <= 900, first);
    const next = /of 22 runs, next: (\{.*\})$/m.exec(first)?.[1] ?? "";
    const second = await agents.text("find", JSON.parse(next));
    assert.equal([...second.matchAll(/^modelLab\/run\/\d+/gm)].length, 22 - shown.length);
  });

  it("find: filters as the user does, and leaves the user's own filter as it was", async () => {
    const source = agents.sources.modelLab!;
    const [top] = (await source.sections(undefined)[0]!.load(undefined, { signal: new AbortController().signal }))
      .items;
    source.filter!.set(top, { status: ["running"] });
    try {
      const text = await agents.text("find", { in: PROJECT, filter: "status:failed", show: ["eval_loss"] });
      assert.ok(text.includes("modelLab/run/70064 | bf16-a100 | failed run | "), text);
      assert.ok(text.includes(" | 1.64954"), text);
      assert.ok(!text.includes("running run"), text);
      assert.deepEqual(source.filter!.values(top), { status: ["running"] });
    } finally {
      source.filter!.set(top, {});
    }
  });

  it("find: ranks runs by a metric, the better first", async () => {
    const text = await agents.text("find", { in: PROJECT, best: "eval_loss", limit: 3 });
    assert.match(text, /^Ranked by the latest "eval_loss", lower is better: 17 of the 22 runs looked at have it\.$/m);
    const values = dataOf(text)
      .slice(2)
      .map((line) => line.split(" | ").at(-1));
    assert.deepEqual(values, ["0.978553", "1.01759", "1.12791"]);
  });

  it("find: looks in all systems for a part of a name", async () => {
    const text = await agents.text("find", { text: "qlora-r8" });
    assert.ok(text.includes("modelLab/run/70158 | qlora-r8-lr1e-4 | qwen36-27b-qlora-fsdp"), text);
    assert.match(await agents.text("find", { text: "no such name" }), /^Nothing is called "no such name"\./);
  });

  it("describe: says what runs have, with ranges and how many have each", async () => {
    const text = await agents.text("describe", { address: PROJECT });
    assert.match(text, /^Counted over 22 of 22 runs/);
    assert.ok(text.includes("completed run | 12"), text);
    assert.ok(text.includes("eval_loss | 17 | 0.978553 to 3.2127 | lower"), text);
    assert.ok(text.includes("lora_r | 14 | 8 (6), 32 (4), 16 (3), 4 (1)"), text);
    assert.ok(text.includes("Filter by: "), text);
  });

  it("get: says what a run's page says, and a part of it alone", async () => {
    const text = await agents.text("get", { address: RUN });
    assert.ok(dataOf(text).includes("kind: completed run"), text);
    assert.match(await agents.text("get", { address: RUN, part: "params", from: 2 }), /^lora_r \| 8$/m);
    assert.match(await agents.refusal("get", { address: RUN, part: "param" }), /^No part "param"; there are "params"/);
  });

  it("get: takes addresses of all systems, and a name that only one thing has", async () => {
    assert.match(
      await agents.text("get", { address: "registry/model/12345" }),
      /^name: google-bert\/bert-base-uncased$/m,
    );
    assert.match(
      await agents.text("get", { address: "qwen36-27b-qlora-fsdp" }),
      new RegExp(`^address: ${PROJECT}$`, "m"),
    );
    const repo = await agents.text("find", { in: "trueFoundry/sample/repo/1187" });
    const group = /^trueFoundry\/sample\/repo\/1187\/\S*model\S*/m.exec(repo)?.[0] ?? "";
    const model = /^model:\S+/m.exec(await agents.text("find", { in: group }))?.[0] ?? "";
    const version = new RegExp(`^${model}:\\d+`, "m").exec(await agents.text("find", { in: model }))?.[0] ?? "";
    assert.match(await agents.text("get", { address: version }), new RegExp(`^address: ${version}$`, "m"));
  });

  it("compare: puts runs side by side, and names the best of each metric", async () => {
    const text = await agents.text("compare", { addresses: ["run/70157", "run/70033", "modelLab/run/69871"] });
    assert.ok(text.includes("A | modelLab/run/70157 | qlora-r16-lr2e-4 | running | qwen36-27b-qlora-fsdp"), text);
    assert.match(text, /^lora_r \| 16 \| 8 \| 32$/m);
    assert.match(text, /^eval_loss \| lower \| 1\.12791 \| 1\.1\d+ \| 1\.13776 \| A$/m);
  });

  it("curves: names the metrics that there are for one that there is not", async () => {
    const text = await agents.refusal("curves", { address: RUN, metrics: ["eval_los"] });
    assert.match(text, /^No metric "eval_los"; there are "eval_loss"/);
    assert.match(await agents.text("curves", { address: RUN, metrics: ["eval_loss"] }), /^eval_loss \| /m);
  });

  it("list: gives the files below a run, by depth and by pattern, with sizes", async () => {
    const text = await agents.text("list", { address: RUN, pattern: "adapter_config.json" });
    assert.match(text, /^\S*\/adapter_config\.json \| [\d.]+ k?B \(\d+\)/m);
    const flat = await agents.text("list", { address: RUN, depth: 1 });
    assert.match(flat, /directories were not opened/);
  });

  it("read: tells the size first, and gives lines, both ends, values and tensors", async () => {
    const files = await agents.text("list", { address: RUN, depth: 3, budget: 30_000 });
    const config = /^(\S*adapter_config\.json) /m.exec(files)?.[1] ?? "";
    const model = /^(\S*adapter_model\.safetensors) /m.exec(files)?.[1] ?? "";
    const lines = await agents.text("read", { address: RUN, path: config, lines: "1-2" });
    assert.match(lines, /^The file is [\d.]+ k?B \(\d+ bytes\)\.\n/);
    assert.match(lines, /^3-? ?|next: \{"lines":"3-"\}$/m);
    assert.match(await agents.text("read", { address: RUN, path: config, at: "r" }), /^value:\n8$/m);
    assert.match(
      await agents.refusal("read", { address: RUN, path: config, at: "rr" }),
      /^No "rr" at "rr"; there are /,
    );
    const table = await agents.text("read", { address: RUN, path: model, budget: 1_500 });
    assert.match(table, /^Name \| Type \| Shape \| Parameters \| Bytes$/m);
    assert.match(await agents.text("read", { address: RUN, path: model, bytes: "0-32" }), /^0: [\da-f]{64}$/m);
  });

  it("read: takes the addresses that list and read themselves give", async () => {
    const files = await agents.text("list", { address: RUN, depth: 3, budget: 30_000 });
    const config = /^(\S*adapter_config\.json) /m.exec(files)?.[1] ?? "";
    const address = /^file: (\S+)$/m.exec(await agents.text("read", { address: RUN, path: config }))?.[1] ?? "";
    assert.match(address, /^mlartifact:\/modelLab\/sample\/project\/2387\/run\/70033\//);
    assert.match(await agents.text("read", { address, at: "r" }), /^value:\n8$/m);
  });

  it("reveal: shows a row in the user's tree, and nothing that is not there", async () => {
    await agents.text("reveal", { address: RUN });
    assert.deepEqual(agents.revealed, ["modelLab modelLab/sample/project/2387/run/70033"]);
    assert.match(await agents.refusal("reveal", { address: "run/1" }), /^There is nothing at "run\/1"/);
  });

  it("refuses what a verb does not take, and says what it takes", async () => {
    assert.match(
      await agents.refusal("compare", { addresses: [RUN] }),
      /^compare: addresses: .* It takes addresses, budget\.$/,
    );
    assert.match(
      await agents.refusal("find", { in: PROJECT, filter: "status:oops" }),
      /"oops" is no status; there are pending/,
    );
    assert.match(
      await agents.refusal("find", { in: PROJECT, sort: "loss" }),
      /^There is no order "loss"; there are -created_at/,
    );
  });
});
