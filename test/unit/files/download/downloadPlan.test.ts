import assert from "node:assert/strict";
import { planDownload } from "../../../../src/files/download/downloadPlan";
import type { SourceFiles } from "../../../../src/sources/contract/sourceFiles";
import { unaborted } from "../../../support/connectedSample";

describe("A plan of a download", () => {
  it("counts the directories that may have more than the service listed", async () => {
    const cutOff = new Set(["all", "all/b"]);
    const files: SourceFiles = {
      placeOf: () => undefined,
      stat: () => Promise.resolve({ isDirectory: true }),
      list: (place) => {
        const items = place.length === 1 ? ["a", "b"].map((name) => ({ name, isDirectory: true })) : [];
        return Promise.resolve({ items, mayHaveMore: cutOff.has(place.join("/")) });
      },
      read: () => Promise.reject(new Error("nothing is read while a download is planned")),
    };
    const start = [{ place: ["all"], name: "all" }];
    assert.equal((await planDownload(start, { files, ...unaborted() })).cutOff, 2);
    cutOff.clear();
    assert.equal((await planDownload(start, { files, ...unaborted() })).cutOff, 0);
  });

  it("counts the files that could not be read in any listing, beside those that could", async () => {
    const files: SourceFiles = {
      placeOf: () => undefined,
      stat: () => Promise.resolve({ isDirectory: true }),
      list: ({ length }) =>
        Promise.resolve(
          length === 1
            ? { items: [{ name: "a", isDirectory: true }], unread: { count: 2, reasons: ["no path"] } }
            : { items: [{ name: "f", isDirectory: false }], unread: { count: 1, reasons: ["not an object"] } },
        ),
      read: () => Promise.reject(new Error("nothing is read while a download is planned")),
    };
    const { items, unread } = await planDownload([{ place: ["all"], name: "all" }], { files, ...unaborted() });
    assert.deepEqual(
      items.map(({ path }) => path),
      [["all", "a", "f"]],
    );
    assert.deepEqual(unread, { count: 3, reasons: ["no path", "not an object"] });
  });
});
