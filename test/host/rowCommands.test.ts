import assert from "node:assert/strict";
import { commands, env, Selection, Uri, window, workspace } from "vscode";
import { COMMANDS } from "../../src/manifest/commands";
import { refreshCommandOf } from "../../src/manifest/systemNames";
import type { EntryRow } from "../../src/tree/model/row";
import type { RunTableRequest, TableShown } from "../../src/web/runTable/messages";
import { waitUntil } from "../ui/support/waitUntil";
import { POSIX } from "../support/shells";
import { ProductCommands } from "./support/productCommands";
import { TestPanel } from "./support/testPanel";

const PROJECT = "qwen36-27b-qlora-fsdp";
const REPO = "support-assistant";
const DIVERGED = "qwen36-support-r64-lr1e-3";
const EMPTY_CLIPBOARD = "nothing was copied";

describe("Commands of rows, on sample data", () => {
  let product: ProductCommands;
  let project: EntryRow;
  let vanilla: EntryRow;
  const user = () => product.user;
  const copied = async () => await env.clipboard.readText();

  before(async () => {
    product = await ProductCommands.open();
    project = await product.row("modelLab", PROJECT);
    vanilla = await product.row("modelLab", PROJECT, "vanilla");
  });
  after(() => product.close());
  beforeEach(async () => {
    product.begin();
    await env.clipboard.writeText(EMPTY_CLIPBOARD);
  });
  afterEach(() => product.end());

  it("copy what rows are called, a line each, and say so", async () => {
    const bf16 = await product.row("modelLab", PROJECT, "bf16-a100");
    const bert = await product.row("registry", "Models", "google-bert/bert-base-uncased");
    await product.run(COMMANDS.copyName, bert);
    assert.deepEqual([await copied(), user().statuses], ["google-bert/bert-base-uncased", ["$(check) Copied"]]);
    await product.run(COMMANDS.copyId, vanilla, bf16);
    assert.match(await copied(), /^\d+\n\d+$/);
    assert.equal(user().statuses.at(-1), "$(check) Copied 2 lines");
    await product.run(COMMANDS.copyCurl, vanilla);
    assert.match(await copied(), /^curl .*\/runs\/\d+/);
    assert.doesNotMatch(await copied(), /\n/);
  });

  it("copy with the copy key what names a row best, and nothing where no row has the focus", async () => {
    const config = await product.row("modelLab", PROJECT, "vanilla", "config.json");
    await product.call(COMMANDS.copyRow, [config, "modelLab"]);
    assert.equal(await copied(), "config.json");
    const model = await product.row("trueFoundry", REPO, "Models", "qwen36-support-lora");
    const [version] = await product.below("trueFoundry", model);
    await product.run(COMMANDS.copyRow, version!);
    assert.match(await copied(), /^model:acme\/support-assistant\/qwen36-support-lora(-long)?:\d+$/);
    await env.clipboard.writeText(EMPTY_CLIPBOARD);
    await product.call(COMMANDS.copyRow, [undefined, "modelLab"]);
    assert.equal(await copied(), EMPTY_CLIPBOARD);
  });

  it("copy links and addresses that lead back to the row", async () => {
    await product.run(COMMANDS.copyRowLink, vanilla);
    assert.match(await copied(), new RegExp(`^${env.uriScheme}://ml-artifact-explorer\\.ml-artifact-explorer/.*run`));
    const config = await product.row("modelLab", PROJECT, "vanilla", "config.json");
    await product.run(COMMANDS.copyAddress, config);
    assert.match(await copied(), /^mlartifact:\/modelLab\/.*\/config\.json$/);
    const opened = await workspace.openTextDocument(Uri.parse(await copied(), true));
    assert.match(opened.getText(), /"architectures"/);
  });

  it("let one choose among loaded rows where none is selected, and say when none fits", async () => {
    user().willChoose("vanilla");
    await product.run(COMMANDS.copyId);
    assert.match(await copied(), /^\d+$/);
    assert.ok(user().offered[0]!.includes(PROJECT));
    await product.run(COMMANDS.unpin);
    assert.deepEqual(user().texts, ["Nothing is pinned."]);
  });

  it("say that a row is gone which a menu still had", async () => {
    await product.call(COMMANDS.copyName, { kind: "entry" });
    assert.deepEqual(user().texts, ["Could not copy the name: the row is no longer in the view."]);
  });

  it("take no other row, nor a part of the selection, where VS Code draws the view again and gives none", async () => {
    const other = await product.row("modelLab", PROJECT, "bf16-a100");
    for (const given of [[undefined], [undefined, [other]], [other, [other, undefined]], [undefined, [undefined]]]) {
      for (const command of [COMMANDS.deleteRow, COMMANDS.copyPathInProject, COMMANDS.pin]) {
        await product.call(command, ...given);
      }
    }
    const says = "the view was drawn again at that moment. Open the menu on the row again.";
    assert.deepEqual(
      [...new Set(user().texts)],
      ["delete", "copy the path in the project", "pin"].map((what) => `Could not ${what}: ${says}`),
    );
    assert.equal(user().texts.length, 12);
  });

  it("pin and unpin, star and unstar", async () => {
    const pinned = async () => (await product.row("modelLab", PROJECT, "vanilla")).entry.abilities.includes("unpin");
    await product.run(COMMANDS.pin, vanilla);
    await waitUntil(pinned, "the pin");
    await product.run(COMMANDS.unpin, await product.row("modelLab", PROJECT, "vanilla"));
    await waitUntil(async () => !(await pinned()), "no pin");
    const starred = async () => (await product.row("modelLab", PROJECT)).entry.abilities.includes("unstar");
    assert.equal(await starred(), true);
    await product.run(COMMANDS.unstar, project);
    await waitUntil(async () => !(await starred()), "no star");
    await product.run(COMMANDS.star, await product.row("modelLab", PROJECT));
    await waitUntil(starred, "the star");
    assert.deepEqual(user().texts, []);
  });

  it("open the pages of a service in the browser, and many only after a question", async () => {
    await product.run(COMMANDS.openExternal, vanilla);
    assert.equal(user().opened.length, 1);
    assert.match(user().opened[0]!, /^https:\/\//);
    await product.run(COMMANDS.openExternal, ...Array.from({ length: 6 }, () => vanilla));
    assert.deepEqual([user().texts, user().opened.length], [["Open 6 links, each in a tab?"], 1]);
  });

  it("refuse to open what is no web address, and show it", async () => {
    await product.run(COMMANDS.openExternal, await product.row("registry", "Models", "link-in-disguise"));
    assert.deepEqual(user().opened, []);
    assert.match(
      user().texts.join(),
      /^Could not open "javascript:alert\(1\).*": only http and https addresses are opened\.$/,
    );
  });

  it("refresh a row, a view and all views in sight", async () => {
    await product.run(COMMANDS.refreshRow, project);
    await product.call(refreshCommandOf("modelLab"));
    await product.call(COMMANDS.refresh);
    assert.deepEqual(user().texts, []);
    assert.equal((await product.row("modelLab", PROJECT)).entry.name, PROJECT);
  });

  it("load more, and say when all is loaded", async () => {
    const models = await product.row("registry", "Models");
    const more = (await product.below("registry", models)).find(({ kind }) => kind === "more");
    assert.ok(more !== undefined);
    await product.run(COMMANDS.loadMore, more);
    assert.equal((await product.below("registry", models)).filter(({ kind }) => kind === "entry").length, 1_500);
    await product.run(COMMANDS.tryAgain);
    assert.deepEqual(user().texts, ["Nothing has failed."]);
  });

  it("name an owner, whom rows show from then on, until the name is taken away", async () => {
    const { owners } = project.source;
    const id = owners!.idOf(project.entry)!;
    user().willType("  Ada Okafor ");
    await product.run(COMMANDS.nameOwner, project);
    assert.equal(owners!.nameOf(id), "Ada Okafor");
    user().willType("x".repeat(61));
    await product.run(COMMANDS.nameOwner, project);
    assert.deepEqual([user().problems, owners!.nameOf(id)], [["At most 60 characters"], "Ada Okafor"]);
    user().willType("");
    await product.run(COMMANDS.nameOwner, project);
    assert.equal(owners!.nameOf(id), undefined);
  });

  it("copy code that loads a file, by the library that is chosen", async () => {
    const config = await product.row("modelLab", PROJECT, "vanilla", "config.json");
    const snippets = config.source.snippets!.of(config.entry, POSIX);
    assert.ok(snippets.length > 1);
    user().willChoose(snippets[1]!.title);
    await product.run(COMMANDS.copyLoadSnippet, config);
    assert.deepEqual(
      user().offered.at(-1),
      snippets.map(({ title }) => title),
    );
    assert.notEqual(await copied(), EMPTY_CLIPBOARD);
  });

  it("insert code where the cursor is, with its indentation, and say where that can't be", async () => {
    const config = await product.row("modelLab", PROJECT, "vanilla", "config.json");
    await commands.executeCommand("workbench.action.closeAllEditors");
    await product.run(COMMANDS.insertLoadSnippet, config);
    assert.match(user().texts[0]!, /no editor is open; put the cursor where it should go/);
    const document = await workspace.openTextDocument({ language: "python", content: "def load():\n    " });
    const editor = await window.showTextDocument(document);
    const end = document.lineAt(1).range.end;
    editor.selection = new Selection(end, end);
    user().willChoose("");
    await product.run(COMMANDS.insertLoadSnippet, config);
    const lines = document.getText().split("\n").slice(1);
    assert.ok(lines.length > 1 && lines.every((line) => line === "" || line.startsWith("    ")), document.getText());
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  it("search the registry by the way that is chosen, change the search and clear it", async () => {
    const top = async () =>
      (await product.below("registry")).map((row) => (row.kind === "entry" ? row.entry.name : ""));
    user().willChoose("ame");
    user().willType("squad");
    await product.call(COMMANDS.search);
    assert.equal((await top())[0], "Name: squad");
    const [row] = await product.below("registry");
    user().willType("bert");
    await product.call(COMMANDS.changeSearch, row);
    assert.equal((await top())[0], "Name: bert");
    await product.call(COMMANDS.clearSearch);
    assert.deepEqual(await top(), ["Models", "Datasets", "Code"]);
  });

  it("delete after a question that names what goes, and nothing without a yes", async () => {
    const names = async () =>
      (await product.below("modelLab", await product.row("modelLab", PROJECT))).flatMap((row) =>
        row.kind === "entry" ? [row.entry.name] : [],
      );
    const [one, other] = [
      await product.row("modelLab", PROJECT, "vanilla"),
      await product.row("modelLab", PROJECT, "bf16-a100"),
    ];
    await product.run(COMMANDS.deleteRow, one, other);
    assert.match(user().said[0]!.text, /^Delete these 2\?$/);
    assert.match(user().said[0]!.detail!, /vanilla.*\n.*bf16-a100.*\n\nThey are deleted at the service, for everyone/);
    assert.ok((await names()).includes("vanilla"));
    user().willPress("Delete");
    await product.run(COMMANDS.deleteRow, one);
    assert.match(user().said[1]!.text, /^Delete run "vanilla"/);
    assert.ok(!(await names()).includes("vanilla"));
  });

  it("archive after a question, and restore from the message that says so", async () => {
    const names = async () =>
      (await product.below("trueFoundry", await product.row("trueFoundry", REPO, "Runs"))).flatMap((row) =>
        row.kind === "entry" ? [row.entry.name] : [],
      );
    const run = await product.row("trueFoundry", REPO, "Runs", DIVERGED);
    await product.run(COMMANDS.archiveRow, run);
    assert.match(user().texts[0]!, new RegExp(`^Archive run "${DIVERGED}"`));
    assert.ok((await names()).includes(DIVERGED));
    user().willPress("Archive", "Restore");
    await product.run(COMMANDS.archiveRow, run);
    assert.equal(user().texts.at(-1), `Archived ${DIVERGED}.`);
    await waitUntil(async () => (await names()).includes(DIVERGED), "the restored run");
    await product.run(COMMANDS.restoreRow);
    assert.equal(user().texts.at(-1), "No loaded row is archived.");
  });

  it("open the runs of a repo as the table that its row of runs opens, under the repo's name", async () => {
    const titles: string[] = [];
    const panels: TestPanel<TableShown, RunTableRequest>[] = [];
    user().stubs.replace(window, "createWebviewPanel", (viewType: string, title: string) => {
      titles.push(title);
      const made = new TestPanel<TableShown, RunTableRequest>(viewType, title);
      panels.push(made);
      return made.panel;
    });
    await product.run(COMMANDS.openRunTable, await product.row("trueFoundry", REPO));
    await product.run(COMMANDS.openRunTable, await product.row("trueFoundry", REPO, "Runs"));
    assert.deepEqual(titles, [`Runs of ${REPO}`]);
    const [panel] = panels;
    panel!.ask({ kind: "ready" });
    const { title, runCount } = await panel!.until(
      ({ progress, runCount: count }) => !progress.isLoading && count > 0,
      "the runs",
    );
    assert.equal(title, REPO);
    assert.ok(runCount > 3);
    panel!.panel.dispose();
  });
});

describe("Commands of rows, where no row is loaded that they take", () => {
  let product: ProductCommands;
  before(async () => {
    product = await ProductCommands.open();
  });
  after(() => product.close());

  for (const [command, said] of [
    [COMMANDS.copyFqn, "No loaded row has an FQN."],
    [COMMANDS.copySourceUrl, "No loaded row has a source URL."],
    [COMMANDS.copyLoadSnippet, "No loaded row has a snippet that loads it."],
    [COMMANDS.selectForCompare, "No file is loaded."],
    [COMMANDS.compareWithSelected, "No file is loaded."],
    [COMMANDS.compareSorted, "No loaded file can be sorted by its keys."],
    [COMMANDS.compareWithSameFile, "No file of a run or version is loaded."],
    [COMMANDS.copyRunLink, "No loaded row can be linked to."],
    [COMMANDS.copyAddress, "No loaded row has an address."],
    [COMMANDS.findFile, "No loaded row holds files."],
    [COMMANDS.filterRow, "No loaded row has a list to filter."],
    [COMMANDS.sortRow, "No loaded row has a list to sort."],
  ] as const) {
    it(`say so: ${command}`, async () => {
      product.begin();
      await product.run(command);
      assert.ok(product.user.texts.includes(said), product.user.texts.join());
      product.end();
    });
  }
});
