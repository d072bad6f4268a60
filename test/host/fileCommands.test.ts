import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { commands, Uri, workspace } from "vscode";
import { parseAddress } from "../../src/files/fileSystem/fileAddress";
import { COMMANDS } from "../../src/manifest/commands";
import type { EntryRow } from "../../src/tree/model/row";
import { waitUntil } from "../ui/support/waitUntil";
import { ProductCommands } from "./support/productCommands";
import { TemporaryFolder } from "./support/temporaryFolder";

const PROJECT = "qwen36-27b-qlora-fsdp";

describe("Commands of files, on sample data", () => {
  let product: ProductCommands;
  let target: TemporaryFolder;
  let config: EntryRow;
  let readme: EntryRow;
  const user = () => product.user;
  const opened = () => product.executed.filter(([id]) => id === "vscode.open");
  const nameOf = (uri: unknown) => parseAddress(uri as Uri)?.place.at(-1);

  before(async () => {
    product = await ProductCommands.open();
    config = await product.row("modelLab", PROJECT, "vanilla", "config.json");
    readme = await product.row("modelLab", PROJECT, "vanilla", "README.md");
  });
  after(() => product.close());
  beforeEach(() => {
    target = new TemporaryFolder();
    product.begin();
  });
  afterEach(() => {
    product.end();
    target.remove();
  });

  it("open with a click as a preview, keep the tab at the second, and go beside on demand", async () => {
    await product.run(COMMANDS.openFile, config);
    await product.run(COMMANDS.openFile, config);
    await product.run(COMMANDS.openFileToSide, config);
    await product.run(COMMANDS.previewFile, config);
    const placings = opened().map(([, uri, placing, label]) => {
      assert.deepEqual([nameOf(uri), label], ["config.json", "config.json · vanilla"]);
      return placing;
    });
    assert.deepEqual(placings, [
      { viewColumn: -1, preview: true, preserveFocus: true },
      { viewColumn: -1, preview: false, preserveFocus: false },
      { viewColumn: -2, preview: false },
      { viewColumn: -1, preview: true, preserveFocus: true },
    ]);
  });

  it("open by Enter, and leave to VS Code what is no file, unless the setting says its page", async () => {
    await product.call(COMMANDS.openFile, [config, "modelLab"]);
    assert.equal(opened().length, 1);
    const run = await product.row("modelLab", PROJECT, "vanilla");
    await product.call(COMMANDS.openFile, [run, "modelLab"]);
    await product.call(COMMANDS.previewFile, [run, "modelLab"]);
    assert.deepEqual(
      product.executed.slice(1).map(([id]) => id),
      ["list.select", "list.toggleExpand"],
    );
  });

  it("ask what to do with a file that is too large for an editor", async () => {
    const large = await product.row("modelLab", PROJECT, "qlora-r8-lr1e-4", "checkpoint-204", "optimizer.pt");
    const { tree } = product.view("modelLab");
    tree?.replaceEntries([{ ...large.entry, size: 4e9 }], new Set());
    await product.run(COMMANDS.openFileToSide, large);
    assert.match(
      user().texts[0]!,
      /^optimizer\.pt is 4(\.0)? GB, above the limit for opening in an editor \(20 MB\)\.$/,
    );
    user().willPress("Open the First 1 MB");
    await product.run(COMMANDS.openFileToSide, large);
    tree?.replaceEntries([large.entry], new Set());
    const [, uri, , label] = opened()[0]!;
    assert.deepEqual(
      [parseAddress(uri as Uri)?.first, label],
      [1_000_000, "optimizer.pt (first 1 MB) · qlora-r8-lr1e-4"],
    );
  });

  it("find a file of a run by parts of its path", async () => {
    await product.run(COMMANDS.findFile, await product.row("modelLab", PROJECT, "qlora-r16-lr2e-4"));
    const pick = await user().pick();
    await waitUntil(() => !pick.busy, "the files");
    pick.type("816 adapter conf");
    assert.deepEqual(pick.labels.slice(0, 1), ["adapter_config.json"]);
    assert.match(pick.items[0]!.description!, /^checkpoint-816 · \d/);
    pick.type("no such path at all");
    assert.deepEqual(pick.labels, ["No path has “no such path at all” in it"]);
    pick.type("816 adapter conf");
    await pick.accept("adapter_config.json");
    await waitUntil(() => opened().length === 1, "the file to open");
    assert.equal(opened()[0]![3], "adapter_config.json · qlora-r16-lr2e-4");
  });

  it("compare two files that are selected, and one with the one that was selected before", async () => {
    const other = await product.row("modelLab", PROJECT, "bf16-a100", "config.json");
    await product.run(COMMANDS.compareWithSelected, other);
    assert.deepEqual(user().texts, ["Select a file for compare first."]);
    await product.run(COMMANDS.selectForCompare, config, other);
    await product.run(COMMANDS.selectForCompare, config);
    await product.run(COMMANDS.compareWithSelected, other);
    await product.run(COMMANDS.compareSorted, other);
    const titles = product.executed.map(([id, , , title]) => [id, title]);
    const title = "config.json (vanilla) ↔ config.json (bf16-a100)";
    assert.deepEqual(titles, [
      ["vscode.diff", title],
      ["vscode.diff", title],
      ["vscode.diff", `${title}, keys sorted`],
    ]);
  });

  it("compare a file with the same one of another run, the older on the left, and say who has none", async () => {
    const done = product.run(COMMANDS.compareWithSameFile, config);
    const pick = await user().pick();
    await waitUntil(() => !pick.busy && pick.items.length > 0, "the runs");
    await pick.accept("bf16-a100");
    await done;
    assert.match(
      String(product.executed[0]?.[3]),
      /^config\.json \((bf16-a100|vanilla)\) ↔ config\.json \((bf16-a100|vanilla)\)$/,
    );
    const log = await product.row("modelLab", PROJECT, "qlora-r8-lr1e-4", "checkpoint-204", "optimizer.pt");
    const second = product.run(COMMANDS.compareWithSameFile, log);
    const again = await user().pick();
    await waitUntil(() => !again.busy && again.items.length > 0, "the runs");
    await again.accept("vanilla");
    const refused = await waitUntil(() => again.items.find(({ detail }) => detail !== undefined), "the reason");
    assert.match(refused.detail!, /vanilla has no checkpoint-204\/optimizer\.pt/);
    again.hide();
    await second;
  });

  it("sort the keys of an open comparison, take that back and swap its sides", async () => {
    const [left, right] = ["left.json", "right.json"].map((name, index) => {
      const file = join(target.path, name);
      writeFileSync(file, index === 0 ? '{"b":1,"a":2}' : '{"a":2,"b":1}');
      return Uri.file(file);
    });
    await product.call(COMMANDS.sortComparison);
    await product.call(COMMANDS.unsortComparison);
    await product.call(COMMANDS.swapComparison);
    assert.deepEqual(user().texts, [
      "Open a comparison of two JSON or YAML files first.",
      "Open a comparison with sorted keys first.",
      "Open a comparison of two files first.",
    ]);
    product.end();
    await commands.executeCommand("vscode.diff", left, right, "left.json ↔ right.json");
    product.begin();
    await product.call(COMMANDS.sortComparison);
    await product.call(COMMANDS.swapComparison);
    assert.deepEqual(
      product.executed.map(([, , , title]) => title),
      ["left.json ↔ right.json, keys sorted", "right.json ↔ left.json"],
    );
    assert.deepEqual(user().texts.slice(3), [], "it says nothing of the tab that its preview has taken");
    await commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("download nothing of much where the question how much it is gets no yes", async () => {
    user().folder = target.uri;
    await product.run(COMMANDS.download, await product.row("modelLab", PROJECT, "Project artifacts"));
    assert.match(user().texts.join("\n"), /^Download \d{3,} files \(.+ MB\) to .+\?$/);
    assert.deepEqual([user().said[0]!.choices, readdirSync(target.path)], [["Download"], []]);
  });

  it("download a small run at once, and skip next time what is there", async () => {
    user().folder = target.uri;
    const run = await product.row("modelLab", PROJECT, "vanilla");
    await product.run(COMMANDS.download, run);
    assert.match(user().texts.join("\n"), /^Downloaded /);
    const names = ["README.md", "config.json", "metrics.csv", "train.log"];
    assert.deepEqual(readdirSync(join(target.path, "vanilla")).sort(), names);
    assert.doesNotThrow(() => JSON.parse(readFileSync(join(target.path, "vanilla", "config.json"), "utf8")));
    user().willPress("Skip Identical");
    await product.run(COMMANDS.download, run);
    assert.deepEqual(user().said[1]!.choices, ["Skip Identical", "Overwrite", "Keep Both"]);
    assert.match(user().texts[2]!, /skipped 4 identical files/);
  });

  it("download one file without a question, and nothing where no folder is chosen", async () => {
    await product.run(COMMANDS.download, readme);
    assert.deepEqual([user().said, readdirSync(target.path)], [[], []]);
    user().folder = target.uri;
    user().willPress("Reveal");
    await product.run(COMMANDS.download, readme);
    assert.match(user().texts.join(), /^Downloaded README\.md/);
    assert.match(readFileSync(join(target.path, "README.md"), "utf8"), /^#|\n#/);
    assert.equal(product.executed.length, 1);
  });

  it("download what an editor shows, by its address", async () => {
    user().folder = target.uri;
    await product.run(COMMANDS.copyAddress, config);
    const { env } = await import("vscode");
    const uri = Uri.parse(await env.clipboard.readText(), true);
    await product.call(COMMANDS.downloadMounted, uri, [uri]);
    assert.ok(existsSync(join(target.path, "config.json")));
  });

  it("say what could not come, keep it for later, and bring it when it is asked for again", async () => {
    user().folder = target.uri;
    const inTheWay = join(target.path, "config.json");
    mkdirSync(inTheWay);
    writeFileSync(join(inTheWay, "a"), "");
    user().willPress("Overwrite");
    await product.run(COMMANDS.download, config);
    const said = user().said.at(-1)!;
    assert.match(said.text, /Could not download config\.json: /);
    const done = product.call(COMMANDS.continueDownloads);
    const pick = await user().pick();
    assert.deepEqual([pick.title, pick.labels], ["Continue Downloads", ["config.json"]]);
    await pick.press("config.json", "Discard partial files");
    await done;
    await waitUntil(async () => {
      user().said.length = 0;
      const asked = product.call(COMMANDS.continueDownloads);
      user().picks.at(-1)?.hide();
      await asked;
      return user().texts.includes("No unfinished downloads.");
    }, "nothing to be left");
  });

  it("mount a run under its own name and its project's", async () => {
    const changes: unknown[][] = [];
    user().stubs.replace(workspace, "updateWorkspaceFolders", (...change) => changes.push(change) > 0);
    const run = await product.row("modelLab", PROJECT, "vanilla");
    await product.run(COMMANDS.mount, run);
    const [[start, remove, added] = []] = changes;
    const { uri, name } = added as { readonly uri: Uri; readonly name: string };
    assert.deepEqual([typeof start, remove, name], ["number", 0, `vanilla (${PROJECT})`]);
    assert.equal(parseAddress(uri)?.site, "sample");
  });

  it("say that nothing is mounted", async () => {
    await product.call(COMMANDS.unmount);
    assert.deepEqual(user().texts, ["No run or directory is mounted."]);
  });
});
