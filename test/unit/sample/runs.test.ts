import assert from "node:assert/strict";
import { names, NOW, SampleFixture, type Metric, type WireRun } from "./sampleFixture";

const FLAGSHIP = "qwen36-27b-qlora-fsdp";

describe("sample server: runs", () => {
  let sample: SampleFixture;
  let all: WireRun[];
  before(async () => {
    sample = await SampleFixture.start();
    all = await sample.runs();
  });
  after(() => sample.server.close());

  it("has 2,500 runs in all statuses", () => {
    assert.equal(all.length, 2500);
    assert.equal(new Set(all.map(({ id }) => id)).size, 2500);
    const statuses = new Set(all.map(({ attributes }) => attributes.status));
    assert.deepEqual([...statuses].sort(), [
      "completed",
      "failed",
      "killed",
      "paused",
      "pending",
      "running",
      "unresponsive",
    ]);
  });

  it("has one project with 1,200 root runs and one with none", async () => {
    const grid = await sample.project("sweeps/qwen3-4b-lora-grid");
    const roots = await sample.runs({ "filter[project_id]": grid.id, "filter[parent_run_id]": "null" });
    assert.equal(roots.length, 1200);
    const empty = await sample.project("scratch (empty)");
    assert.deepEqual(await sample.runs({ "filter[project_id]": empty.id }), []);
  });

  it("leaves out parameters on about half of the runs, and metrics on many", () => {
    const share = (has: (run: WireRun) => boolean): number => all.filter(has).length / all.length;
    const withoutParams = share(({ attributes }) => attributes.params === null);
    assert.ok(withoutParams > 0.4 && withoutParams < 0.6, String(withoutParams));
    assert.ok(share(({ attributes }) => attributes.metric_summaries.length === 0) > 0.25);
    assert.equal(Math.max(...all.map(({ attributes }) => attributes.metric_summaries.length)), 22);
    const mostParams = Math.max(...all.map(({ attributes }) => attributes.params?.length ?? 0));
    assert.ok(mostParams >= 100 && mostParams < 120, String(mostParams));
  });

  it("tells the duration and the end of those runs that have ended, and of no others", () => {
    for (const { attributes: run } of all) {
      const hasEnded = ["completed", "failed", "killed"].includes(run.status);
      assert.equal(run.completed_at !== undefined, hasEnded, run.name);
      assert.equal(run.duration !== undefined, hasEnded, run.name);
      assert.ok(Date.parse(run.created_at) <= Date.parse(run.started_at));
      assert.ok(Date.parse(run.updated_at) <= NOW, run.name);
      if (run.completed_at !== undefined) {
        const seconds = (Date.parse(run.completed_at) - Date.parse(run.started_at)) / 1000;
        assert.ok(seconds > 0 && Math.abs(seconds - (run.duration ?? 0)) < 0.002, run.name);
      }
    }
  });

  it("sums metrics up without contradicting itself", () => {
    const isSound = (metric: Metric): boolean =>
      metric.count > 0 &&
      metric.min <= metric.mean &&
      metric.mean <= metric.max &&
      metric.min <= metric.latest &&
      metric.latest <= metric.max &&
      metric.stddev >= 0 &&
      metric.stddev <= metric.max - metric.min &&
      metric.first_step <= metric.last_step;
    for (const { attributes } of all) {
      for (const metric of attributes.metric_summaries) {
        assert.ok(isSound(metric), `${attributes.name}: ${JSON.stringify(metric)}`);
      }
    }
  });

  it("shows in the top project a running run with children, completed ones with eval_loss, and a failed one", async () => {
    const project = await sample.project(FLAGSHIP);
    const roots = await sample.runs({
      "filter[project_id]": project.id,
      "filter[parent_run_id]": "null",
      sort: "-updated_at",
    });
    assert.deepEqual(names(roots).slice(0, 4), ["qlora-r8-lr1e-4", "qlora-r16-lr2e-4", "vanilla", "bf16-a100"]);
    const [running, , vanilla, failed] = roots;
    assert.equal(running?.id, "70158");
    assert.equal(running.attributes.mlflow_artifact_location, "mlflow-artifacts:///2387/70158/artifacts");
    assert.ok(running.attributes.has_children);
    assert.deepEqual(
      roots.slice(0, 4).map(({ attributes }) => attributes.status),
      ["running", "running", "completed", "failed"],
    );
    assert.equal(failed?.attributes.name, "bf16-a100");
    const evalLoss = vanilla?.attributes.metric_summaries.find(({ key }) => key === "eval_loss");
    assert.ok(Math.abs((evalLoss?.latest ?? 0) - 3.21) < 0.05, JSON.stringify(evalLoss));
  });

  it("nests runs two levels deep", async () => {
    const childrenOf = (id: string): Promise<WireRun[]> => sample.runs({ "filter[parent_run_id]": id });
    const sweep = await sample.run(FLAGSHIP, "lr-sweep");
    const trials = await childrenOf(sweep.id);
    assert.deepEqual(names(trials).sort(), ["lr-1e-3", "lr-1e-4", "lr-2e-4", "lr-5e-4", "lr-5e-5"]);
    const trial = trials.find(({ attributes }) => attributes.name === "lr-1e-4");
    assert.ok(trial?.attributes.has_children);
    const seeds = await childrenOf(trial.id);
    assert.deepEqual(names(seeds).sort(), ["seed-1", "seed-2", "seed-3"]);
    assert.ok(seeds.every(({ attributes }) => !attributes.has_children));
  });

  it("finishes runs while one watches", async () => {
    const watched = await SampleFixture.start();
    const [slow, mid] = [
      await watched.run(FLAGSHIP, "qlora-r8-lr1e-4"),
      await watched.run(FLAGSHIP, "qlora-r16-lr2e-4"),
    ];
    const seeds = await watched.runs({ "filter[parent_run_id]": slow.id });
    const quick = seeds.find(({ attributes }) => attributes.status === "running");
    assert.equal(quick?.attributes.name, "seed-3");
    const read = async (id: string): Promise<WireRun["attributes"]> =>
      (await watched.send<{ data: WireRun }>(`/runs/${id}`)).data.attributes;
    const loss = async (): Promise<number> =>
      (await read(slow.id)).metric_summaries.find(({ key }) => key === "loss")?.latest ?? NaN;

    const before = await loss();
    watched.passTime(91_000);
    const done = await read(quick.id);
    assert.equal(done.status, "completed");
    assert.equal(done.duration, 568);
    assert.equal((await read(mid.id)).status, "running");
    watched.passTime(4 * 60_000);
    assert.equal((await read(mid.id)).status, "completed");
    watched.passTime(2 * 3600_000);
    assert.equal((await read(slow.id)).status, "running");
    assert.ok((await loss()) < before - 0.1);
    await watched.server.close();
  });

  it("gets one run, or says that it is not there", async () => {
    const { data } = await sample.send<{ data: WireRun }>("/runs/70158");
    assert.equal(data.attributes.name, "qlora-r8-lr1e-4");
    assert.deepEqual(await sample.send("/runs/1", { status: 404 }), {
      errors: [{ title: "Generic Error", detail: "run not found" }],
    });
  });

  it("gives the same answers to the same questions at the same time, on any server", async () => {
    const other = await SampleFixture.start();
    for (const path of ["/projects?page[size]=100", "/runs?page[size]=100&page[number]=3", "/runs/70158/artifacts"]) {
      assert.deepEqual(await other.send(path), await sample.send(path));
    }
    await other.server.close();
  });
});
