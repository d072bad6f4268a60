import assert from "node:assert/strict";
import { filesAfterFailure, filesAfterLook } from "../../../src/pages/shownFiles";

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

  it("are not said to be loading once nothing loads them", () => {
    assert.deepEqual(filesAfterFailure({ kind: "loading" }), { kind: "none" });
    assert.deepEqual(filesAfterFailure(LISTED), LISTED);
  });
});
