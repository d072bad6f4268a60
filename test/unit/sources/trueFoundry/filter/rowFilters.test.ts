import assert from "node:assert/strict";
import { emptyText, filterText } from "../../../../../src/sources/filter/filterWords";
import { ListingChoices } from "../../../../../src/sources/contract/listingChoices";
import { RowFilters, versionFilter } from "../../../../../src/sources/trueFoundry/filter/rowFilters";
import { SeenRuns } from "../../../../../src/sources/trueFoundry/filter/seenRuns";
import { directoriesEntry } from "../../../../../src/sources/trueFoundry/rows/directoryRows";
import { runEntry, runsEntry } from "../../../../../src/sources/trueFoundry/rows/runRows";
import { artifactEntry, groupEntry, repoEntry, versionEntry } from "../../../../../src/sources/trueFoundry/rows/rows";
import { artifact, repo, run, SCOPE, TrueFoundryFixture, version } from "../trueFoundryFixture";

const GROUP = groupEntry("g", repo(), "artifact");
const ARTIFACT = artifactEntry("g", artifact());

describe("RowFilters", () => {
  let fixture: TrueFoundryFixture;
  let filters: RowFilters;
  beforeEach(() => {
    fixture = new TrueFoundryFixture();
    const client = fixture.trueFoundry("http://127.0.0.1:1");
    filters = new RowFilters({ choices: new ListingChoices(), client, seen: new SeenRuns() });
  });
  afterEach(() => fixture.close());

  const validate = (id: string, text: string) =>
    filters
      .fields(ARTIFACT)
      .find((field) => field.id === id)
      ?.validate(text);

  it("offers fields exactly where a row says that it can be filtered", () => {
    const rows = [repoEntry(SCOPE, repo()), GROUP, ARTIFACT, versionEntry("a", version())];
    for (const entry of [...rows, runsEntry("r", repo()), directoriesEntry("r", repo()), runEntry("r", run())]) {
      assert.equal(filters.fields(entry).length > 0, entry.abilities.includes("filter"), entry.kind);
    }
    assert.deepEqual(
      filters.fields(ARTIFACT).map(({ title }) => title),
      ["Tag", "Alias", "Version", "Run IDs", "Run Steps"],
    );
  });

  for (const [id, good, bad] of [
    ["tag", ["prod", "any thing"], []],
    ["version", ["1", "42", "latest"], ["0", "-1", "1.5", "v3", "newest", "1,2"]],
    ["runs", ["a"], ["a b", "a,b"]],
    ["steps", ["0", "100"], ["a", "1.5", "-1", "1,2", "1e3"]],
  ] as const) {
    it(`says what is wrong with ${id}`, () => {
      for (const text of good) {
        assert.equal(validate(id, text), undefined, text);
      }
      for (const text of bad) {
        assert.match(validate(id, text) ?? "", /^Enter /, text);
      }
    });
  }

  it("keeps what is set, trimmed, in the order of the fields", () => {
    filters.set(ARTIFACT, { steps: ["1"], tag: [" prod "] });
    assert.deepEqual(Object.entries(filters.values(ARTIFACT)), [
      ["tag", ["prod"]],
      ["steps", ["1"]],
    ]);
    assert.deepEqual(filters.values(GROUP), {});
  });

  it("takes no filter of which it would have to leave something out", () => {
    filters.set(ARTIFACT, { tag: ["prod"] });
    assert.throws(() => filters.set(ARTIFACT, { tag: ["best"], version: ["v3"] }), { message: /^Enter 1, 2/ });
    assert.throws(() => filters.set(ARTIFACT, { tag: ["best"], other: ["x"] }), { message: /filtered by other/ });
    assert.deepEqual(filters.values(ARTIFACT), { tag: ["prod"] });
  });

  it("takes a filter away", () => {
    filters.set(ARTIFACT, { tag: ["prod"] });
    filters.set(ARTIFACT, {});
    assert.deepEqual(filters.values(ARTIFACT), {});
    assert.equal(emptyText("versions", filterText(filters.fields(ARTIFACT), filters.values(ARTIFACT))), "No versions");
  });

  it("words a filter", () => {
    assert.equal(filterText(filters.fields(ARTIFACT), { tag: ["prod"], runs: ["a", "b"] }), "tag:prod · runs:a,b");
  });

  it("asks for what is set", () => {
    assert.deepEqual(versionFilter({ runs: ["a", "b"], steps: ["1", "2"] }), {
      tag: undefined,
      version: undefined,
      runIds: ["a", "b"],
      runSteps: ["1", "2"],
    });
  });
});
