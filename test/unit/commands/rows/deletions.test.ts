import assert from "node:assert/strict";
import { deleteEntry, deletionOrder, goneText } from "../../../../src/commands/rows/deletions";
import type { EntryRow } from "../../../../src/tree/model/row";
import { ConnectedSample, TreeWalk, unaborted } from "../../../support/connectedSample";
import { failure } from "../../../support/httpFixture";
import { entry, NAMED_BY_LAST_PART, scriptedSource } from "../../../support/scriptedSource";

const source = { ...scriptedSource({}), addresses: NAMED_BY_LAST_PART };
const row = (id: string): EntryRow => ({
  kind: "entry",
  id,
  source,
  parent: undefined,
  entry: entry(id, { abilities: ["link", "delete"] }),
});
const fulfilled = <T>(value: T): PromiseSettledResult<T> => ({ status: "fulfilled", value });

describe("What is deleted", () => {
  let sample: ConnectedSample;
  before(async () => (sample = await ConnectedSample.start()));
  after(() => sample.close());

  it("goes once, however often it stands there, the deepest first", () => {
    const rows = deletionOrder(["p/run/1", "p/run/2", "p/run/1/run/2", "p/run/3"].map(row));
    assert.deepEqual(
      rows.map(({ id }) => id),
      ["p/run/1/run/2", "p/run/1", "p/run/3"],
    );
  });

  it("is said to be gone when someone was faster, in the status bar", () => {
    const rows = ["a $(bug)", "b", "c"].map(row);
    assert.equal(goneText(rows, [fulfilled("deleted"), fulfilled("deleted"), fulfilled("deleted")]), "");
    const failed = { status: "rejected", reason: new Error("refused") } as const;
    const one = goneText(rows, [fulfilled("gone"), fulfilled("deleted"), failed]);
    assert.match(one, /^\$\(info\) a \$\u200b\(bug\) was deleted already$/);
    assert.equal(goneText(rows, [fulfilled("gone"), fulfilled("gone"), failed]), "$(info) 2 of 3 were deleted already");
  });

  for (const [id, names] of [
    ["modelLab", ["qwen36-27b-qlora-fsdp", "vanilla"]],
    ["registry", ["Models", "google-bert/bert-base-uncased"]],
  ] as const) {
    it(`of ${id} may be gone already; what is refused is an error`, async () => {
      const found = await new TreeWalk(sample.connect(id)).open(names);
      const refuse = sample.server.respondWith(({ method }) =>
        method === "DELETE" ? { status: 403, body: { errors: ["Forbidden"] } } : undefined,
      );
      assert.equal((await failure(deleteEntry(found, unaborted()))).kind, "forbidden");
      refuse();
      assert.equal(await deleteEntry(found, unaborted()), "deleted");
      assert.equal(await deleteEntry(found, unaborted()), "gone");
    });
  }
});
