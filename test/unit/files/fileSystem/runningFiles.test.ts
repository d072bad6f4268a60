import assert from "node:assert/strict";
import { RunningFiles } from "../../../../src/files/fileSystem/runningFiles";
import { SeenFiles } from "../../../../src/files/fileSystem/seenFiles";
import { ApiError } from "../../../../src/http/apiError";
import type { ScriptedFile } from "../download/scriptedFiles";
import { ScriptedFiles, someBytes } from "../download/scriptedFiles";

const LOG = "train.log";
const FAILED = new ApiError("server", "the service failed");

describe("Files of a run that has ended", () => {
  let files: ScriptedFiles;
  let log: ScriptedFile;
  let running: RunningFiles<string>;
  let changed: string[];
  beforeEach(async () => {
    files = new ScriptedFiles();
    log = { bytes: someBytes(100), isChanging: true };
    files.add([LOG], log);
    for (const name of ["first.log", "other.log"]) {
      files.add([name], { bytes: someBytes(100), isChanging: true });
    }
    running = new RunningFiles({
      addressOf: (name) => ({ systemId: "modelLab", site: "test", place: [name] }),
      filesOf: () => Promise.resolve(files),
      seen: new SeenFiles(),
    });
    changed = [];
    await check();
    assert.deepEqual(changed, []);
    endRun();
  });

  const check = (signal = new AbortController().signal, names = [LOG]) =>
    running.check(names, (name) => changed.push(name), { signal });

  /** Its last lines are written before it ends. */
  function endRun(): void {
    Object.assign(log, { bytes: someBytes(200), isChanging: false } satisfies ScriptedFile);
  }

  async function assertToldOnce(): Promise<void> {
    await check();
    assert.deepEqual(changed, [LOG]);
    files.reads.length = 0;
    await check();
    assert.deepEqual([changed, files.reads], [[LOG], []]);
  }

  it("are looked at once more", assertToldOnce);

  it("are looked at once more after a poll in which no one could say how the run stands", async () => {
    const changing = files.changing.bind(files);
    files.changing = () => Promise.reject(FAILED);
    await assert.rejects(check(), FAILED);
    files.changing = changing;
    await assertToldOnce();
  });

  it("are looked at once more after a poll in which they could not be read", async () => {
    files.misbehave([LOG], { error: FAILED });
    await assert.rejects(check(), FAILED);
    await assertToldOnce();
  });

  it("are looked at once more after a poll that was called off", async () => {
    await assert.rejects(check(AbortSignal.abort()), { name: "AbortError" });
    await assertToldOnce();
  });

  it("are looked at once more after polls in which something else was seen", async () => {
    await check(undefined, ["other.log"]);
    await assertToldOnce();
  });

  it("are looked at though another file can't be read", async () => {
    const others = ["first.log", "other.log"];
    others.forEach((name) => files.misbehave([name], { error: FAILED }));
    await assert.rejects(check(undefined, ["first.log", LOG, "other.log"]), FAILED);
    assert.deepEqual(changed, [LOG]);
  });
});
