import assert from "node:assert/strict";
import { names, NOW, SampleFixture, type WirePage, type WireProject } from "./sampleFixture";

describe("sample server: projects", () => {
  let sample: SampleFixture;
  before(async () => {
    sample = await SampleFixture.start();
  });
  after(() => sample.server.close());

  it("counts pages from 0 and ends them with a next_number of null", async () => {
    const first = await sample.send<WirePage<WireProject>>("/projects");
    assert.equal(first.data.length, 25);
    assert.deepEqual(first.meta.page, {
      type: "number_size",
      number: 0,
      size: 25,
      total: 60,
      first_number: 0,
      last_number: 2,
      next_number: 1,
      prev_number: null,
    });
    const last = await sample.send<WirePage<WireProject>>("/projects?page[number]=2");
    assert.equal(last.data.length, 10);
    assert.equal(last.meta.page["next_number"], null);
    assert.equal(last.meta.page["prev_number"], 1);
    const beyond = await sample.send<WirePage<WireProject>>("/projects?page[number]=7");
    assert.deepEqual([beyond.data.length, beyond.meta.page["next_number"]], [0, null]);
  });

  it("links to another host, as the real service does", async () => {
    const { links } = await sample.send<WirePage<WireProject>>("/projects?page[number]=1");
    for (const name of ["self", "first", "last", "next", "prev"]) {
      assert.ok(links[name]?.startsWith("https://api.datad0g.com/api/v2/model-lab-api/projects?"), name);
    }
    const first = await sample.send<WirePage<WireProject>>("/projects");
    assert.deepEqual(Object.keys(first.links), ["self", "first", "last", "next"]);
  });

  it("has the names, places and times of a real team", async () => {
    const projects = await sample.projects();
    const [top] = projects;
    assert.equal(top?.attributes.name, "qwen36-27b-qlora-fsdp");
    assert.equal(top.id, "2387");
    assert.ok(top.attributes.is_starred);
    for (const name of [
      "llm-benchmark/gpt-oss-20b",
      "Übersetzung-de-en",
      "日本語-embeddings",
      "Support Summaries EN",
    ]) {
      assert.ok(names(projects).includes(name), name);
    }
    assert.equal(new Set(projects.map(({ id }) => id)).size, 60);
    const kinds = new Set(projects.map(({ attributes }) => attributes.artifact_storage_location.split(":")[0]));
    assert.deepEqual([...kinds].sort(), ["gs", "model-lab", "s3"]);
    for (const { attributes } of projects) {
      assert.ok(Date.parse(attributes.created_at) < Date.parse(attributes.updated_at));
      assert.ok(Date.parse(attributes.updated_at) < NOW);
    }
  });

  it("sorts up and down by each field", async () => {
    const byName = names(await sample.projects({ sort: "name" }));
    assert.deepEqual(byName, [...byName].sort(new Intl.Collator("en").compare));
    assert.deepEqual(names(await sample.projects({ sort: "-name" })), [...byName].reverse());
    const created = (await sample.projects({ sort: "created_at" })).map(({ attributes }) => attributes.created_at);
    assert.deepEqual(created, [...created].sort());
  });

  it("filters by text, tags and owner", async () => {
    const benchmarks = await sample.projects({ filter: "LLM-Benchmark/" });
    assert.equal(benchmarks.length, 6);
    assert.deepEqual(names(await sample.projects({ filter: "JMTEB" })), ["日本語-embeddings"]);
    const speech = await sample.projects({ "filter[tags]": "team:speech,model:whisper" });
    assert.equal(speech.length, 3);
    const owner = benchmarks.find(({ attributes }) => attributes.owner_id)?.attributes.owner_id ?? "";
    const owned = await sample.projects({ "filter[owner_id]": owner });
    assert.ok(owned.length > 0 && owned.every(({ attributes }) => attributes.owner_id === owner));
  });

  it("remembers stars", async () => {
    const { id } = await sample.project("ticket-triage");
    interface Answer {
      data: WireProject;
    }
    const isStarred = async (): Promise<boolean> =>
      (await sample.send<Answer>(`/projects/${id}`)).data.attributes.is_starred;
    assert.equal(await isStarred(), false);
    await sample.send(`/projects/${id}/star`, { method: "POST", status: 204 });
    assert.equal(await isStarred(), true);
    await sample.send(`/projects/${id}/star`, { method: "DELETE", status: 204 });
    assert.equal(await isStarred(), false);
  });

  it("answers errors in the shapes that were seen", async () => {
    assert.deepEqual(await sample.send("/projects/1", { status: 404 }), {
      errors: [{ title: "Generic Error", detail: "project not found" }],
    });
    for (const [query, parameter] of [
      ["page[size]=101", "page[size]"],
      ["page[size]=0", "page[size]"],
      ["page[number]=x", "page[number]"],
      ["sort=size", "sort"],
      ["filter[tags]=nonsense", "filter[tags]"],
    ] as const) {
      const answer = await sample.send<{ errors: { source: { parameter: string } }[] }>(`/projects?${query}`, {
        status: 400,
      });
      assert.equal(answer.errors[0]?.source.parameter, parameter);
    }
    await sample.send("/projects/2387/nothing", { status: 404 });
    await sample.send("/projects/abc", { status: 400 });
    await sample.send("/projects/%E0%A4%A", { status: 404 });
  });

  it("says on every answer how much of the rate limit is left", async () => {
    for (const path of ["/api/v2/model-lab-api/projects", "/api/v2/model-lab-api/runs/1", "/api/v2/validate_keys"]) {
      const { headers } = await sample.fetch(path);
      assert.equal(headers.get("X-RateLimit-Name"), "model_lab_api");
      for (const name of ["Limit", "Period", "Remaining", "Reset"]) {
        assert.match(headers.get(`X-RateLimit-${name}`) ?? "", /^\d+$/, name);
      }
    }
  });

  it("shows another organization's projects on another site", async () => {
    const other = await SampleFixture.start({ dataset: "other" });
    const [mine, theirs] = await Promise.all([sample.projects(), other.projects()]);
    assert.equal(theirs.length, 12);
    assert.ok(names(theirs).every((name) => !names(mine).includes(name)));
    assert.equal((await other.runs()).length, 260);
    await other.server.close();
  });
});
