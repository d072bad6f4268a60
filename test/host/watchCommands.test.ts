import assert from "node:assert/strict";
import { COMMANDS } from "../../src/manifest/commands";
import { MODEL_LAB } from "../../src/sources/modelLab/modelLabSystem";
import type { EntryRow } from "../../src/tree/model/row";
import { waitUntil } from "../ui/support/waitUntil";
import { ProductCommands } from "./support/productCommands";

const PROJECT = "qwen36-27b-qlora-fsdp";

describe("Commands of watched runs, on sample data", () => {
  let product: ProductCommands;
  let running: EntryRow;
  const user = () => product.user;
  const watched = () =>
    product.watches.all.map(({ watch: { name, rules } }) => {
      const line = rules.find((rule) => rule.kind === "crosses");
      return [name, line?.metric, line?.bound];
    });

  before(async () => {
    product = await ProductCommands.open([MODEL_LAB]);
    running = await product.row("modelLab", PROJECT, "qlora-r8-lr1e-4");
  });
  after(() => product.close());
  beforeEach(() => product.begin());
  afterEach(() => {
    product.watches.all.forEach(({ watch }) => product.watches.remove(watch));
    product.listings.all.forEach(({ watch }) => product.listings.remove(watch));
    product.end();
  });

  it("say that no run is watched, and where one is chosen", async () => {
    await product.call(COMMANDS.watchedRuns);
    await product.call(COMMANDS.stopWatching);
    assert.deepEqual(user().texts, [
      'Watched Runs: no run is watched. "Watch Run…" is in the menu of a run that has not ended.',
      'Stop Watching: no run is watched. "Watch Run…" is in the menu of a run that has not ended.',
    ]);
  });

  it("watch a run for its end, and nothing where one leaves", async () => {
    await product.run(COMMANDS.watchRun, running);
    assert.deepEqual(watched(), []);
    user().willChoose("It ends");
    await product.run(COMMANDS.watchRun, running);
    assert.deepEqual(watched(), [["qlora-r8-lr1e-4", undefined, undefined]]);
  });

  it("watch a metric by its threshold, which is refused while it is none", async () => {
    user().willChoose("eval_loss crosses a threshold");
    const done = product.run(COMMANDS.watchRun, running);
    const input = await user().input();
    input.enter("lower");
    assert.equal(input.validationMessage, "Write a comparison and a number: < 0.5, <= 0.5, > 0.9 or >= 0.9.");
    input.enter("< 0.0001");
    await done;
    const [[, metric, bound] = []] = watched();
    assert.match(String(metric), /loss/);
    assert.equal(bound, 0.0001);
  });

  it("watch a metric by a name that has no value yet", async () => {
    user().willChoose("A metric by its name");
    const done = product.run(COMMANDS.watchRun, running);
    const name = await user().input();
    name.enter("");
    assert.equal(name.validationMessage, "Write the name of a metric.");
    name.enter("bleu");
    const bound = await waitUntil(() => user().inputs[1], "the threshold");
    assert.match(bound.prompt!, /It has no value yet\.$/);
    bound.enter("> 40");
    await done;
    assert.deepEqual(watched(), [["qlora-r8-lr1e-4", "bleu", 40]]);
  });

  it("offer what can be done with a run that is watched: its threshold, its page, and an end", async () => {
    user().willChoose("It ends");
    await product.run(COMMANDS.watchRun, running);
    user().willChoose("Open in Browser");
    await product.run(COMMANDS.watchRun, running);
    assert.match(user().opened[0]!, /^https:\/\//);
    user().willChoose("Change Rules");
    user().willChoose("A metric by its name");
    const done = product.call(COMMANDS.watchedRuns);
    (await user().input()).enter("bleu");
    (await waitUntil(() => user().inputs[1], "the threshold")).enter("> 40");
    await done;
    assert.deepEqual(watched(), [["qlora-r8-lr1e-4", "bleu", 40]]);
    user().willChoose("Stop Watching");
    await product.call(COMMANDS.watchedRuns);
    assert.deepEqual(watched(), []);
  });

  it("watch several runs for their ends at once, and stop watching one of them", async () => {
    const other = await product.row("modelLab", PROJECT, "qlora-r16-lr2e-4");
    user().willChoose("It ends");
    await product.run(COMMANDS.watchRun, running, other);
    assert.deepEqual(
      watched().map(([name]) => name),
      ["qlora-r8-lr1e-4", "qlora-r16-lr2e-4"],
    );
    user().willChoose("qlora-r8");
    await product.call(COMMANDS.stopWatching);
    assert.deepEqual(
      watched().map(([name]) => name),
      ["qlora-r16-lr2e-4"],
    );
  });

  it("watch all runs of a project by their failures, take other rules, and stop", async () => {
    const project = await product.row("modelLab", PROJECT);
    const rules = () => product.listings.all.map(({ watch }) => watch.rules.map(({ kind }) => kind));
    user().willChoose("A run fails");
    await product.run(COMMANDS.watchListing, project);
    assert.deepEqual(rules(), [["fails"]]);
    user().willChoose("Change Rules");
    user().willChoose("A run fails", "NaN or infinite");
    await product.run(COMMANDS.watchListing, project);
    assert.deepEqual(rules(), [["fails", "breaks"]]);
    user().willChoose(`Runs of ${PROJECT}`);
    await product.call(COMMANDS.stopWatching);
    assert.deepEqual(rules(), []);
  });

  it("tell that a run has ended or failed, with a way to its page", async () => {
    user().willChoose("It ends");
    await product.run(COMMANDS.watchRun, running);
    const { state } = product.watches.all[0]!;
    const { source, entry } = running;
    user().willPress("Open in Browser");
    const ended = { ...state!, isFinal: true, isSuccess: false };
    user().stubs.replace(source.live!, "stateOf", () => ended);
    product.watches.see("modelLab", source, [entry]);
    await waitUntil(() => user().opened.length === 1, "the way to it");
    assert.match(user().texts[0]!, /qlora-r8-lr1e-4/);
    assert.deepEqual(user().said[0]!.choices, ["Show in Tree", "Open in Browser"]);
    assert.deepEqual(watched(), []);
  });
});
