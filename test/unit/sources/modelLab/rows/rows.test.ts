import assert from "node:assert/strict";
import { bestMetric } from "../../../../../src/sources/metrics/bestMetric";
import { detailsOf } from "../../../../../src/sources/modelLab/rows/details";
import { projectEntry, runEntry } from "../../../../../src/sources/modelLab/rows/rows";
import { statusIcon } from "../../../../../src/sources/modelLab/rows/runStatus";
import { RUN_STATUSES } from "../../../../../src/sources/modelLab/wire/model";
import { HOUR, metric, NOW, project, run } from "../../../../support/modelLabBuilders";

const PARENT = { kind: "project", id: "p" };

describe("rows of Model Lab", () => {
  it("describe a completed run by its duration, age and best-known metric", () => {
    const { detail } = runEntry(
      PARENT,
      run({ metrics: [metric("loss", 1.1), metric("eval_loss", 3.2134)] }),
      project(),
    );
    const value = { text: "eval_loss 3.213", brief: "3.213 eval_loss" };
    assert.deepEqual(detail, [value, "27 s", { ago: run().completedAt }]);
  });

  it("describe a running run by how long it has run", () => {
    const running = run({ status: "running", startedAt: NOW - HOUR });
    assert.deepEqual(runEntry(PARENT, running, project()).detail, [{ since: NOW - HOUR, verb: "running" }]);
  });

  it("say after what time a run failed", () => {
    const { detail } = runEntry(PARENT, run({ status: "failed", durationSeconds: 263 }), project());
    assert.deepEqual(detail[0], "failed after 4 min");
  });

  it("say nothing of a time that is not known", () => {
    assert.deepEqual(projectEntry("s", project({ updatedAt: 0 })).detail, []);
    assert.deepEqual(runEntry(PARENT, run({ status: "running", startedAt: 0 }), project()).detail, ["running"]);
    assert.deepEqual(runEntry(PARENT, run({ completedAt: 0 }), project()).detail, ["27 s"]);
  });

  it("tell a child run from a root run in words", () => {
    assert.equal(runEntry({ kind: "run", id: "r" }, run(), project()).spoken, "completed child run");
  });

  it("name a status that is not known yet, and give it a plain icon", () => {
    const odd = runEntry(PARENT, run({ status: "hibernating" }), project());
    assert.deepEqual([odd.detail[0], odd.icon], ["hibernating · 27 s", { codicon: "circle-outline" }]);
  });

  it("have an icon of its own for each status", () => {
    assert.equal(new Set(RUN_STATUSES.map((status) => JSON.stringify(statusIcon(status)))).size, RUN_STATUSES.length);
  });

  it("offer to be watched as long as the run has not ended", () => {
    const isWatchable = (overrides: Parameters<typeof run>[0]) =>
      runEntry(PARENT, run(overrides), project()).abilities.includes("watch");
    const live = RUN_STATUSES.filter((status) => isWatchable({ status }));
    assert.deepEqual(live, ["pending", "running", "unresponsive", "paused"]);
    assert.ok(!isWatchable({ status: "archived" }), "a word that is not known, with the time of its end");
    const { completedAt, ...open } = run({ status: "queued" });
    assert.ok(completedAt !== undefined);
    assert.ok(runEntry(PARENT, open, project()).abilities.includes("watch"));
  });

  it("say in words what an icon says", () => {
    assert.equal(runEntry(PARENT, run({ status: "failed" }), project()).spoken, "failed run");
    assert.equal(projectEntry("s", project({ isStarred: true })).spoken, "starred project");
  });

  it("offer a link only where there is one", () => {
    assert.ok(!projectEntry("s", project()).abilities.includes("external"));
    assert.ok(projectEntry("s", project({ externalUrl: "https://x" })).abilities.includes("external"));
  });

  it("encode ids, so that no name can forge another's", () => {
    assert.equal(
      runEntry({ kind: "project", id: "s/project/1" }, run({ id: "7/run/8" }), project()).id,
      "s/project/1/run/7%2Frun%2F8",
    );
    assert.equal(projectEntry("s", project({ id: "\ud800" })).id, "s/project/%uD800");
  });
});

describe("bestMetric", () => {
  it("prefers held-out loss, however it is spelt", () => {
    assert.deepEqual(bestMetric([metric("train/loss", 1), metric("eval/loss", 2)]), { key: "eval/loss", value: 2 });
  });
  it("falls back on the mean when there is no latest value", () => {
    assert.deepEqual(bestMetric([{ key: "loss", mean: 4 }]), { key: "loss", value: 4 });
  });
  it("says that a metric is NaN, rather than another's value or its mean", () => {
    const [diverged, other] = [{ key: "eval_loss", count: 9, latest: NaN, mean: 2 }, metric("train_loss", 1)];
    assert.deepEqual(bestMetric([other, diverged]), { key: "eval_loss", value: NaN });
    const entry = runEntry(PARENT, run({ metrics: [diverged] }), project());
    assert.deepEqual(entry.detail[0], { text: "eval_loss NaN", brief: "NaN eval_loss" });
    assert.deepEqual(detailsOf(entry).tables[0]?.rows, [["eval_loss", "NaN", "", "", "2"]]);
  });
  it("is marked while a run goes on with NaN, or without a step, in icon and words", () => {
    const metrics = [metric("eval_loss", 2), { key: "loss", count: 9, latest: NaN }];
    const odd = runEntry(PARENT, run({ status: "running", metrics }), project());
    assert.deepEqual(odd.icon, { codicon: "warning", color: "charts.yellow" });
    assert.equal(odd.spoken, "running run, loss is NaN");
    assert.deepEqual(odd.detail.slice(0, 2), [{ text: "eval_loss 2", brief: "2 eval_loss" }, "loss NaN"]);
    const stuck = runEntry(PARENT, run({ status: "running" }), project(), { stuckSince: NOW - HOUR });
    assert.deepEqual([stuck.icon, stuck.spoken], [odd.icon, "running run, makes no steps"]);
    assert.deepEqual(stuck.detail[0], { since: NOW - HOUR, verb: "no step for" });
    assert.deepEqual(runEntry(PARENT, run({ status: "failed", metrics }), project()).icon, statusIcon("failed"));
  });
  it("names none when none is known", () => assert.equal(bestMetric([metric("gpu_temperature", 60)]), undefined));
});
