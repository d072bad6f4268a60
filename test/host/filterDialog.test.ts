import assert from "node:assert/strict";
import { COMMANDS } from "../../src/manifest/commands";
import { MODEL_LAB } from "../../src/sources/modelLab/modelLabSystem";
import type { EntryRow } from "../../src/tree/model/row";
import { rowFilterText } from "../../src/tree/model/row";
import { waitUntil } from "../ui/support/waitUntil";
import { ProductCommands } from "./support/productCommands";
import type { TestPick } from "./support/testPick";

const PROJECT = "qwen36-27b-qlora-fsdp";

describe("The dialogs of filters, orders and metrics, on sample data", () => {
  let product: ProductCommands;
  const user = () => product.user;
  const project = () => product.row("modelLab", PROJECT);
  const runs = async () =>
    (await product.below("modelLab", await project())).flatMap((row) =>
      row.kind === "entry" && row.entry.kind === "run" ? [row.entry] : [],
    );
  const names = async () =>
    (await product.below("modelLab")).flatMap((row) => (row.kind === "entry" ? [row.entry.name] : []));
  const filterText = async () => rowFilterText(await project());
  /** The page of the dialog that is open, once it has loaded. */
  const page = async (title: RegExp): Promise<TestPick> =>
    await waitUntil(() => {
      const shown = user()
        .picks.filter(({ isShown }) => isShown)
        .at(-1);
      return shown !== undefined && title.test(shown.title ?? "") && !shown.busy && shown;
    }, `the page ${title.source}`);

  before(async () => (product = await ProductCommands.open([MODEL_LAB])));
  after(() => product.close());
  beforeEach(() => product.begin());
  afterEach(() => product.end());

  async function open(row: EntryRow): Promise<{ readonly main: TestPick; readonly done: Promise<void> }> {
    const done = product.run(COMMANDS.filterRow, row);
    return { main: await page(/^Filter Runs of /), done };
  }

  it("narrow by what is typed, and take the filter away by its own item", async () => {
    const { main, done } = await open(await project());
    main.type("status:failed");
    await main.accept("Show runs that match");
    await done;
    assert.equal(await filterText(), "status:failed");
    assert.ok((await runs()).length > 0);
    const again = await open(await project());
    assert.ok(again.main.labels.includes("Current filter"));
    await again.main.accept("Clear Filter");
    await again.done;
    assert.equal(await filterText(), "");
  });

  it("build a filter page by page: ticks, a key and its value, and leave with nothing changed", async () => {
    const { main, done } = await open(await project());
    await main.accept("Status");
    const ticks = await page(/: Status$/);
    assert.equal(ticks.canSelectMany, true);
    await ticks.accept("ailed", "ompleted");
    const narrowed = await page(/^Filter Runs of [^:]+$/);
    await narrowed.accept("Param");
    const keys = await page(/: Param\w+$/);
    await keys.accept("lora_r");
    const values = await page(/ › lora_r$/);
    values.type(">4");
    await values.accept(">4");
    const whole = await page(/^Filter Runs of [^:]+$/);
    assert.ok(whole.labels.some((label) => label.includes("lora_r")));
    whole.hide();
    await done;
    assert.equal(await filterText(), "");
  });

  it("add a condition and go on, remove one by its button, and go back by the title's", async () => {
    const { main, done } = await open(await project());
    main.type("status:failed");
    await main.accept("Add status:failed");
    const next = await page(/^Filter Runs/);
    await next.press("status", "Remove");
    const bare = await page(/^Filter Runs/);
    assert.ok(!bare.labels.includes("Current filter"));
    await bare.accept("Status");
    const ticks = await page(/: Status$/);
    ticks.pressTitle(ticks.buttons[0]);
    const first = await page(/^Filter Runs of [^:]+$/);
    first.hide();
    await done;
    assert.equal(await filterText(), "");
  });

  it("save a filter under a name, apply it from there, and delete it", async () => {
    const { main, done } = await open(await project());
    main.type("status:failed");
    await main.accept("Add status:failed");
    const built = await page(/^Filter Runs/);
    await built.accept("Save This Filter");
    const naming = await page(/^Save Filter$/);
    naming.type("the failed ones");
    await naming.accept('Save as "the failed ones"');
    const saved = await page(/^Filter Runs/);
    saved.hide();
    await done;
    const again = await open(await project());
    await again.main.accept("the failed ones");
    await again.done;
    assert.equal(await filterText(), "status:failed");
    const last = await open(await project());
    await last.main.press("the failed ones", "Delete Saved Filter");
    await waitUntil(() => !last.main.labels.some((label) => label.includes("the failed ones")), "the filter to go");
    last.main.hide();
    await last.done;
    await product.run(COMMANDS.clearFilter, await project());
    assert.equal(await filterText(), "");
  });

  it("take Enter right behind what was typed, while the window still shows the list before", async () => {
    const { main, done } = await open(await project());
    const before = await main.item("Status");
    main.type("status:failed");
    main.acceptAhead(before);
    await done;
    assert.equal(await filterText(), "status:failed");
    await product.run(COMMANDS.clearFilter, await project());
  });

  it("take a value that is typed with Enter right behind it, and the value that VS Code found for it", async () => {
    const { main, done } = await open(await project());
    await main.accept("Param");
    const keys = await page(/: Param\w+$/);
    const found = await keys.item("lora_r");
    keys.type("lora_r");
    keys.acceptAhead(found);
    const values = await page(/ › lora_r$/);
    values.type(">4");
    values.acceptAhead(undefined);
    const whole = await page(/^Filter Runs of [^:]+$/);
    assert.ok(whole.labels.some((label) => label.includes("lora_r:>4")));
    whole.hide();
    await done;
  });

  it("save a filter under the name that is typed, and replace no other for Enter right behind it", async () => {
    for (const [text, name] of [
      ["status:failed", "abc"],
      ["status:killed", "a"],
    ] as const) {
      const { main, done } = await open(await project());
      main.type(text);
      await main.accept(`Add ${text}`);
      await (await page(/^Filter Runs/)).accept("Save This Filter");
      const naming = await page(/^Save Filter$/);
      const shown = naming.items[0];
      naming.type(name);
      naming.acceptAhead(shown);
      (await page(/^Filter Runs/)).hide();
      await done;
    }
    const { main, done } = await open(await project());
    const saved = main.items.filter(({ label }) => label.includes("$(bookmark)"));
    assert.deepEqual(
      saved.map(({ label, description }) => [label, description]),
      [
        ["$(bookmark) a", "status:killed"],
        ["$(bookmark) abc", "status:failed"],
      ],
    );
    for (const name of ["abc", "$(bookmark) a"]) {
      await main.press(name, "Delete Saved Filter");
      await waitUntil(() => !main.labels.some((label) => label.includes(name)), `${name} to go`);
    }
    main.hide();
    await done;
  });

  it("say that a metric can't be filtered by, and rank by it instead", async () => {
    const { main, done } = await open(await project());
    main.type("eval_loss:<2");
    await main.item("eval_loss is a metric");
    await main.accept("Best Runs by eval_loss");
    await done;
    const ranking = async () =>
      [...(await product.below("modelLab")), ...(await product.below("modelLab", await project()))].find(
        (row): row is EntryRow => row.kind === "entry" && row.entry.abilities.includes("ranking"),
      );
    const query = async () => {
      const row = await ranking();
      return row?.source.metrics!.best.questionOf(row.entry)?.query;
    };
    assert.deepEqual(await query(), { metric: "eval_loss", direction: "lower" });
    await product.run(COMMANDS.turnRanking, (await ranking())!);
    assert.deepEqual(await query(), { metric: "eval_loss", direction: "higher" });
    await product.run(COMMANDS.clearRanking, (await ranking())!);
    assert.equal(await ranking(), undefined);
  });

  it("rank the runs by a metric that is chosen, and show one in rows until that is taken back", async () => {
    const best = product.run(COMMANDS.bestRuns, await project());
    const pick = await page(/^Best Runs of /);
    await pick.accept("eval_loss");
    await best;
    assert.equal(product.revealed.length, 1);
    await product.run(COMMANDS.clearRanking);
    const shown = product.run(COMMANDS.showMetric, await project());
    const metrics = await page(/^Show Metric in Rows of /);
    await metrics.accept("eval_loss");
    await shown;
    const { metrics: choices } = (await project()).source;
    assert.equal(choices!.shown((await project()).entry), "eval_loss");
    const back = product.run(COMMANDS.showMetric, await project());
    await (await page(/^Show Metric in Rows of /)).accept("What says most of each run");
    await back;
    assert.equal(choices!.shown((await project()).entry), undefined);
  });

  it("sort the runs of a project, and the top of the view that is chosen", async () => {
    const before = await names();
    user().willChoose("A to Z");
    await product.run(COMMANDS.sortRow, await project());
    const order = (await project()).source.sort!;
    const { entry } = await project();
    assert.notEqual(order.current(entry), order.choices(entry)[0]!.id);
    order.set(entry, order.choices(entry)[0]!.id);
    user().willChoose("A to Z");
    await product.call(COMMANDS.sortTop);
    assert.notEqual(order.current(undefined), order.choices(undefined)[0]!.id);
    user().willChoose("Last updated first");
    await product.call(COMMANDS.sortTop);
    assert.deepEqual(await names(), before);
  });

  it("narrow the top of a view, and clear that where it is on", async () => {
    const all = await names();
    const done = product.call(COMMANDS.filterTop);
    const main = await page(/^Filter Projects/);
    main.type("dpo");
    await main.accept("Show projects that match");
    await done;
    const narrowed = await names();
    assert.ok(narrowed.includes("dpo-qwen3-8b-helpfulness"), narrowed.join());
    assert.ok(narrowed.length < all.length, narrowed.join());
    await product.call(COMMANDS.clearTopFilter);
    assert.deepEqual(await names(), all);
    await product.call(COMMANDS.clearTopFilter);
    assert.deepEqual(user().texts, ["Clear Filter: no open view supports this."]);
  });
});
