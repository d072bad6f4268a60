import assert from "node:assert/strict";
import { FileCurves } from "../../../../src/files/curves/fileCurves";
import { ApiError } from "../../../../src/http/apiError";
import { ScriptedFiles } from "../download/scriptedFiles";

const PLACE = ["run", "progress.csv"];
const unaborted = { signal: new AbortController().signal };

function open(text: string) {
  const files = new ScriptedFiles();
  files.add(PLACE, { bytes: Buffer.from(text), isChanging: true });
  const curves = new FileCurves({
    name: "progress.csv",
    open: (range, options) => files.read(PLACE, range, options),
    isGoing: async () => (await files.changing([PLACE]))[0] === true,
  });
  return { files, curves };
}

describe("The curves of one file", () => {
  it("are read when they are asked for, and on as the file grows", async () => {
    const { files, curves } = open("step,loss\n1,2\n2,1");
    assert.deepEqual([files.reads, curves.found.series], [[], []]);
    const first = await curves.read(unaborted);
    assert.deepEqual([first.isGoing, first.notes, first.failures], [true, [], []]);
    const [loss] = first.series;
    assert.deepEqual([loss?.name, loss?.origin, [...(loss?.points.steps ?? [])]], ["loss", "progress.csv", [1]]);
    Object.assign(files.paths.get(JSON.stringify(PLACE))!, {
      bytes: Buffer.from("step,loss\n1,2\n2,15"),
      isChanging: false,
    });
    const second = await curves.read(unaborted);
    assert.deepEqual([second.isGoing, [...second.series[0]!.points.values]], [false, [2, 15]]);
  });

  it("have a failure, and what is wrong with the file, beside what could be read", async () => {
    const { files, curves } = open("step,loss\n1,2\n2\n");
    const error = new ApiError("network", "the connection was interrupted");
    files.misbehave(PLACE, { cutAt: 14, cutError: error });
    const failed = await curves.read(unaborted);
    assert.deepEqual(failed.failures, [{ action: "read progress.csv", error }]);
    assert.deepEqual([...failed.series[0]!.points.steps], [1]);
    const { failures, notes } = await curves.read(unaborted);
    assert.deepEqual(failures, []);
    assert.deepEqual(notes, ["progress.csv: 1 of its 2 rows has more or fewer cells than its header."]);
  });

  it("tell how far a long file has come, and stop when they are asked to", async () => {
    // Cells are trimmed.
    const long = `step,loss\n${`1,2${" ".repeat(96)}\n`.repeat(100_000)}`;
    const { curves } = open(long);
    const told: string[] = [];
    await curves.read({ ...unaborted, onPart: (_, progress) => void told.push(progress) });
    assert.deepEqual(told, ["4 MB", "8.1 MB"]);
    const controller = new AbortController();
    const onPart = () => controller.abort(new Error("stopped"));
    await assert.rejects(open(long).curves.read({ signal: controller.signal, onPart }), /stopped/);
  });
});
