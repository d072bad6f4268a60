import assert from "node:assert/strict";
import { setImmediate as nextTurn } from "node:timers/promises";
import { ApiError } from "../../src/http/apiError";
import { DownloadFixture, hashOf } from "../unit/files/download/downloadFixture";
import { dice } from "../unit/files/download/hostileNames";
import type { Misdeed } from "../unit/files/download/scriptedFiles";
import { someBytes } from "../unit/files/download/scriptedFiles";

const COUNT = 250;
const PLACE = ["run", "model.bin"];
const VERSIONS = [1, 2].map((seed) => ({ bytes: someBytes(1_300_000, seed), version: `"${seed}"` }));
const SIZE = 1_300_000;
const SEGMENT = 64 * 1024;
const ITEM = { place: PLACE, path: ["model.bin"], size: SIZE };

function misdeedOf(random: () => number): Misdeed {
  const cutAt = Math.floor(random() * SIZE);
  const cutError = new ApiError("network", "the connection broke off");
  const faults: readonly Misdeed[] = [
    { cutAt, cutError },
    { cutAt },
    { error: new ApiError("server", "the service failed", { status: 500 }) },
    { error: new ApiError("rateLimited", "the service limits requests", { status: 429 }) },
    { error: new ApiError("forbidden", "the keys may not", { status: 403 }) },
    { ignoresRange: true },
    { ignoresVersion: true },
    { more: 10 },
  ];
  return random() < 0.9 ? {} : (faults[Math.floor(random() * faults.length)] ?? {});
}

/** How often a download left something wrong, came, and was received in several ranges. */
async function downloadOften(connections: number): Promise<Record<"wrong" | "came" | "several", number>> {
  const random = dice(connections);
  const counts = { wrong: 0, came: 0, several: 0 };
  for (let index = 0; index < COUNT; index += 1) {
    const fixture = await DownloadFixture.open();
    const file = { ...VERSIONS[0]! };
    fixture.files.add(PLACE, file);
    fixture.files.misbehave(PLACE, ...Array.from({ length: 60 }, () => misdeedOf(random)));
    fixture.files.onChunk = async () => {
      await nextTurn();
      // The file is replaced while it comes.
      Object.assign(file, random() < 0.002 ? VERSIONS[1] : {});
    };
    const lanes = { segmentBytes: SEGMENT, fastBytesPerSecond: Infinity, patienceMs: 0 };
    const { downloaded } = await fixture.run([ITEM], { connections, lanes });
    const isThere = (await fixture.names()).includes("model.bin");
    const hash = isThere ? await fixture.hash("model.bin") : "";
    const isRight = VERSIONS.some(({ bytes }) => hashOf(bytes) === hash);
    counts.wrong += isThere === isRight && isThere === (downloaded.length === 1) ? 0 : 1;
    counts.came += isThere ? 1 : 0;
    counts.several += fixture.files.reads.filter(({ range }) => range?.end !== undefined).length > 8 ? 1 : 0;
    await fixture.close();
  }
  return counts;
}

describe(`${2 * COUNT} downloads with seeded faults`, () => {
  it("leave the whole file of one version, or nothing under its name, over one connection", async () => {
    const { wrong, came, several } = await downloadOften(1);
    assert.equal(wrong, 0);
    assert.ok(came > COUNT / 2 && several === 0, `${came} came, ${several} over several connections`);
  });

  it("leave the whole file of one version, or nothing under its name, over several", async () => {
    const { wrong, came, several } = await downloadOften(8);
    assert.equal(wrong, 0);
    assert.ok(came > COUNT / 4 && several > COUNT / 4, `${came} came, ${several} over several connections`);
  });
});
