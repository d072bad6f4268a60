import assert from "node:assert/strict";
import { env, Uri } from "vscode";
import { COMMANDS, OPEN_MENTION } from "../../src/manifest/commands";
import { MODEL_LAB } from "../../src/sources/modelLab/modelLabSystem";
import { waitUntil } from "../ui/support/waitUntil";
import { ProductCommands } from "./support/productCommands";

const PROJECT = "qwen36-27b-qlora-fsdp";

describe("Going to rows by names, addresses and links, on sample data", () => {
  let product: ProductCommands;
  const user = () => product.user;

  before(async () => (product = await ProductCommands.open([MODEL_LAB])));
  after(() => product.close());
  beforeEach(() => product.begin());
  afterEach(() => product.end());

  const idsOf = async () => {
    const run = await product.row("modelLab", PROJECT, "vanilla");
    return [run.parent!.id, run.id];
  };

  it("say what can be pasted, find what is typed, and remember where one went", async () => {
    await product.call(COMMANDS.goTo);
    const pick = await user().pick();
    assert.ok(
      pick.items.some(({ label, description, detail }) => `${label} ${description} ${detail}`.includes("mlartifact:")),
    );
    pick.type("vanilla");
    await waitUntil(() => !pick.busy && pick.labels.includes("vanilla"), "the run");
    await pick.accept("vanilla");
    await waitUntil(() => product.revealed.length === 1, "the row");
    assert.deepEqual(product.revealed[0], await idsOf());
    await product.call(COMMANDS.goTo);
    const again = await waitUntil(() => user().picks[1], "the box");
    await again.item("vanilla");
    again.hide();
  });

  it("go by the address of a file and by a link, without a search", async () => {
    const config = await product.row("modelLab", PROJECT, "vanilla", "config.json");
    await product.run(COMMANDS.copyAddress, config);
    await product.call(COMMANDS.goTo);
    const pick = await user().pick();
    pick.type(await env.clipboard.readText());
    await pick.accept("config.json");
    await waitUntil(() => product.revealed.length === 1, "the row");
    assert.equal(product.revealed[0]!.at(-1), config.id);
    await product.run(COMMANDS.copyRowLink, await product.row("modelLab", PROJECT, "vanilla"));
    product.handleUri(Uri.parse(await env.clipboard.readText(), true));
    await waitUntil(() => product.revealed.length === 2, "the row of the link");
    assert.deepEqual(product.revealed[1], await idsOf());
  });

  it("say what is wrong with a link, and follow none to a site that is not set up here", async () => {
    const start = `${env.uriScheme}://ml-artifact-explorer.ml-artifact-explorer`;
    product.handleUri(Uri.parse(`${start}/nothing`, true));
    await waitUntil(() => user().texts.length === 1, "the message");
    assert.equal(user().texts[0], "Could not open the link: it does not say what to show: it takes a site and an id.");
    product.handleUri(
      Uri.parse(`${start}/open?system=modelLab&site=${encodeURIComponent("https://evil.example.com")}&id=run/1`, true),
    );
    await waitUntil(() => user().texts.length === 2, "the second message");
    assert.match(user().texts[1]!, /^Could not open the link/);
    assert.deepEqual(product.revealed, []);
  });

  it("go where an editor mentions a run", async () => {
    const run = await product.row("modelLab", PROJECT, "vanilla");
    const address = run.source.addresses!.of(run.entry);
    await product.call(OPEN_MENTION, "modelLab", address);
    assert.deepEqual(product.revealed, [await idsOf()]);
    await product.call(OPEN_MENTION, "no such system", address);
    await product.call(OPEN_MENTION, 7);
    assert.equal(product.revealed.length, 1);
  });

  it("say that nothing has an ID, and offer a text as an address at once", async () => {
    await product.call(COMMANDS.goTo);
    const pick = await user().pick();
    pick.type("99999999");
    await waitUntil(() => !pick.busy && pick.items.length > 0, "the answer");
    pick.type("mlartifact:/modelLab/sample/project/1/run/99999999");
    await pick.accept("99999999");
    await waitUntil(() => user().texts.length === 1, "the message");
    assert.match(user().texts[0]!, /^Could not go to 99999999: /);
  });
});
