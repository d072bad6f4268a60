import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { env, Uri, window } from "vscode";
import { COMMANDS } from "../../src/manifest/commands";
import { PANELS } from "../../src/manifest/views";
import type { Ability } from "../../src/sources/contract/entry";
import type { EntryRow } from "../../src/tree/model/row";
import type { ComparePageMessage, ComparePageRequest } from "../../src/web/comparePage/messages";
import type { EntryPageMessage, EntryPageRequest } from "../../src/web/entryPage/messages";
import { waitUntil } from "../ui/support/waitUntil";
import { ProductCommands } from "./support/productCommands";
import { TestPanel } from "./support/testPanel";

const PROJECT = "qwen36-27b-qlora-fsdp";
const GOING_ON = "qwen36-support-r16-longctx";
const DIVERGED = "qwen36-support-r64-lr1e-3";
const PNG = "data:image/png;base64,iVBORw0KGgo=";

type EntryPanel = TestPanel<EntryPageMessage, EntryPageRequest>;
type ComparisonPanel = TestPanel<ComparePageMessage, ComparePageRequest>;

describe("The panels of pages, on sample data", () => {
  let product: ProductCommands;
  let runs: readonly EntryRow[];
  let pages: EntryPanel[];
  let comparisons: ComparisonPanel[];
  const user = () => product.user;

  before(async () => {
    product = await ProductCommands.open();
    runs = await Promise.all(
      ["vanilla", "bf16-a100", "qlora-r16-lr2e-4"].map((name) => product.row("modelLab", PROJECT, name)),
    );
  });
  after(() => product.close());
  beforeEach(() => {
    [pages, comparisons] = [[], []];
    product.begin();
    user().stubs.replace(window, "createWebviewPanel", (viewType: string, title: string) => {
      const made = viewType === PANELS.page ? newPage(title) : newComparison(title);
      return made.panel;
    });
  });
  afterEach(() => {
    for (const { panel } of [...pages, ...comparisons]) {
      panel.dispose();
    }
    product.end();
  });

  function newPage(title: string): EntryPanel {
    const panel: EntryPanel = new TestPanel(PANELS.page, title);
    pages.push(panel);
    return panel;
  }

  function newComparison(title: string): ComparisonPanel {
    const panel: ComparisonPanel = new TestPanel(PANELS.comparison, title);
    comparisons.push(panel);
    return panel;
  }

  async function openEntry(row: EntryRow): Promise<EntryPanel> {
    await product.run(COMMANDS.openPage, row);
    const panel = pages.at(-1)!;
    panel.ask({ kind: "ready" });
    const isWhole = ({ isLoading, files }: EntryPageMessage) => !isLoading && files.kind !== "loading";
    await panel.until((shown) => isWhole(shown) && shown.loaded !== undefined, "the page");
    return panel;
  }

  async function openComparison(rows: readonly EntryRow[]): Promise<ComparisonPanel> {
    await product.run(COMMANDS.comparePages, ...rows);
    const panel = comparisons.at(-1)!;
    panel.ask({ kind: "ready" });
    await panel.until(({ isLoading, columns }) => !isLoading && columns.length === rows.length, "the comparison");
    return panel;
  }

  it("show a run with its files, are revealed when they are open, and load again when asked", async () => {
    const panel = await openEntry(runs[0]!);
    const { loaded, files, hasCurves } = panel.shown!;
    assert.deepEqual([loaded!.content.title, hasCurves], ["vanilla", true]);
    assert.match(panel.panel.title, /^vanilla/);
    assert.deepEqual(files.kind === "listed" && files.files.map(({ name }) => name), [
      "README.md",
      "config.json",
      "metrics.csv",
      "train.log",
    ]);
    await product.run(COMMANDS.openPage, runs[0]!);
    assert.equal(pages.length, 1);
    const before = panel.messages.length;
    panel.ask({ kind: "reload" });
    await waitUntil(() => panel.messages.length > before && panel.shown?.isLoading === false, "another load");
    assert.equal(panel.shown!.loaded!.content.title, "vanilla");
  });

  it("open files and links of what they show, and nothing else", async () => {
    const panel = await openEntry(runs[0]!);
    panel.ask({ kind: "openFile", name: "config.json" });
    await waitUntil(() => product.executed.length === 1, "the file");
    assert.equal(product.executed[0]![3], "config.json · vanilla");
    panel.ask({ kind: "openFile", name: "../../secrets" });
    panel.ask({ kind: "openLink", url: "javascript:alert(1)" });
    await waitUntil(() => user().texts.length === 1, "the refusal");
    assert.match(user().texts[0]!, /only http and https/);
    panel.ask({ kind: "openLink", url: "https://example.com/run" });
    await waitUntil(() => user().opened.length === 1, "the browser");
    assert.deepEqual([product.executed.length, user().opened], [1, ["https://example.com/run"]]);
  });

  it("do what their row does: copying, pinning, downloading", async () => {
    const panel = await openEntry(runs[1]!);
    user().willChoose("Copy ID");
    panel.ask({ kind: "act", action: "copy" });
    await waitUntil(async () => /^\d+$/.test(await env.clipboard.readText()), "the ID");
    assert.ok(user().offered[0]!.includes("Copy as curl"));
    panel.ask({ kind: "act", action: "pin" });
    await panel.until(({ loaded }) => loaded?.content.abilities.includes("unpin") === true, "the pin on the page");
    panel.ask({ kind: "act", action: "unpin" });
    await panel.until(({ loaded }) => loaded?.content.abilities.includes("pin") === true, "no pin on the page");
    panel.ask({ kind: "copy", text: "a value" });
    await waitUntil(async () => (await env.clipboard.readText()) === "a value", "the copied value");
  });

  it("watch a run of any system, archive it, bring it back and delete it, after the question that its row asks", async () => {
    const going = await openEntry(await product.row("trueFoundry", "support-assistant", "Runs", GOING_ON));
    user().willChoose("It ends");
    going.ask({ kind: "act", action: "watch" });
    await waitUntil(() => product.watches.all.some(({ watch }) => watch.name === GOING_ON), "the watch");
    const panel = await openEntry(await product.row("trueFoundry", "support-assistant", "Runs", DIVERGED));
    const offers = (ability: Ability) => (shown: EntryPageMessage) =>
      !shown.isLoading && shown.loaded?.content.abilities.includes(ability) === true;
    user().willPress("Archive");
    panel.ask({ kind: "act", action: "archive" });
    await panel.until(offers("restore"), "the archived run on the page");
    assert.match(user().texts[0]!, new RegExp(`^Archive run "${DIVERGED}"`));
    panel.ask({ kind: "act", action: "restore" });
    await panel.until(offers("archive"), "the restored run on the page");
    user().willPress("Delete");
    panel.ask({ kind: "act", action: "delete" });
    await panel.until(({ isGone }) => isGone, "the page to say that the run is gone");
    assert.match(user().texts.at(-1)!, new RegExp(`^Delete run "${DIVERGED}"`));
  });

  it("say what they do not understand, and save a picture where the user says", async () => {
    const panel = await openEntry(runs[0]!);
    panel.askAnything({ kind: "deleteEverything" });
    await waitUntil(() => user().texts.length === 1, "the refusal");
    assert.equal(user().texts[0], "Could not do what the page asked for: its message was not understood.");
    const target = Uri.joinPath(product.folder.uri, "curve.svg");
    user().stubs.replace(window, "showSaveDialog", () => Promise.resolve(target));
    panel.ask({ kind: "saveCurves", name: "curve", format: "svg", data: "<svg/>" });
    await waitUntil(() => user().statuses.some((text) => text.includes("Saved the picture")), "the picture");
    assert.equal(readFileSync(target.fsPath, "utf8"), "<svg/>");
  });

  it("show the curves of a run once its section is open", async () => {
    const panel = await openEntry(runs[2]!);
    panel.ask({ kind: "openCurves" });
    await waitUntil(() => panel.messages.some(({ kind }) => /curve/i.test(kind)), "curves");
    panel.ask({ kind: "reloadCurves" });
    panel.ask({ kind: "closeCurves" });
    assert.deepEqual(user().texts, []);
  });

  it("compare runs, move one to the front, take one out, and open one's page", async () => {
    const panel = await openComparison(runs);
    const titles = () => panel.shown!.columns.map(({ content }) => content?.title);
    assert.deepEqual(titles(), ["vanilla", "bf16-a100", "qlora-r16-lr2e-4"]);
    const last = panel.shown!.columns[2]!.address;
    panel.ask({ kind: "moveFirst", column: last });
    assert.deepEqual(titles(), ["qlora-r16-lr2e-4", "vanilla", "bf16-a100"]);
    panel.ask({ kind: "remove", column: last });
    assert.deepEqual(titles(), ["vanilla", "bf16-a100"]);
    panel.ask({ kind: "remove", column: panel.shown!.columns[0]!.address });
    assert.deepEqual(titles(), ["vanilla", "bf16-a100"], "two are the least that can be compared");
    panel.ask({ kind: "openPage", column: panel.shown!.columns[1]!.address });
    assert.equal(pages.length, 1);
    await product.run(COMMANDS.comparePages, runs[0]!, runs[1]!);
    assert.equal(comparisons.length, 1, "an open comparison is shown again");
  });

  it("copy a comparison, save its picture, and say when it is too large for one", async () => {
    const panel = await openComparison(runs.slice(0, 2));
    panel.ask({ kind: "copy", text: "a,b" });
    await waitUntil(() => user().statuses.includes("$(check) Copied the comparison"), "the copy");
    panel.ask({ kind: "pictureTooLarge", metrics: 1_234 });
    await waitUntil(() => user().texts.length === 1, "the refusal");
    assert.match(user().texts[0]!, /^Could not save the picture: 1,234 metrics do not fit on one/);
    const target = Uri.joinPath(product.folder.uri, "comparison.png");
    user().stubs.replace(window, "showSaveDialog", () => Promise.resolve(target));
    panel.ask({ kind: "savePicture", picture: PNG });
    await waitUntil(() => user().statuses.some((text) => text.includes("Saved the picture")), "the picture");
    assert.equal(readFileSync(target.fsPath).subarray(1, 4).toString(), "PNG");
    panel.ask({ kind: "reload" });
    await panel.until(({ isLoading }) => !isLoading, "another load");
  });

  it("come back after a reload as they were, and are closed when what was kept can't be read", async () => {
    const address = (await openEntry(runs[0]!)).shown!.address;
    const restore = async (panel: EntryPanel | ComparisonPanel, state: unknown) =>
      product.serializer!.deserializeWebviewPanel(panel.panel, state);
    const page = newPage("kept");
    await restore(page, { addresses: [address] });
    await page.until(({ loaded }) => loaded?.content.title === "vanilla", "the page");
    const other = { ...address, place: [...address.place.slice(0, -1), "1"] };
    const comparison = newComparison("kept");
    await restore(comparison, { addresses: [address, other] });
    const { columns } = await comparison.until(({ isLoading }) => !isLoading, "the comparison");
    assert.deepEqual(
      columns.map(({ isGone }) => isGone),
      [false, true],
    );
    const unreadable = newPage("kept");
    await restore(unreadable, { addresses: [] });
    assert.equal(unreadable.isClosed, true);
  });
});
