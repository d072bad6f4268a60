import assert from "node:assert/strict";
import { ArtifactTree } from "../../../../src/tree/model/artifactTree";
import type { DetailPart, Entry } from "../../../../src/sources/contract/entry";
import { entry, ScriptedSection, scriptedSource } from "../../../support/scriptedSource";
import { SAMPLE_NOW } from "../../../support/connectedSample";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("Rows whose times read otherwise a minute later", () => {
  async function agedIn(items: readonly Entry[], minutes = 1): Promise<readonly (string | undefined)[]> {
    const sections = { "": [new ScriptedSection("projects").answers({ items: [entry("above")] })] };
    const source = scriptedSource({ ...sections, above: [new ScriptedSection("runs").answers({ items })] });
    const tree = new ArtifactTree({ source, onDidChange: () => undefined });
    const [above] = await tree.children(undefined);
    assert.ok(above?.kind === "entry");
    await tree.children(above);
    return tree.loaded.aged(SAMPLE_NOW, SAMPLE_NOW + minutes * MINUTE).map((row) => row?.id);
  }
  const row = (id: string, ...detail: readonly DetailPart[]) => entry(id, { detail });

  it("are drawn again alone: those of hours and days stay", async () => {
    const items = [
      row("running", "loss 1.2", { since: SAMPLE_NOW - 12 * MINUTE, verb: "running" }),
      row("minutes", { ago: SAMPLE_NOW - 7 * MINUTE }),
      row("hours", { ago: SAMPLE_NOW - 3 * HOUR, verb: "updated" }),
      row("yesterday", "27 s", { ago: SAMPLE_NOW - DAY }),
      row("next hour", { ago: SAMPLE_NOW - 2 * HOUR + 30_000 }),
      row("no times", "4.5 MB", { text: "eval_loss 1.3", brief: "1.3 eval_loss" }),
    ];
    assert.deepEqual(await agedIn(items), ["running", "minutes", "next hour"]);
    assert.deepEqual(await agedIn(items, 0), []);
    assert.deepEqual(await agedIn(items.slice(2, 4), 3 * 60), ["hours"]);
  });

  it("are drawn by way of the row above them where they are many, which is one question", async () => {
    const ago = { ago: SAMPLE_NOW - 5 * MINUTE };
    const many = Array.from({ length: 21 }, (_, index) => row(`run ${index}`, ago));
    assert.deepEqual(await agedIn(many), ["above"]);
    assert.equal((await agedIn(many.slice(1))).length, 20);
  });

  it("are none of 10,000 of yesterday", async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => row(`run ${index}`, { ago: SAMPLE_NOW - DAY - index }));
    assert.deepEqual(await agedIn(many), []);
  });
});
