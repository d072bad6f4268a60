import assert from "node:assert/strict";
import type { SidebarView } from "./support/sidebarView";
import { waitUntil } from "./support/waitUntil";
import { useWindow } from "./support/windowSuite";

const REPO = "support-assistant";
const NAME = "qwen36-support-lora";
const MODEL = [REPO, "Models", NAME] as const;
const FQN = `model:acme/${REPO}/${NAME}`;

describe("The three systems side by side, on sample data", () => {
  const window = useWindow();
  const modelLab = () => window().view();
  const trueFoundry = () => window().view("TrueFoundry");
  const registry = () => window().view("Artifact Registry");

  const versionsInSight = async () =>
    (await trueFoundry().rows()).filter(({ level }) => level === MODEL.length + 1).map(({ name }) => name);

  /** VS Code shows no more than three new messages within a moment, and people do not type that fast. */
  const goTo = async (text: string) => {
    const isGoing = async () =>
      (await window().notifications.list()).some((message) => message.text.startsWith("Going to"));
    await waitUntil(async () => !(await isGoing()), "the message of the last way to go");
    await window().runCommand("ML Artifacts: Go to Project, Run or Artifact…");
    await window().quickInput.waitFor(/^Go to Project/);
    await window().quickInput.answer(text);
  };

  it("are opened together by one click", async () => {
    await window().openContainer();
    await window().widenSidebar(520);
    await modelLab().clickWelcome("Explore Sample Data");
    await trueFoundry().unfold();
    await registry().unfold();
    await modelLab().row("qwen36-27b-qlora-fsdp");
    const repo = await trueFoundry().row(REPO);
    assert.match(repo.description, /^\d+ runs · 2 models · 5 artifacts · created .* ago$/);
    assert.match(repo.label, /ML repo/);
    await registry().row("Code");
    assert.deepEqual(await registry().names(), ["Models", "Datasets", "Code"]);
    for (const view of [modelLab(), trueFoundry(), registry()]) {
      assert.equal(await view.description(), "Sample data", view.name);
    }
    await window().screenshot("three-views");
  });

  it("show TrueFoundry from a repo down to a file", async () => {
    await modelLab().fold();
    await registry().fold();
    const view = trueFoundry();
    await view.expandPath([...MODEL, "v64"]);
    assert.match((await view.row(MODEL)).description, /^v64 · updated /);
    assert.deepEqual((await versionsInSight()).slice(0, 3), ["v64", "v63", "v62"]);
    assert.match((await view.row([...MODEL, "v64"])).description, /^candidate · step 306 · /);
    await view.expandPath([...MODEL, "v64", "eval"]);
    for (const [path, size] of [
      [["adapter_model.safetensors"], "17.8 MB"],
      [["eval", "summary.json"], "1.4 kB"],
    ] as const) {
      const file = await view.row([...MODEL, "v64", ...path]);
      assert.deepEqual([file.description, file.isFile, file.isExpanded], [size, true, undefined]);
    }
    await window().moveMouseAway();
    await window().screenshot("truefoundry-leaves");
  });

  it("say of a version what its manifest says", async () => {
    const text = await trueFoundry().tooltip([...MODEL, "v64"]);
    assert.match(text, /FQN\s+model:acme\/support-assistant\/qwen36-support-lora:64/);
    assert.match(text, /Tags\s+candidate/);
    assert.match(text, /Metadata \(\d+\)[^]*base_model/);
  });

  it("say what is empty in TrueFoundry", async () => {
    const view = trueFoundry();
    await view.collapse(REPO);
    await view.expandPath(["scratch", "Models"]);
    const note = await view.row(["scratch", "Models", ""]);
    assert.equal(note.description, "No models");
    await view.collapse("scratch");
  });

  it("load more of TrueFoundry in place", async () => {
    const view = trueFoundry();
    await view.expandPath(["lora-grid", "Artifacts"]);
    await toTheEndOf(view, /^Load More \(100 of 137 loaded\)$/);
    await window().screenshot("truefoundry-load-more");
    await view.click(/^Load More/);
    await view.waitForRows((rows) => rows.every(({ name }) => !name.startsWith("Load More")), "the rest of the rows");
    const rows = await view.allRows();
    const repo = rows.findIndex(({ name }) => name === "lora-grid");
    const group = rows.findIndex(({ name }, index) => index > repo && name === "Artifacts");
    const level = rows[group]?.level ?? 0;
    assert.equal(
      rows.slice(group + 1).findIndex((row) => row.level <= level),
      137,
    );
    await view.collapse("lora-grid");
  });

  it("go to a version by its name", async () => {
    const selected = (version: string) =>
      trueFoundry().waitForRows(
        (rows) => rows.some(({ name, isSelected }) => name === version && isSelected),
        `${version} in sight and selected`,
      );
    await trueFoundry().fold();
    await goTo(`${FQN}:64`);
    await selected("v64");
    await window().screenshot("go-to-version");
    await goTo(`${FQN}:12`);
    await selected("v12");
    await goTo(`${FQN}:latest`);
    await selected("v64");
  });

  it("say what is not to be found", async () => {
    const { notifications, quickInput } = window();
    await goTo("what the intern trained");
    await waitUntil(
      async () => (await quickInput.items()).some(({ name }) => name.startsWith("Nothing matches “what the intern")),
      "the note that nothing matches",
    );
    await window().screenshot("go-to-nonsense");
    await quickInput.cancel();
    await goTo(`${FQN}:4711`);
    await notifications.waitFor(/no version of this name/);
    await window().screenshot("go-to-nothing");
    await notifications.close(/no version of this name/);
  });

  it("copy what a version is called and how it is used", async () => {
    const view = trueFoundry();
    await view.chooseFromMenu([...MODEL, "v64"], "Copy FQN");
    await window().waitForClipboard(`${FQN}:64`);
    await view.chooseFromMenu([...MODEL, "v64"], "Copy Usage Snippet");
    const snippet = await window().waitForClipboard(/get_model_version|truefoundry/);
    assert.ok(snippet.includes(`${FQN}:64`), snippet);
  });

  it("narrow versions by a tag, and say so", async () => {
    const view = trueFoundry();
    const { quickInput } = window();
    const acceptFirst = async (name: string) => {
      const isFirst = async () => (await quickInput.items())[0]?.name === name;
      await waitUntil(isFirst, `the entry ${name}`);
      await quickInput.accept();
    };
    const filter = async (action: string, choice: string | RegExp, text?: string) => {
      await view.clickRowAction(MODEL, action);
      await quickInput.waitFor(/^Filter Versions of qwen36-support-lora/);
      await quickInput.choose(choice);
      if (text === undefined) return;
      await quickInput.waitFor(/: Tag/);
      await quickInput.type(text);
      await acceptFirst(`Tag: ${text}`);
      await acceptFirst("Show versions that match");
    };
    await view.collapse([...MODEL, "v64"]);
    await filter("Filter", "Tag", "production");
    await view.waitForRow(MODEL, ({ description }) => description.includes("tag:production"), "the filter on the row");
    await view.waitForRows((rows) => !rows.some(({ name }) => name === "v64"), "other versions to go");
    assert.deepEqual(await versionsInSight(), ["v61"]);
    await window().moveMouseAway();
    await window().screenshot("filter-tag");
    await filter("Change Filter", /^tag:production/, "no-such-tag");
    const note = await view.row([...MODEL, ""]);
    assert.match(note.description, /^No versions match tag:no-such-tag$/);
    await window().moveMouseAway();
    await window().screenshot("filter-versions-empty");
    await filter("Change Filter", "Clear Filter");
    await view.row([...MODEL, "v64"]);
    assert.doesNotMatch((await view.row(MODEL)).description, /filter/);
  });

  const bert = (id: string) => ["Models", { name: "google-bert/bert-base-uncased", description: id }] as const;

  it("show the registry from a group down to source and package", async () => {
    await trueFoundry().fold();
    const view = registry();
    await view.unfold();
    await view.expandPath(bert("12345"));
    const source = await view.row([...bert("12345"), "Source"]);
    assert.equal(source.description, "huggingface.co/google-bert/bert-base-uncased");
    const packages = (await view.rows()).filter(({ level, isFile }) => level === 3 && isFile);
    assert.equal(packages.length, 1);
    await view.expand(bert("12347"));
    await view.row([...bert("12347"), "No package"]);
    await window().moveMouseAway();
    await window().screenshot("registry-leaves");
  });

  it("copy where an artifact comes from", async () => {
    await registry().chooseFromMenu(bert("12345"), "Copy Source URL");
    await window().waitForClipboard("https://huggingface.co/google-bert/bert-base-uncased");
  });

  it("load more of the registry in place", async () => {
    const view = registry();
    await view.collapse(bert("12345"));
    await view.collapse(bert("12347"));
    await toTheEndOf(view, /^Load More \(1,000 loaded\)$/);
    await window().screenshot("registry-load-more");
    await view.click(/^Load More/);
    await view.waitForRows((rows) => rows.every(({ name }) => !name.startsWith("Load More")), "the rest of the rows");
    await toTheEndOf(view, "Code");
    assert.equal((await view.row("Code")).index, 1502);
  });

  /** With the keyboard, as who has a thousand rows does. */
  async function toTheEndOf(view: SidebarView, name: string | RegExp): Promise<void> {
    const isWanted = (row: { name: string }) => (typeof name === "string" ? row.name === name : name.test(row.name));
    // A plain click would fold the row.
    await view.click((await view.rows())[0]!.name, { modifiers: ["ControlOrMeta"] });
    await window().page.keyboard.press("End");
    await view.waitForRows((rows) => rows.some(isWanted), `${String(name)} at the end`);
  }
});
