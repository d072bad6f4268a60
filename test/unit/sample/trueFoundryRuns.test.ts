import assert from "node:assert/strict";
import { NOW } from "./sampleFixture";
import { TrueFoundryFixture } from "./trueFoundryFixture";

interface WireMetric {
  readonly key: string;
  readonly value: number;
  readonly step: number;
  readonly timestamp: number;
}

interface WireRun {
  readonly info: {
    readonly run_id: string;
    readonly name: string;
    readonly fqn: string;
    readonly status: string;
    readonly start_time: number;
    readonly end_time?: number;
    readonly lifecycle_stage: string;
  };
  readonly data: {
    readonly metrics: readonly WireMetric[];
    readonly params: readonly { readonly key: string; readonly value: string }[];
  };
}

interface WireRuns {
  readonly runs: readonly WireRun[];
  readonly total: number;
  readonly next_page_token?: string;
}

const MINUTE = 60_000;
const DIVERGED = "qwen36-support-r64-lr1e-3";
const STUCK = "qwen36-support-r32-8xh100";
const GOING_ON = "qwen36-support-r16-longctx";

describe("sample server: TrueFoundry's runs", () => {
  let hub: TrueFoundryFixture;
  let now = NOW;
  before(async () => (hub = await TrueFoundryFixture.start({ now: () => now })));
  beforeEach(() => {
    now = NOW;
    hub.sample.server.reset();
  });
  after(() => hub.close());

  const idOf = async (repo: string) => (await hub.repo(repo)).id;
  const search = async (repo: string, more: object = {}, status = 200) =>
    hub.post<WireRuns>("/runs/search", { experiment_ids: [await idOf(repo)], ...more }, status);
  const named = async (name: string) => (await search("support-assistant", { name })).runs[0]!;
  /** NaN and Infinity stand bare, which `JSON.parse` does not take. */
  const history = async (name: string, keys: readonly string[]) => {
    const { info } = await named(name);
    const json = { metric_keys: keys };
    const text = await (await hub.fetch(`/runs/${info.run_id}/metrics/list`, { json })).text();
    const plain = text.replaceAll(/(?<=:)(NaN|-?Infinity)/g, '"$1"');
    const { metric_collections: found } = JSON.parse(plain) as {
      metric_collections: { metrics: (Omit<WireMetric, "value"> & { value: number | string })[] }[];
    };
    return found.map(({ metrics }) => metrics.map((metric) => ({ ...metric, value: Number(metric.value) })));
  };

  it("has as many runs in a repo as the repo counts, each with a name of its own, the newest first", async () => {
    for (const { id, num_runs: count = 0 } of (await hub.page<{ id: string; num_runs?: number }>("/ml-repos")).data) {
      const { runs, total } = await hub.post<WireRuns>("/runs/search", { experiment_ids: [id] });
      assert.equal(total, count);
      assert.equal(new Set(runs.map(({ info }) => info.name)).size, runs.length);
      const starts = runs.map(({ info }) => info.start_time);
      assert.deepEqual(
        starts,
        starts.toSorted((a, b) => b - a),
      );
    }
  });

  it("pages by tokens, which belong to one search", async () => {
    const first = await search("lora-grid", { max_results: 500 });
    assert.deepEqual([first.runs.length, first.total], [500, 1_200]);
    const second = await search("lora-grid", { max_results: 500, page_token: first.next_page_token });
    const third = await search("lora-grid", { max_results: 500, page_token: second.next_page_token });
    const all = [first, second, third].flatMap(({ runs }) => runs.map(({ info }) => info.run_id));
    assert.deepEqual([new Set(all).size, third.next_page_token], [1_200, undefined]);
    assert.deepEqual((await search("lora-grid", { max_results: 500, offset: 500 })).runs, second.runs);
    await search("support-assistant", { page_token: first.next_page_token }, 400);
  });

  it("reads the comparison language, and refuses what is none", async () => {
    const { runs } = await search("lora-grid", {
      filter: `metrics."train/loss" < 1.6 and params.learning_rate = '0.0001' AND attributes.status = "FINISHED"`,
      order_by: [`metrics."train/loss" ASC`],
    });
    const losses = runs.map(({ data }) => data.metrics.find(({ key }) => key === "train/loss")!.value);
    assert.ok(losses.length > 3 && losses.every((loss) => loss < 1.6));
    assert.deepEqual(
      losses,
      losses.toSorted((a, b) => a - b),
    );
    assert.ok(runs.every(({ info }) => info.status === "FINISHED"));
    assert.ok(runs.every(({ data }) => data.params.some(({ value }) => value === "0.0001")));
    const like = await search("support-assistant", { filter: "attributes.run_name LIKE '%longctx'" });
    assert.deepEqual(
      like.runs.map(({ info }) => info.name),
      [GOING_ON],
    );
    for (const filter of [
      "loss < 1",
      "metrics.loss < 'a'",
      "params.lr = 1",
      "attributes.shoe = 'x'",
      "metrics.a < 1 or",
    ]) {
      await search("support-assistant", { filter }, 400);
    }
    await search("support-assistant", { order_by: ["loss"] }, 400);
  });

  it("names the columns that a repo's runs have", async () => {
    const { columns } = await hub.send<{ columns: Record<string, string[]> }>(
      `/runs/columns?experiment_id=${await idOf("support-assistant")}`,
    );
    assert.ok(columns["metric_names"]?.includes("eval/loss"));
    assert.ok(columns["param_names"]?.includes("lora_r"));
    assert.ok(columns["tag_names"]?.includes("dataset"));
  });

  it("has curves as training makes them: a rate that warms up, a loss that falls, an evaluation now and then", async () => {
    now += 4 * 60 * MINUTE;
    const keys = ["train/loss", "train/learning_rate", "eval/loss", "system/gpu_0_memory_gb"];
    const [loss = [], rate = [], evaluated = [], memory = []] = await history(GOING_ON, keys);
    assert.deepEqual([loss.length, loss.at(-1)?.step, evaluated.length], [1_200, 6_000, 60]);
    const mean = (points: readonly WireMetric[]) => points.reduce((sum, { value }) => sum + value, 0) / points.length;
    assert.ok(mean(loss.slice(0, 20)) > 2.3 && mean(loss.slice(-100)) < 1.2);
    assert.ok(
      loss.some(({ value }, index) => index > 0 && value > loss[index - 1]!.value),
      "noise",
    );
    const peak = rate.reduce((best, point) => (point.value > best.value ? point : best));
    assert.equal(peak.step, 180);
    assert.ok(memory[0]!.value < memory.at(-1)!.value);
    assert.ok(loss.every(({ timestamp }, index) => index === 0 || timestamp >= loss[index - 1]!.timestamp));
  });

  it("has a run that diverged to infinity and NaN, and failed", async () => {
    const { info } = await named(DIVERGED);
    assert.equal(info.status, "FAILED");
    const [loss = [], gradient = []] = await history(DIVERGED, ["train/loss", "train/grad_norm"]);
    assert.ok(Number.isNaN(loss.at(-1)?.value));
    assert.ok(gradient.some(({ value }) => value === Infinity));
    assert.ok(loss.filter(({ value }) => Number.isFinite(value)).length > 200);
  });

  it("has a run that stands still, and one that goes on in real time", async () => {
    const lastStep = async (name: string) => (await history(name, ["train/loss"]))[0]!.at(-1)!;
    const [stuck, going] = [await lastStep(STUCK), await lastStep(GOING_ON)];
    assert.ok(NOW - stuck.timestamp > 60 * MINUTE);
    assert.ok(NOW - going.timestamp < MINUTE);
    now += MINUTE;
    assert.equal((await lastStep(STUCK)).step, stuck.step);
    assert.equal((await lastStep(GOING_ON)).step, going.step + 30);
    assert.equal((await named(STUCK)).info.status, "RUNNING");
    assert.equal((await named(GOING_ON)).info.status, "RUNNING");
  });

  it("archives, restores and deletes runs, until it is reset", async () => {
    const { info } = await named(DIVERGED);
    const { total } = await search("support-assistant");
    const path = `/runs/${info.run_id}`;
    const stage = async () => (await hub.send<{ run: WireRun }>(path)).run.info.lifecycle_stage;
    await hub.post(`${path}/archive`, {});
    assert.deepEqual([(await search("support-assistant")).total, await stage()], [total - 1, "deleted"]);
    assert.equal((await search("support-assistant", { run_view_type: "DELETED_ONLY" })).total, 1);
    await hub.post(`${path}/restore`, {});
    assert.deepEqual([(await search("support-assistant")).total, await stage()], [total, "active"]);
    await hub.send(path, { method: "DELETE" });
    await hub.send(path, { status: 404 });
    hub.sample.server.reset();
    assert.equal(await stage(), "active");
  });

  it("keeps data directories beside, with files to list and to fetch", async () => {
    const id = await idOf("support-assistant");
    const page = await hub.page<{ id: string; name: string; fqn: string }>("/data-directories", { ml_repo_id: id });
    assert.deepEqual(
      page.data.map(({ fqn }) => fqn),
      ["data-dir:acme/support-assistant/support-conversations", "data-dir:acme/support-assistant/support-eval-v5"],
    );
    const body = { id: page.data[0]!.id };
    const files = await hub.post<{ data: { path: string }[] }>("/data-directories/files", { ...body, path: "train" });
    const paths = files.data.map(({ path }) => path);
    assert.equal(paths[0], "train/part-00000.jsonl");
    const signing = { ...body, paths: paths.slice(0, 1), operation: "READ" };
    const { data } = await hub.post<{ data: { signed_url: string }[] }>("/data-directories/signed-urls", signing);
    const content = await (await fetch(data[0]!.signed_url)).text();
    assert.equal(content.trim().split("\n").length, 40);
    await hub.post("/data-directories/files", { id: "none" }, 404);
  });
});
