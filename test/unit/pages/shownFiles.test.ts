import assert from "node:assert/strict";
import { filesAfterFailure, filesAfterLook, listTopmost } from "../../../src/pages/shownFiles";
import type { SourceFiles } from "../../../src/sources/contract/sourceFiles";
import { unaborted } from "../../support/connectedSample";

const LISTED = { kind: "listed", files: [{ name: "config.json", isDirectory: false }] } as const;
const FAILED = {
  kind: "failed",
  failure: { sentence: "Could not list the artifacts: no.", isKeyProblem: false },
} as const;

describe("The files on a run's page", () => {
  it("stay beside the failure of a later look, and are told alone of the first", () => {
    const kept = filesAfterLook(LISTED, FAILED);
    assert.deepEqual(kept, { ...LISTED, failure: FAILED.failure });
    assert.deepEqual(filesAfterLook(kept, LISTED), LISTED);
    assert.deepEqual(filesAfterLook({ kind: "loading" }, FAILED), FAILED);
  });

  it("stand directories first, and say that there may be more when the listing was cut off, and what could not be read", async () => {
    let isCutOff = true;
    const source: SourceFiles = {
      placeOf: () => undefined,
      stat: () => Promise.resolve({ isDirectory: true }),
      list: () => {
        const items = [
          { name: "a.json", isDirectory: false, size: 3 },
          { name: "logs", isDirectory: true },
        ];
        const unread = { count: 2, reasons: ["no path"] };
        return Promise.resolve(isCutOff ? { items, unread, mayHaveMore: true } : { items });
      },
      read: () => Promise.reject(new Error("nothing is read for a list")),
    };
    const files = [
      { name: "logs", isDirectory: true },
      { name: "a.json", isDirectory: false, size: 3 },
    ];
    assert.deepEqual(await listTopmost(source, ["run"], unaborted()), {
      kind: "listed",
      files,
      mayHaveMore: true,
      unread: "2 files could not be read: no path",
    });
    isCutOff = false;
    assert.deepEqual(await listTopmost(source, ["run"], unaborted()), { kind: "listed", files, mayHaveMore: false });
  });

  it("are not said to be loading once nothing loads them", () => {
    assert.deepEqual(filesAfterFailure({ kind: "loading" }), { kind: "none" });
    assert.deepEqual(filesAfterFailure(LISTED), LISTED);
  });
});
