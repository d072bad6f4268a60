import assert from "node:assert/strict";
import type { ArtifactSource, Sibling, SiblingListing } from "../../../src/sources/contract/source";
import { ConnectedSample, TreeWalk, unaborted } from "../../support/connectedSample";
import type { SystemId } from "../../support/connectedSample";
import { failure } from "../../support/httpFixture";
import type { Entry } from "../../../src/sources/contract/entry";

const FILES = {
  modelLab: ["qwen36-27b", "qlora-r8-lr1e-4", "checkpoint-102", "adapter_config.json"],
  trueFoundry: [
    "support-assistant",
    "Models",
    "qwen36-support-lora-long",
    "v",
    "checkpoint-102",
    "adapter_config.json",
  ],
} as const;

describe("The same file", () => {
  let sample: ConnectedSample;
  let source: ArtifactSource;
  let entry: Entry;

  before(async () => (sample = await ConnectedSample.start()));
  after(() => sample.close());
  afterEach(() => sample.server.reset());

  async function open(id: SystemId, path: readonly string[]): Promise<SiblingListing> {
    ({ source, entry } = await new TreeWalk(sample.connect(id)).open(path));
    sample.takeRequests();
    const listing = source.siblings?.of(entry);
    assert.ok(entry.abilities.includes("siblings") && listing !== undefined);
    assert.deepEqual(sample.takeRequests(), []);
    return listing;
  }

  async function all(listing: SiblingListing, text: string): Promise<readonly Sibling[]> {
    const siblings: Sibling[] = [];
    let cursor: string | undefined;
    do {
      const page = await listing.load({ text, ...(cursor === undefined ? {} : { cursor }) }, unaborted());
      siblings.push(...page.items);
      cursor = page.next;
    } while (cursor !== undefined);
    return siblings;
  }

  it("of a run is looked for in the project's other runs, the newest first, a page a request", async () => {
    const listing = await open("modelLab", FILES.modelLab);
    const page = await listing.load({ text: "" }, unaborted());
    const [request, ...more] = sample.server.requests;
    assert.deepEqual([request?.query["sort"], request?.query["filter[project_id]"]], ["-created_at", "2387"]);
    assert.equal(more.length, 0, "runs are not asked one by one");
    assert.ok(page.next !== undefined && page.items.length >= 29);
    assert.ok(page.items.every(({ id }) => id !== "70158"));
    const [first] = page.items;
    assert.deepEqual(first?.place.slice(0, 2), ["project", "2387"]);
    assert.deepEqual(first.place.slice(4), ["checkpoint-102", "adapter_config.json"]);
  });

  it("of a run is looked for by the service when a text is typed", async () => {
    const listing = await open("modelLab", FILES.modelLab);
    assert.equal(listing.isSearchable, true);
    const found = await all(listing, "vanilla");
    assert.ok(found.length > 0 && found.length < 30);
    assert.ok(found.some(({ name }) => name === "vanilla"));
    assert.ok(sample.server.requests.every(({ query }) => query["filter"] === "vanilla"));
  });

  it("of a child run says what the child run is below, once that was listed, and when each began", async () => {
    const walk = new TreeWalk(sample.connect("modelLab"));
    const { source: own, entry: sweep } = await walk.open(["qwen36-27b", "lr-sweep"]);
    const children = own.sections(sweep).find(({ noun }) => noun === "child runs");
    const { items } = await children!.load(undefined, unaborted());
    const { entry: file } = await walk.open(FILES.modelLab);
    const listing = own.siblings!.of(file)!;
    const siblings = await all(listing, "");
    const child = siblings.find(({ id }) => items[0]!.id.endsWith(`/${id}`));
    assert.equal(child?.detail[0], "below lr-sweep");
    assert.ok(siblings.every(({ at }) => at !== undefined) && listing.at !== undefined);
    assert.ok(!siblings.some(({ name, detail }) => name === "lr-sweep" && detail[0] === "below lr-sweep"));
  });

  it("of a version is looked for in the other versions, the newest first, over all pages", async () => {
    const listing = await open("trueFoundry", FILES.trueFoundry);
    const siblings = await all(listing, "");
    const numbers = siblings.map(({ name }) => Number(name.slice(1)));
    assert.ok(numbers.length > 1);
    assert.deepEqual(
      numbers,
      [...numbers].sort((a, b) => b - a),
    );
    const [, ownId] = source.files?.placeOf(entry) ?? [];
    assert.ok(ownId !== undefined && siblings.every(({ id, place }) => id !== ownId && place[1] === id));
    assert.deepEqual(siblings[0]?.place.slice(2), ["checkpoint-102", "adapter_config.json"]);
  });

  for (const [id, path] of Object.entries(FILES) as [SystemId, readonly string[]][]) {
    it(`is read at the place that ${id} gives, or said not to be there`, async () => {
      const listing = await open(id, path);
      const [sibling] = (await all(listing, "")).filter(({ name }) => name !== "dry-run");
      const facts = await source.files?.stat(sibling!.place, unaborted()).catch((error: unknown) => error);
      const isAnswer = facts instanceof Error ? "kind" in facts && facts.kind === "notFound" : facts !== undefined;
      assert.ok(isAnswer, String(facts));
      const lost = [...sibling!.place.slice(0, -1), "no-such.json"];
      assert.equal((await failure(source.files!.stat(lost, unaborted()))).kind, "notFound");
    });
  }

  it("is not offered where there is nothing beside: in a project's own listing, and in a registry", async () => {
    const rows = [
      ["modelLab", ["qwen36-27b", "Project artifacts"]],
      ["registry", ["Models", "google-bert/bert-base-uncased", "12345.zip"]],
    ] as const;
    for (const [id, path] of rows) {
      const row = await new TreeWalk(sample.connect(id)).open(path);
      assert.ok(!row.entry.abilities.includes("siblings"));
      assert.equal(row.source.siblings?.of(row.entry), undefined);
    }
  });
});
