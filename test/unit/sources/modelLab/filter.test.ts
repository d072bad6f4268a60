import assert from "node:assert/strict";
import type {
  EntryFilter,
  EntrySort,
  FilterSuggestions,
  FilterValues,
  SuggestionQuery,
} from "../../../../src/sources/contract/entryFilter";
import type { ArtifactSource } from "../../../../src/sources/contract/source";
import { filterProblem } from "../../../../src/sources/filter/filterValues";
import type { ListingChoices } from "../../../../src/sources/contract/listingChoices";
import { filterMessage } from "../../../../src/tree/filterMessage";
import type { EntryRow, Row } from "../../../../src/tree/model/row";
import { rowFilterText } from "../../../../src/tree/model/row";
import { ConnectedSample, TreeWalk, unaborted } from "../../../support/connectedSample";

const PROJECT = "qwen36-27b-qlora-fsdp";
const SWEEP = "sweeps/qwen3-4b-lora-grid";

const names = (rows: readonly Row[]) => rows.flatMap((row) => (row.kind === "entry" ? [row.entry.name] : []));
const runs = (rows: readonly Row[]) =>
  rows.filter((row): row is EntryRow => row.kind === "entry" && row.entry.kind === "run");

describe("Filters and orders of Model Lab", () => {
  let sample: ConnectedSample;
  let source: ArtifactSource;
  let filter: EntryFilter;
  let sort: EntrySort;
  let choices: ListingChoices;
  let walk: TreeWalk;
  let project: EntryRow;
  let sweep: EntryRow;

  before(async () => (sample = await ConnectedSample.start()));
  after(() => sample.close());
  beforeEach(async () => {
    source = sample.connect("modelLab");
    [filter, sort, choices] = [source.filter!, source.sort!, source.choices!];
    walk = new TreeWalk(source);
    project = await walk.open([PROJECT]);
    sweep = await walk.open([SWEEP]);
    // How many there are without a filter is known from then on: `unfilteredTotals.test.ts` is about what is asked otherwise.
    await Promise.all([walk.tree.children(project), walk.tree.children(sweep)]);
    sample.server.clearRequests();
  });

  const sent = () =>
    sample.server.requests.map(({ query }) => Object.fromEntries(new URLSearchParams(query).entries()));
  const narrow = async (row: EntryRow | undefined, values: FilterValues) => {
    filter.set(row?.entry, values);
    walk.tree.relist(row);
    return await walk.tree.children(row);
  };

  const suggest = (entry: EntryRow["entry"] | undefined, query: SuggestionQuery): Promise<FilterSuggestions> =>
    filter.suggest!(entry, query, unaborted());

  it('lists again when "mine" stands for someone else, or for no one', async () => {
    const relisted = async (row: EntryRow | undefined) => {
      sample.server.clearRequests();
      walk.tree.relist(row);
      await walk.tree.children(row);
      return sent().map((query) => query["filter[owner_id]"]);
    };
    // The runs first: the listing of projects takes their project away.
    for (const row of [sweep, undefined]) {
      filter.self = "me-1";
      await narrow(row, { owner: ["mine"] });
      assert.deepEqual(await relisted(row), []);
      filter.self = "me-2";
      assert.deepEqual(await relisted(row), ["me-2"]);
      filter.self = undefined;
      assert.deepEqual(await relisted(row), [undefined]);
    }
  });

  it("asks for exactly what the filter says, in one request", async () => {
    filter.self = "me-1";
    await narrow(sweep, {
      text: ["lora"],
      status: ["failed"],
      tag: ["gpu:4xh100", "stage:candidate"],
      param: ["learning_rate:> 0.0001", "lora_r:8"],
      owner: ["mine"],
      "with-pinned": ["true"],
      "above-match": ["true"],
    });
    assert.deepEqual(sent(), [
      {
        filter: "lora",
        "filter[owner_id]": "me-1",
        "filter[status]": "failed",
        "filter[project_id]": "2370",
        "filter[tags]": "gpu:4xh100,stage:candidate",
        "filter[params]": "learning_rate:>0.0001,lora_r:8",
        "filter[parent_run_id]": "null",
        pinned_first: "true",
        include_pinned: "true",
        include_descendant_matches: "true",
        sort: "-created_at",
        "page[size]": "100",
      },
    ]);
  });

  it("asks for several statuses one by one, and shows one list in order", async () => {
    const rows = runs(await narrow(sweep, { status: ["failed", "killed"] }));
    assert.deepEqual(
      sent().map((query) => query["filter[status]"]),
      ["failed", "killed"],
    );
    const times = rows.map(({ entry }) => Number(entry.id.split("/").at(-1)));
    assert.deepEqual(
      times,
      [...times].sort((a, b) => b - a),
    );
    assert.equal(rows.length, 100);
    assert.deepEqual(new Set(rows.map(({ entry }) => entry.spoken)), new Set(["failed run", "killed run"]));
  });

  it("keeps to the filter on further pages, and counts what matches", async () => {
    const rows = await narrow(sweep, { status: ["failed"] });
    const more = rows.find(({ kind }) => kind === "more")!;
    assert.ok(more.kind === "more" && more.shown === 100 && more.total === 132);
    await walk.tree.loadMore(more);
    assert.equal(runs(await walk.tree.children(sweep)).length, 132);
    assert.ok(sent().every((query) => query["filter[status]"] === "failed"));
  });

  it("lists child runs beside root runs when all are asked for, each under an id of its own that stays", async () => {
    const all = runs(await narrow(project, { all: ["true"] }));
    assert.ok(names(all).includes("seed-1"), "a child run stands beside its parent");
    const parent = all.find(({ entry }) => entry.name === "lr-sweep")!;
    await walk.tree.children(parent);
    const ids = walk.tree.loadedRows().map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    walk.tree.refresh();
    await walk.tree.children(undefined);
    const again = runs(await walk.tree.children(project)).map(({ id }) => id);
    assert.deepEqual(
      again,
      all.map(({ id }) => id),
    );
    assert.ok(again.every((id) => id.startsWith(`${project.id}/run/`)));
  });

  it("shows a run above a match, says why, and only the matches below it", async () => {
    const rows = runs(await narrow(project, { text: ["seed-3"], "above-match": ["true"] }));
    const above = rows.find(({ entry }) => entry.name === "qlora-r8-lr1e-4")!;
    assert.equal(above.entry.detail[0], "a run below matches");
    assert.deepEqual(names(runs(await walk.tree.children(above))), ["seed-3"]);
    const [plain] = runs(await narrow(project, {}));
    assert.equal(plain?.id, above.id);
    assert.deepEqual(names(runs(await walk.tree.children(plain))).sort(), ["seed-1", "seed-2", "seed-3"]);
  });

  it("ends the list of pinned runs with the first that is not", async () => {
    const { keys, baseUrl } = sample.server.systems.modelLab;
    const headers = { "dd-api-key": keys["apiKey"]!, "dd-application-key": keys["appKey"]! };
    const pin = `${baseUrl}/api/v2/model-lab-api/runs/70158/pin`;
    await fetch(pin, { method: "POST", headers });
    const rows = await narrow(project, { pinned: ["true"] });
    await fetch(pin, { method: "DELETE", headers });
    assert.deepEqual(names(runs(rows)), ["qlora-r8-lr1e-4"]);
    assert.ok(rows.every(({ kind }) => kind === "entry"));
  });

  it("looks for stars in what is loaded, and says in how many", async () => {
    const rows = await narrow(undefined, { starred: ["true"] });
    assert.ok(
      runs(rows).length === 0 && rows.every((row) => row.kind === "entry" && row.entry.spoken.includes("starred")),
    );
    assert.equal(sent().length, 1);
    assert.equal(filterMessage(source, walk.tree), `starred — ${rows.length} found in 60`);
  });

  it("says how many match of how many", async () => {
    await narrow(sweep, { status: ["failed"] });
    assert.equal(filterMessage(source, walk.tree), `${SWEEP}: status:failed — 132 of 1,200`);
    await narrow(sweep, {});
    assert.equal(filterMessage(source, walk.tree), "");
    await narrow(sweep, { status: ["failed"], tag: ["gpu:4xh100"] });
    const [, count] = /— (\d+) of 1,200$/.exec(filterMessage(source, walk.tree)) ?? [];
    assert.ok(Number(count) > 0 && Number(count) < 132);
  });

  it("refuses a filter with an offered value that the service can't look for, rather than to show all runs", async () => {
    const { choices: offered } = await suggest(sweep.entry, { field: "param", key: "lora_target_modules" });
    const [value = ""] = offered.map((choice) => choice.value);
    assert.match(value, /^\['q_proj', /);
    await narrow(sweep, { status: ["failed"] });
    const wanted = { param: [`lora_target_modules:${value}`] };
    assert.match(filterProblem(filter.fields(sweep.entry), wanted) ?? "", /can't look for a comma/);
    assert.throws(() => filter.set(sweep.entry, wanted), { name: "ApiError", message: /can't look for a comma/ });
    assert.deepEqual(filter.values(sweep.entry), { status: ["failed"] });
  });

  it("looks for a value that only looks like a comparison as it is", async () => {
    await narrow(sweep, { param: ["pad_token:<|endoftext|>", "arrow:> much", "lr:<  1e-3"], tag: ["note:> 5"] });
    const [query] = sent();
    assert.equal(query!["filter[params]"], "pad_token:<|endoftext|>,arrow:> much,lr:<1e-3");
    assert.equal(query!["filter[tags]"], "note:> 5");
  });

  it("takes no saved filter of what is mine from someone who has taken back who that is", () => {
    filter.self = "me-1";
    const saved = { status: ["failed"], owner: ["mine"] };
    assert.equal(filterProblem(filter.fields(sweep.entry), saved), undefined);
    filter.self = undefined;
    assert.match(filterProblem(filter.fields(sweep.entry), saved) ?? "", /which one is you/);
    assert.throws(() => filter.set(sweep.entry, saved), { name: "ApiError" });
  });

  it("says which filter nothing matches, with a row that clears it", async () => {
    const rows = await narrow(project, { status: ["failed"], text: ["no such run"] });
    const [note, clear] = rows;
    assert.ok(note?.kind === "note" && clear?.kind === "clearFilter");
    assert.equal(note.text, 'No runs match "no such run" · status:failed');
    assert.equal(clear.parent?.id, project.id);
  });

  it("sends nothing while nothing is looked at", async () => {
    filter.set(project.entry, { status: ["failed"] });
    sort.set(project.entry, "-duration");
    walk.tree.relist(project);
    assert.equal(rowFilterText(project), "status:failed");
    assert.equal(filterMessage(source, walk.tree), `${PROJECT}: status:failed`);
    assert.deepEqual(sample.takeRequests(), []);
    await walk.tree.children(project);
    await walk.tree.children(project);
    assert.deepEqual(sample.takeRequests(), ["GET /runs"]);
  });

  it("asks for keys once, and for the values of a key once", async () => {
    const { entry } = project;
    const [tags, params] = await Promise.all([suggest(entry, { field: "tag" }), suggest(entry, { field: "param" })]);
    assert.ok(tags.choices.some(({ value }) => value === "gpu"));
    assert.ok(params.choices.some(({ value }) => value === "learning_rate"));
    assert.deepEqual(sample.takeRequests(), ["GET /facet-keys"]);
    for (let i = 0; i < 2; i++) {
      const values = await suggest(entry, { field: "param", key: "learning_rate" });
      assert.deepEqual(values.range, { min: 0.00001, max: 0.001 });
    }
    assert.deepEqual(sample.takeRequests(), ["GET /facet-values"]);
    await suggest(undefined, { field: "tag" });
    await suggest(undefined, { field: "tag", key: "team" });
    assert.deepEqual(sample.takeRequests(), ["GET /project-facet-keys", "GET /project-facet-values"]);
  });

  it("suggests owners that were seen, without a request, and the user first", async () => {
    const owners = async () => (await suggest(project.entry, { field: "owner" })).choices;
    await walk.tree.children(project);
    sample.takeRequests();
    const [first] = await owners();
    assert.match(first?.description ?? "", /^owns qlora-r8-lr1e-4, /);
    filter.self = first?.value;
    assert.equal(filter.fields(project.entry).find(({ id }) => id === "owner")?.selfValue, "mine");
    assert.deepEqual(
      (await owners()).filter(({ value }) => value === first?.value || value === "mine"),
      [{ value: "mine", label: "Mine", description: first?.value, icon: "account" }],
    );
    assert.deepEqual(sample.takeRequests(), []);
  });

  it("sorts by each field that there is, child runs too", async () => {
    const [usual = "", ...others] = sort.choices(project.entry).map(({ id }) => id);
    const orders = [...others, usual];
    assert.equal(new Set(orders).size, 8);
    for (const id of orders) {
      sort.set(project.entry, id);
      walk.tree.relist(project);
      await walk.tree.children(project);
    }
    assert.deepEqual(
      sent().map(({ sort }) => sort),
      orders,
    );
    sort.set(project.entry, "-duration");
    walk.tree.relist(project);
    const parent = runs(await walk.tree.children(project)).find(({ entry }) => entry.name === "lr-sweep");
    await walk.tree.children(parent);
    const children = sent().find((query) => query["filter[parent_run_id]"] === parent?.id.split("/").at(-1));
    assert.equal(children?.["sort"], "-duration");
  });

  it("finds its filters and orders again after a restart, and nothing that no field takes", () => {
    filter.self = "me-1";
    filter.set(project.entry, { status: ["failed"], owner: ["mine"] });
    sort.set(project.entry, "duration");
    sort.set(undefined, "name");
    const kept = JSON.parse(JSON.stringify(choices.kept)) as { rows: Record<string, { values?: unknown }> };
    const restarted = sample.connect("modelLab");
    restarted.choices!.restore(kept);
    assert.deepEqual(restarted.filter!.values(project.entry), { status: ["failed"], owner: ["mine"] });
    assert.deepEqual(
      [restarted.sort!.current(project.entry), restarted.sort!.current(undefined)],
      ["duration", "name"],
    );
    kept.rows[project.id]!.values = { status: ["exploded", "killed"], nonsense: ["x"], text: 7, param: ["lr:>"] };
    const later = sample.connect("modelLab");
    later.choices!.restore(kept);
    assert.deepEqual(later.filter!.values(project.entry), { status: ["killed"] });
    for (const garbage of [undefined, null, 7, [], { rows: 7 }, { rows: { "": 7 }, self: {} }]) {
      const fresh = sample.connect("modelLab");
      fresh.choices!.restore(garbage);
      assert.deepEqual(fresh.choices!.kept, { rows: {} });
    }
  });
});
