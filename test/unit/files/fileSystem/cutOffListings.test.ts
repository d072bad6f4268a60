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
      cutOff.say(`mlartifact://trueFoundry/site/${name}`, name, { mayHaveMore: true });
    }
    assert.deepEqual(shown, ["The service may have more files in shards than it listed."]);
    assert.deepEqual(logged, ["The service may have more files in logs than it listed."]);
  });

  it("is said with how many files of it could not be read, and not at all when it is whole", () => {
    const shown: string[] = [];
    const cutOff = new CutOffListings({ show: (sentence) => shown.push(sentence), log: () => undefined });
    cutOff.say("mlartifact://trueFoundry/site/whole", "whole", {});
    cutOff.say("mlartifact://trueFoundry/site/logs", "logs", { unread: { count: 1, reasons: ["no path"] } });
    assert.deepEqual(shown, ["1 file in logs could not be read: no path."]);
  });
});
