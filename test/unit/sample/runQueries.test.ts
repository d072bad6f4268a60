import assert from "node:assert/strict";
import { names, SampleFixture, type WireRun } from "./sampleFixture";

describe("sample server: queries for runs", () => {
  let sample: SampleFixture;
  let all: WireRun[];
  const PROJECT = { "filter[project_id]": "2387" };
  before(async () => {
    sample = await SampleFixture.start();
    all = await sample.runs(PROJECT);
  });
  afterEach(() => sample.server.reset());
  after(() => sample.server.close());

  const find = async (query: Record<string, string>): Promise<WireRun[]> => sample.runs({ ...PROJECT, ...query });
  const idOf = (name: string): string => all.find(({ attributes }) => attributes.name === name)?.id ?? "";

  it("filters by text, status, owner and ids", async () => {
    assert.deepEqual(names(await find({ filter: "SWEEP" })).sort(), ["lr-sweep", "qlora-r8-lr1e-4"]);
    const failed = await find({ "filter[status]": "failed" });
    assert.ok(failed.length > 0 && failed.every(({ attributes }) => attributes.status === "failed"));
    const owner = all.find(({ attributes }) => attributes.owner_id)?.attributes.owner_id ?? "";
    const owned = await find({ "filter[owner_id]": owner });
    assert.equal(owned.length, all.filter(({ attributes }) => attributes.owner_id === owner).length);
    const two = await find({ "filter[id]": `70158, ${idOf("vanilla")},1` });
    assert.deepEqual(names(two).sort(), ["qlora-r8-lr1e-4", "vanilla"]);
  });

  it("filters by tags, all of which have to be there", async () => {
    const tagged = await find({ "filter[tags]": "gpu:4xh100,region:us-east-1" });
    assert.ok(tagged.length < (await find({ "filter[tags]": "gpu:4xh100" })).length);
    assert.deepEqual(await find({ "filter[tags]": "gpu:none" }), []);
  });

  it("filters by parameters, with comparisons", async () => {
    const values = async (condition: string): Promise<number[]> =>
      (await find({ "filter[params]": condition })).map(({ attributes }) =>
        Number(attributes.params?.find(({ key }) => key === "lora_r")?.value),
      );
    assert.ok((await values("lora_r:8")).every((value) => value === 8));
    const above = await values("lora_r:>16");
    assert.ok(above.length > 0 && above.every((value) => value > 16));
    assert.ok((await values("lora_r:>=16")).length > above.length);
    assert.ok((await values("lora_r:<8,bf16:true")).every((value) => value < 8));
    assert.ok((await values("learning_rate:<=0.0001,lora_r:>4")).length > 0);
    assert.deepEqual(await values("no_such_parameter:1"), []);
  });

  it("sorts by name, times and duration", async () => {
    const durations = (await find({ sort: "duration" })).map(({ attributes }) => attributes.duration ?? 0);
    assert.deepEqual(
      durations,
      [...durations].sort((a, b) => a - b),
    );
    const created = (await find({ sort: "-created_at" })).map(({ attributes }) => attributes.created_at);
    assert.deepEqual(created, [...created].sort().reverse());
    const byName = names(await find({ sort: "name" }));
    assert.deepEqual(byName, [...byName].sort(new Intl.Collator("en").compare));
  });

  it("keeps pins, puts them first, the latest before the earlier, and shows them whatever the filter", async () => {
    const [vanilla, dryRun] = [idOf("vanilla"), idOf("dry-run")];
    await sample.send(`/runs/${vanilla}/pin`, { method: "POST", status: 204 });
    sample.passTime(1000);
    await sample.send(`/runs/${dryRun}/pin`, { method: "POST", status: 204 });
    const first = await find({ pinned_first: "true" });
    assert.deepEqual(names(first).slice(0, 2), ["dry-run", "vanilla"]);
    assert.deepEqual(
      first.slice(0, 3).map(({ attributes }) => attributes.is_pinned),
      [true, true, false],
    );
    assert.equal(first.length, all.length);
    const filtered = await find({ filter: "bf16-a100", include_pinned: "true" });
    assert.deepEqual(names(filtered).sort(), ["bf16-a100", "dry-run", "vanilla"]);
    await sample.send(`/runs/${vanilla}/pin`, { method: "DELETE", status: 204 });
    const afterwards = names(await find({ filter: "bf16-a100", include_pinned: "true" }));
    assert.deepEqual(afterwards.sort(), ["bf16-a100", "dry-run"]);
  });

  it("lists a root run for a match below it, and marks it", async () => {
    const query = { filter: "lr-5e-4", "filter[parent_run_id]": "null" };
    assert.deepEqual(await find(query), []);
    const above = await find({ ...query, include_descendant_matches: "true" });
    assert.deepEqual(names(above), ["lr-sweep"]);
    assert.equal(above[0]?.attributes.descendant_match, true);
    const deep = await find({ filter: "seed-2", "filter[parent_run_id]": "null", include_descendant_matches: "true" });
    assert.ok(names(deep).includes("lr-sweep"));
    const itself = await find({ filter: "lr-sweep", include_descendant_matches: "true" });
    assert.equal(itself[0]?.attributes.descendant_match, false);
  });

  it("deletes a run and those below it", async () => {
    const [trial] = await find({ filter: "lr-1e-4", "filter[parent_run_id]": idOf("lr-sweep") });
    assert.ok(trial);
    const seeds = await find({ "filter[parent_run_id]": trial.id });
    await sample.send(`/runs/${trial.id}`, { method: "DELETE", status: 204 });
    for (const { id } of [trial, ...seeds]) {
      await sample.send(`/runs/${id}`, { status: 404 });
      await sample.send(`/runs/${id}/artifacts`, { status: 404 });
    }
    await sample.send(`/runs/${trial.id}`, { method: "DELETE", status: 404 });
    assert.equal((await find({})).length, all.length - 4);
  });

  it("names the parameter that is bad", async () => {
    for (const [query, parameter] of [
      ["filter[status]=finished", "filter[status]"],
      ["filter[project_id]=abc", "filter[project_id]"],
      ["filter[id]=1,x", "filter[id]"],
      ["filter[params]=lora_r", "filter[params]"],
      ["filter[parent_run_id]=none", "filter[parent_run_id]"],
      ["pinned_first=yes", "pinned_first"],
      ["sort=-loss", "sort"],
    ] as const) {
      interface Answer {
        errors: { status: string; source: { parameter: string } }[];
      }
      const { errors } = await sample.send<Answer>(`/runs?${query}`, { status: 400 });
      assert.deepEqual([errors[0]?.status, errors[0]?.source.parameter], ["400", parameter]);
    }
  });
});
