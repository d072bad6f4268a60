import assert from "node:assert/strict";
import { planDownload } from "../../src/files/download/downloadPlan";
import type { NamedFile, SourceFiles } from "../../src/sources/contract/sourceFiles";
import { unaborted } from "../support/connectedSample";
import { useModelLabAgents } from "../support/modelLabAgents";

const RUN = "modelLab/run/70033";
/** More than a call of a function takes as its arguments. */
const TOO_MANY = 130_000;

describe("What agents are told of a folder of 130,000 files", () => {
  const { sample, agents } = useModelLabAgents();

  it("list: how many have sizes that are not known, and names with half a character, which lead back", async () => {
    const many = Array.from({ length: TOO_MANY }, (_, index) => ({ path: `metrics_${index}.csv`, is_dir: false }));
    const odd = ["caf\udce8.txt", "caf\udce9.txt"].map((path) => ({ path, is_dir: false, file_size: 3 }));
    const attributes = { path_in_project: "root/artifacts", files: [...many, ...odd] };
    const stop = sample().server.respondWith(({ path }) => {
      if (path.endsWith("/artifacts")) {
        return { status: 200, body: { data: { id: "1", type: "artifacts", attributes } } };
      }
      return path.endsWith("/artifacts/content") ? { status: 200, body: "step,loss\n1,2\n" } : undefined;
    });
    const all = await agents().text("list", { address: RUN });
    assert.match(all, /^130,002 files and directories, 6 B beside 130,000 files of unknown size\.$/m);
    const halves = await agents().text("list", { address: RUN, pattern: "caf*" });
    assert.deepEqual(halves.match(/^caf\S+/gm), ["caf~uDCE8.txt", "caf~uDCE9.txt"]);
    assert.match(
      await agents().refusal("read", { address: RUN, path: "caf~uDCE9.txt" }),
      /its name holds bytes that are no text, and the service can't be asked for it/,
    );
    const curves = await agents().text("curves", { address: RUN });
    assert.match(curves, /129,976 more files that may hold curves were not read/);
    stop();
  });
});

describe("A plan of a download", () => {
  it("holds a directory with more directories than a call takes arguments", async () => {
    const names: readonly NamedFile[] = Array.from({ length: TOO_MANY }, (_, index) => ({
      name: `d${index}`,
      isDirectory: true,
    }));
    const files: SourceFiles = {
      placeOf: () => undefined,
      stat: () => Promise.resolve({ isDirectory: true }),
      list: ({ length }) => Promise.resolve({ items: length === 1 ? names : [] }),
      read: () => Promise.reject(new Error("nothing is read while a download is planned")),
    };
    const plan = await planDownload([{ place: ["all"], name: "all" }], { files, ...unaborted() });
    assert.equal(plan.emptyDirectories.length, TOO_MANY);
    assert.deepEqual([plan.items, plan.failures], [[], []]);
  });
});
