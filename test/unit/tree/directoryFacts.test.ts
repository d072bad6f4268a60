import assert from "node:assert/strict";
import type { Entry } from "../../../src/sources/contract/entry";
import { directoryFacts } from "../../../src/tree/directoryFacts";
import type { EntryRow, Row } from "../../../src/tree/model/row";
import { entry, scriptedSource } from "../../support/scriptedSource";

const source = scriptedSource({});
const row = (id: string, overrides: Partial<Entry>): EntryRow => ({
  kind: "entry",
  id,
  source,
  parent: undefined,
  entry: entry(id, overrides),
});
const file = (id: string, size?: number) =>
  row(id, { isExpandable: false, abilities: ["open", "download"], ...(size === undefined ? {} : { size }) });
const folder = row("checkpoint", { abilities: ["download"] });
const more: Row = { kind: "more", id: "more", parent: undefined, source, sectionId: "files", shown: 2 };

describe("The tooltip of a directory", () => {
  it("says how many files are in it, and how large they are", () => {
    const text = (below: readonly Row[]) => directoryFacts(folder, below).map((fact) => "text" in fact && fact.text);
    assert.deepEqual(text([file("a", 1_000_000), file("b", 400_000), folder]), ["2 files, 1.4 MB, 1 directory"]);
    assert.deepEqual(text([file("a")]), ["1 file"]);
    assert.deepEqual(text([file("a", 5), file("b", 5), more]), ["2 files or more, 10 B"]);
  });

  it("says nothing of what was not listed, nor of what is no directory", () => {
    assert.deepEqual(directoryFacts(folder, []), []);
    assert.deepEqual(directoryFacts(row("project", { abilities: [] }), [file("a", 1)]), []);
  });
});
