import assert from "node:assert/strict";
import { findLogs } from "../../../../src/files/curves/findLogs";
import { ApiError } from "../../../../src/http/apiError";
import type { FilePlace } from "../../../../src/sources/contract/sourceFiles";
import { ScriptedFiles } from "../download/scriptedFiles";

class CountedFiles extends ScriptedFiles {
  readonly listed: string[] = [];
  refused = "";

  override async list(place: FilePlace) {
    this.listed.push(place.slice(1).join("/"));
    if (this.refused !== "" && place.at(-1) === this.refused) {
      throw new ApiError("forbidden", "the keys may not");
    }
    return super.list(place);
  }
}

function filesOf(...paths: readonly string[]): CountedFiles {
  const files = new CountedFiles();
  paths.forEach((path) => files.add(["run", ...path.split("/")]));
  return files;
}

async function find(files: CountedFiles) {
  const options = { signal: new AbortController().signal, isFresh: false };
  const { logs, notes, failures } = await findLogs(files, ["run"], options);
  return { logs: logs.map(({ names }) => names.join("/")), notes, failures };
}

describe("The training logs of a run", () => {
  it("are found by their names, in the directories that trainers make, and none is read", async () => {
    const files = filesOf(
      "metrics.csv",
      "predictions.jsonl",
      "model/weights/metrics.csv",
      "lightning_logs/version_0/metrics.csv",
      "runs/Nov27_09-08-07_host/events.out.tfevents.1700000000.host.1.0",
      "checkpoint-20/trainer_state.json",
      "checkpoint-100/trainer_state.json",
    );
    assert.deepEqual(await find(files), {
      logs: [
        "metrics.csv",
        "checkpoint-100/trainer_state.json",
        "lightning_logs/version_0/metrics.csv",
        "runs/Nov27_09-08-07_host/events.out.tfevents.1700000000.host.1.0",
      ],
      notes: [],
      failures: [],
    });
    assert.equal(files.reads.length, 0);
    assert.ok(!files.listed.some((path) => path.startsWith("model") || path === "checkpoint-20"));
  });

  it("are those of the trainer's own state, not of its checkpoints, where it is there", async () => {
    const files = filesOf("trainer_state.json", "checkpoint-20/trainer_state.json");
    assert.deepEqual((await find(files)).logs, ["trainer_state.json"]);
    assert.deepEqual(files.listed, [""]);
  });

  it("are looked for elsewhere only when there are none, and not for ever", async () => {
    const files = filesOf(...Array.from({ length: 30 }, (_, index) => `data-${index}/a.bin`), "data-3/metrics.csv");
    const { logs } = await find(files);
    assert.deepEqual([logs, files.listed], [["data-3/metrics.csv"], ["", "data-0", "data-1", "data-2", "data-3"]]);
    const empty = filesOf(...Array.from({ length: 30 }, (_, index) => `data-${index}/a.bin`));
    assert.deepEqual(await find(empty), {
      logs: [],
      notes: ["Only 12 directories were looked into for curves."],
      failures: [],
    });
    assert.equal(empty.listed.length, 12);
  });

  it("are not all read when there are too many, which is said", async () => {
    const { logs, notes } = await find(filesOf(...Array.from({ length: 30 }, (_, index) => `metrics_${index}.csv`)));
    assert.equal(logs.length, 24);
    assert.deepEqual(notes, ["6 more files that may hold curves were not read."]);
  });

  it("stand beside a directory that could not be listed", async () => {
    const files = filesOf("metrics.csv", "logs/metrics.csv");
    files.refused = "logs";
    const { logs, failures } = await find(files);
    assert.deepEqual(logs, ["metrics.csv"]);
    assert.deepEqual(
      failures.map(({ action, error }) => [action, (error as Error).message]),
      [["list logs", "the keys may not"]],
    );
  });
});
