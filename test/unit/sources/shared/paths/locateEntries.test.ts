import assert from "node:assert/strict";
import type { ArtifactSource, Section } from "../../../../../src/sources/contract/source";
import { locateEntries } from "../../../../../src/sources/shared/paths/locateEntries";
import { unaborted } from "../../../../support/connectedSample";
import { entry } from "../../../../support/scriptedSource";

/** Lists rows one by one, on as many pages. */
function sourceOf(pages: number): { readonly source: Pick<ArtifactSource, "sections">; readonly asked: unknown[] } {
  const asked: unknown[] = [];
  const section: Section = {
    id: "projects",
    noun: "projects",
    load: (cursor = "0") => {
      asked.push(cursor);
      const page = Number(cursor);
      const next = page + 1 < pages ? { next: String(page + 1) } : {};
      return Promise.resolve({ items: [entry(`row/${page}`)], ...next });
    },
  };
  return { source: { sections: () => [section] }, asked };
}

describe("locateEntries", () => {
  it("finds a row on a later page, and knows that there is none once the list has ended", async () => {
    const { source } = sourceOf(3);
    assert.equal((await locateEntries(source, ["row/2"], unaborted()))?.at(-1)?.id, "row/2");
    assert.equal(await locateEntries(source, ["row/9"], unaborted()), undefined);
  });

  it("says of a row behind the pages that it looks through where it was looked for, not that it is gone", async () => {
    const { source, asked } = sourceOf(1_000_000);
    await assert.rejects(locateEntries(source, ["row/99"], unaborted()), {
      kind: "badResponse",
      message: "it is not on the first 50 pages of projects, and there are more",
    });
    assert.equal(asked.length, 50);
  });
});
