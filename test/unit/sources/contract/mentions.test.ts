import assert from "node:assert/strict";
import { ApiError } from "../../../../src/http/apiError";
import type { ArtifactSource } from "../../../../src/sources/contract/source";
import { mayMention } from "../../../../src/sources/mentions/mayMention";
import { ConnectedSample, TreeWalk, unaborted } from "../../../support/connectedSample";
import type { SystemId } from "../../../support/connectedSample";

describe("What files mention", () => {
  let sample: ConnectedSample;
  before(async () => (sample = await ConnectedSample.start()));
  beforeEach(() => sample.server.clearRequests());
  after(() => sample.close());

  const find = (source: ArtifactSource, text: string, loaded: Parameters<typeof mentioned>[2] = []) =>
    mentioned(source, text, loaded).map(({ start, end, address }) => `${text.slice(start, end)} → ${address}`);

  const CASES: Readonly<Record<SystemId, Readonly<Record<string, readonly string[]>>>> = {
    modelLab: {
      "run_id: 70158": ["70158 → run/70158"],
      '"run_id": "70158",': ["70158 → run/70158"],
      "train.py --run-id=70158 --x": ["70158 → run/70158"],
      "train.py --run-id 70158": ["70158 → run/70158"],
      "MODEL_LAB_RUN_ID=70158\n": ["70158 → run/70158"],
      "runId: 1, runId: 2": ["1 → run/1", "2 → run/2"],
      "epochs: 70158": [],
      "prune_id: 70158": [],
      "run_id: 70158.5": [],
      "run_id: f635c0": [],
      "run_id: 70158abc": [],
      "": [],
    },
    trueFoundry: {
      'load("model:acme/support-assistant/qwen36:3")': [
        "model:acme/support-assistant/qwen36:3 → model:acme/support-assistant/qwen36:3",
      ],
      "artifact:acme/repo/name, and more": ["artifact:acme/repo/name → artifact:acme/repo/name"],
      "model:acme/repo/name:latest.": ["model:acme/repo/name:latest → model:acme/repo/name:latest"],
      "supermodel:acme/repo/name": [],
      "model:acme/repo": [],
    },
    registry: {
      "see /artifacts/model/12345": [],
    },
  };
  for (const [id, texts] of Object.entries(CASES)) {
    for (const [text, wanted] of Object.entries(texts)) {
      it(`${id}: ${JSON.stringify(text)}`, () => {
        assert.deepEqual(find(sample.connect(id as SystemId), text), wanted);
        assert.ok(wanted.length === 0 || mayMention(text, []), "it is looked at before the sources are loaded");
        assert.deepEqual(sample.takeRequests(), []);
      });
    }
  }

  it("finds an artifact's address at the registry that is connected, and at no other", () => {
    const { baseUrl } = sample.server.systems.registry;
    const own = `${baseUrl}/artifacts/model/12345`;
    const text = `a: ${own}. b: https://elsewhere.example/artifacts/model/1`;
    assert.deepEqual(
      mentioned(sample.connect("registry"), text, []).map(({ address }) => address),
      ["model/12345"],
    );
    assert.deepEqual([mayMention(text, [baseUrl]), mayMention(text, ["https://other.example"])], [true, false]);
  });

  it("finds a run by the web address of its row once that is loaded", async () => {
    const source = sample.connect("modelLab");
    const walk = new TreeWalk(source);
    const project = await walk.open(["qwen36-27b-qlora-fsdp"]);
    const rows = await walk.tree.children(project);
    const runs = rows.flatMap((row) => (row.kind === "entry" && row.entry.kind === "run" ? [row.entry] : []));
    const linked = runs.find((run) => run.abilities.includes("external"))!;
    const url = await source.externalUrl(linked, unaborted());
    assert.deepEqual(find(source, `from ${url}.`, []), []);
    assert.deepEqual(
      mentioned(source, `from ${url}.`, runs).map(({ address }) => address),
      [source.addresses?.of(linked)],
    );
    const longer = url.replace("#/runs/", "#/experiments/2387/runs/");
    assert.notEqual(longer, url);
    const text = `not ${longer}0 but ${longer}/ in MLflow`;
    assert.deepEqual(find(source, text, runs), [`${longer}/ → ${source.addresses?.of(linked)}`]);
  });

  it("reads long texts that look like addresses or names without coming to a halt", async () => {
    const source = sample.connect("modelLab");
    const walk = new TreeWalk(source);
    const project = await walk.open(["qwen36-27b-qlora-fsdp"]);
    const runs = (await walk.tree.children(project)).flatMap((row) => (row.kind === "entry" ? [row.entry] : []));
    const { baseUrl } = sample.server.systems.registry;
    for (const text of [
      `http://${".".repeat(400_000)}x`,
      `${baseUrl}/artifacts/${"/".repeat(400_000)}x`,
      "http://".repeat(70_000),
      `run_id${" ".repeat(400_000)}x`,
      `model:${"a".repeat(400_000)}`,
      "model:a/b/".repeat(50_000),
    ]) {
      assert.deepEqual(mentioned(source, text, runs), []);
      assert.deepEqual(mentioned(sample.connect("registry"), text, []), []);
      assert.ok(mentioned(sample.connect("trueFoundry"), text, []).length <= 1);
    }
  });

  it("says how a run stands with one request, however often it is pointed at", async () => {
    const source = sample.connect("modelLab");
    const first = await source.mentions!.introduce("run/70158", unaborted());
    await source.mentions!.introduce("run/70158", unaborted());
    assert.equal(first.name, "qlora-r8-lr1e-4");
    assert.ok(first.details.facts.some((fact) => fact.label === "Status" && "text" in fact && fact.text === "running"));
    assert.ok(first.details.tables[0]!.rows.length > 0);
    assert.deepEqual(sample.takeRequests(), ["GET /runs/70158"]);
  });

  it("says that there is no such run", async () => {
    const asked = sample.connect("modelLab").mentions!.introduce("run/999999999", unaborted());
    await assert.rejects(asked, (error) => error instanceof ApiError && error.kind === "notFound");
  });

  it("says what a version and an artifact are with one request each", async () => {
    const source = sample.connect("trueFoundry");
    const walk = new TreeWalk(source);
    const model = await walk.open(["support-assistant", "Models", "qwen36-support-lora"]);
    const fqn = source.addresses!.of(model.entry);
    sample.server.clearRequests();
    assert.equal((await source.mentions!.introduce(fqn, unaborted())).name, model.entry.name);
    assert.equal((await source.mentions!.introduce(`${fqn}:3`, unaborted())).name, `${fqn}:3`);
    assert.equal(sample.takeRequests().length, 2);
  });

  it("says what an artifact of the registry is", async () => {
    const source = sample.connect("registry");
    const { name, details } = await source.mentions!.introduce("model/12345", unaborted());
    assert.notEqual(name, "");
    assert.ok(details.facts.some(({ label }) => label === "Source"));
    assert.doesNotMatch(JSON.stringify(details), /signature|token=/i);
  });
});

function mentioned(source: ArtifactSource, text: string, loaded: readonly ArtifactEntry[]) {
  return source.mentions?.find(text, loaded) ?? [];
}

type ArtifactEntry = Parameters<NonNullable<ArtifactSource["mentions"]>["find"]>[1][number];
