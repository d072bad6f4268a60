import assert from "node:assert/strict";
import { ArtifactTree } from "../../../src/tree/model/artifactTree";
import type { MoreRow, Row } from "../../../src/tree/model/row";
import { entry, ScriptedSection, scriptedSource } from "../../support/scriptedSource";

const shown = (rows: readonly Row[]) =>
  rows.map((row) => (row.kind === "entry" ? row.entry.name : row.kind === "note" ? row.text : row.kind));

describe("A listing whose end is not said", () => {
  const DOUBT = "The service may have more";
  let section: ScriptedSection;
  let tree: ArtifactTree;

  beforeEach(() => {
    section = new ScriptedSection("files");
    tree = new ArtifactTree({ source: scriptedSource({ "": [section] }), onDidChange: () => undefined });
  });
  const top = () => tree.children(undefined);
  const loadMore = async () => tree.loadMore((await top()).find((row): row is MoreRow => row.kind === "more")!);

  it("says that the service may have more behind a full page without a sign", async () => {
    section.answers({ items: [entry("a")], mayHaveMore: true });
    assert.deepEqual(shown(await top()), ["a", DOUBT]);
  });

  it("ends at a further page that is empty, though it leads on", async () => {
    section.answers({ items: [entry("a")], next: "1" }).answers({ items: [], next: "2" });
    await loadMore();
    assert.deepEqual(shown(await top()), ["a", DOUBT]);
  });

  it("ends at a further page that repeats what is shown, though it leads on", async () => {
    section.answers({ items: [entry("a")], next: "1" }).answers({ items: [entry("a")], next: "2" });
    await loadMore();
    assert.deepEqual(shown(await top()), ["a", DOUBT]);
  });

  it("goes on behind a page of which nothing was picked", async () => {
    section.answers({ items: [entry("a")], next: "1", looked: 9 }).answers({ items: [], next: "2", looked: 9 });
    await loadMore();
    assert.deepEqual(shown(await top()), ["a", "more"]);
  });
});
