import assert from "node:assert/strict";
import { CutOffListings } from "../../../../src/files/fileSystem/cutOffListings";

describe("A directory of a mounted folder that may have more than was listed", () => {
  it("is said once: the first to the user, and the others in the log", () => {
    const [shown, logged]: [string[], string[]] = [[], []];
    const cutOff = new CutOffListings({
      show: (sentence) => shown.push(sentence),
      log: (sentence) => logged.push(sentence),
    });
    for (const name of ["shards", "shards", "logs", "shards", "logs"]) {
      cutOff.say(`mlartifact://trueFoundry/site/${name}`, name);
    }
    assert.deepEqual(shown, ["The service may have more files in shards than it listed."]);
    assert.deepEqual(logged, ["The service may have more files in logs than it listed."]);
  });
});
