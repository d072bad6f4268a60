import assert from "node:assert/strict";
import { ApiError } from "../../../../src/http/apiError";
import { ArtifactTree } from "../../../../src/tree/model/artifactTree";
import type { EntryRow, FailureRow, MoreRow, Row } from "../../../../src/tree/model/row";
import type { ArtifactSource } from "../../../../src/sources/contract/source";
import { entry, ScriptedSection, scriptedSource } from "../../../support/scriptedSource";

const REFUSED = new ApiError("network", "nothing answers at this address");

function treeOf(source: ArtifactSource): { tree: ArtifactTree; changes: (string | undefined)[] } {
  const changes: (string | undefined)[] = [];
  return { tree: new ArtifactTree({ source, onDidChange: (row) => changes.push(row?.id) }), changes };
}

function shown(rows: readonly Row[]): string[] {
  return rows.map((row) => {
    switch (row.kind) {
      case "entry":
        return row.entry.name;
      case "more":
        return `more ${row.shown}/${row.total ?? "?"}`;
      case "failure":
        return `failed ${row.noun}${row.isStale ? " (stale)" : ""}`;
      case "note":
        return row.text;
      case "clearFilter":
        return "clear the filter";
      case "problem":
        return row.title;
    }
  });
}

function only<K extends Row["kind"]>(rows: readonly Row[], kind: K): Extract<Row, { kind: K }> {
  const found = rows.filter((row): row is Extract<Row, { kind: K }> => row.kind === kind);
  assert.equal(found.length, 1);
  return found[0]!;
}

describe("ArtifactTree", () => {
  it("asks once for what is opened, and not again for what is kept", async () => {
    const top = new ScriptedSection("projects").answers({ items: [entry("a"), entry("b")] });
    const { tree } = treeOf(scriptedSource({ "": [top] }));

    assert.deepEqual(shown(await tree.children(undefined)), ["a", "b"]);
    assert.deepEqual(shown(await tree.children(undefined)), ["a", "b"]);
    assert.equal(top.cursors.length, 1);
  });

  it("joins equal loads", async () => {
    const top = new ScriptedSection("projects").answers({ items: [entry("a")] });
    const { tree } = treeOf(scriptedSource({ "": [top] }));

    const both = await Promise.all([tree.children(undefined), tree.children(undefined)]);
    assert.deepEqual(both.map(shown), [["a"], ["a"]]);
    assert.equal(top.cursors.length, 1);
  });

  it("loads the listings of a row side by side, and shows the one that came beside the failure of the other", async () => {
    const files = new ScriptedSection("files", { noun: "artifacts" }).fails(REFUSED);
    const runs = new ScriptedSection("runs", { noun: "child runs" }).answers({ items: [entry("top/child")] });
    const top = new ScriptedSection("projects").answers({ items: [entry("top")] });
    const { tree } = treeOf(scriptedSource({ "": [top], top: [files, runs] }));

    const parent = only(await tree.children(undefined), "entry");
    assert.deepEqual(shown(await tree.children(parent)), ["failed artifacts", "top/child"]);
  });

  it("appends the next page in place, without a row twice when the list moved in between", async () => {
    const top = new ScriptedSection("projects")
      .answers({ items: [entry("a"), entry("b")], next: "1", total: 4 })
      .answers({ items: [entry("b"), entry("c"), entry("d")], total: 4 });
    const { tree, changes } = treeOf(scriptedSource({ "": [top] }));

    const more = only(await tree.children(undefined), "more");
    assert.deepEqual(shown(await tree.children(undefined)), ["a", "b", "more 2/4"]);
    await tree.loadMore(more);
    assert.deepEqual(changes, [undefined]);
    assert.deepEqual(shown(await tree.children(undefined)), ["a", "b", "c", "d"]);
    assert.deepEqual(top.cursors, [undefined, "1"]);
  });

  it("keeps the rows when a further page fails, and asks for that page alone when it is tried again", async () => {
    const top = new ScriptedSection("projects")
      .answers({ items: [entry("a")], next: "1", total: 2 })
      .fails(REFUSED)
      .answers({ items: [entry("b")], total: 2 });
    const { tree } = treeOf(scriptedSource({ "": [top] }));

    await tree.loadMore(only(await tree.children(undefined), "more"));
    const rows = await tree.children(undefined);
    assert.deepEqual(shown(rows), ["a", "failed projects"]);
    await tree.tryAgain(only(rows, "failure"));
    assert.deepEqual(shown(await tree.children(undefined)), ["a", "b"]);
    assert.deepEqual(top.cursors, [undefined, "1", "1"]);
  });

  it("does not ask again for what failed until someone tries", async () => {
    const top = new ScriptedSection("projects").fails(REFUSED).answers({ items: [entry("a")] });
    const { tree } = treeOf(scriptedSource({ "": [top] }));

    await tree.children(undefined);
    const failure: FailureRow = only(await tree.children(undefined), "failure");
    assert.equal(failure.error, REFUSED);
    assert.equal(top.cursors.length, 1);
    await tree.tryAgain(failure);
    assert.deepEqual(shown(await tree.children(undefined)), ["a"]);
  });

  it("tells an empty listing from one that failed", async () => {
    const top = new ScriptedSection("projects", { emptyText: "No projects" }).answers({ items: [], total: 0 });
    const { tree } = treeOf(scriptedSource({ "": [top] }));
    assert.deepEqual(shown(await tree.children(undefined)), ["No projects"]);
  });

  it("keeps the old rows when a refresh fails, and says so above them", async () => {
    const top = new ScriptedSection("projects").answers({ items: [entry("a"), entry("b")] }).fails(REFUSED);
    const { tree, changes } = treeOf(scriptedSource({ "": [top] }));

    await tree.children(undefined);
    tree.refresh();
    assert.deepEqual(changes, [undefined]);
    assert.deepEqual(shown(await tree.children(undefined)), ["failed projects (stale)", "a", "b"]);
  });

  it("refreshes as many pages as were shown", async () => {
    const top = new ScriptedSection("projects")
      .answers({ items: [entry("a")], next: "1", total: 3 })
      .answers({ items: [entry("b")], next: "2", total: 3 })
      .answers({ items: [entry("new")], next: "1", total: 4 })
      .answers({ items: [entry("a")], next: "2", total: 4 });
    const { tree } = treeOf(scriptedSource({ "": [top] }));

    await tree.loadMore(only(await tree.children(undefined), "more"));
    tree.refresh();
    assert.deepEqual(shown(await tree.children(undefined)), ["new", "a", "more 2/4"]);
    assert.deepEqual(top.cursors, [undefined, "1", undefined, "1"]);
  });

  it("drops a reply that arrives after a refresh asked again", async () => {
    const top = new ScriptedSection("projects");
    const late = top.answersLater();
    top.answers({ items: [entry("new")] });
    const { tree } = treeOf(scriptedSource({ "": [top] }));

    const first = tree.children(undefined);
    tree.refresh();
    late.give({ items: [entry("old")] });
    await first;
    assert.deepEqual(shown(await tree.children(undefined)), ["new"]);
    assert.equal(top.signals[0]?.aborted, true);
  });

  it("shows nothing of a reply that arrives after it was disposed of", async () => {
    const top = new ScriptedSection("projects");
    const late = top.answersLater();
    const { tree, changes } = treeOf(scriptedSource({ "": [top] }));

    const pending = tree.children(undefined);
    tree.dispose();
    late.give({ items: [entry("old")] });
    assert.deepEqual(await pending, []);
    assert.deepEqual(changes, []);
    assert.equal(top.signals[0]?.aborted, true);
  });

  it("stops what loads under a row that is closed, and loads it when it is opened again", async () => {
    const top = new ScriptedSection("projects").answers({ items: [entry("top")] });
    const runs = new ScriptedSection("runs", { emptyText: "No runs" }).hangs().answers({ items: [entry("top/1")] });
    const { tree, changes } = treeOf(scriptedSource({ "": [top], top: [runs] }));

    const row = only(await tree.children(undefined), "entry");
    const pending = tree.children(row);
    await Promise.resolve();
    tree.close(row);
    assert.deepEqual(await pending, []);
    assert.deepEqual(changes, []);
    tree.open(row);
    assert.deepEqual(changes, ["top"]);
    assert.deepEqual(shown(await tree.children(row)), ["top/1"]);
  });

  it("lets what failed under a row be tried when it is closed and opened", async () => {
    const top = new ScriptedSection("projects").answers({ items: [entry("top")] });
    const runs = new ScriptedSection("runs").fails(REFUSED).answers({ items: [entry("top/1")] });
    const { tree } = treeOf(scriptedSource({ "": [top], top: [runs] }));

    const row = only(await tree.children(undefined), "entry");
    assert.deepEqual(shown(await tree.children(row)), ["failed runs"]);
    tree.close(row);
    assert.deepEqual(shown(await tree.children(row)), ["top/1"]);
  });

  it("refreshes one row: its own entry and what is below it, nothing beside it", async () => {
    const top = new ScriptedSection("projects").answers({ items: [entry("a"), entry("b")] });
    const inA = new ScriptedSection("runs").answers({ items: [entry("a/1")] }).answers({ items: [entry("a/2")] });
    const inB = new ScriptedSection("runs").answers({ items: [entry("b/1")] });
    const source = scriptedSource({ "": [top], a: [inA], b: [inB] }, (old) =>
      Promise.resolve({ ...old, name: `${old.name}, newer` }),
    );
    const { tree, changes } = treeOf(source);
    const [a, b] = (await tree.children(undefined)) as EntryRow[];
    await tree.children(a);
    await tree.children(b);

    await tree.refreshRow(a!, { signal: new AbortController().signal });
    const rows = (await tree.children(undefined)) as EntryRow[];
    assert.deepEqual(shown(rows), ["a, newer", "b"]);
    assert.deepEqual(shown(await tree.children(rows[0])), ["a/2"]);
    assert.deepEqual(shown(await tree.children(rows[1])), ["b/1"]);
    assert.deepEqual(
      [top, inA, inB].map(({ cursors }) => cursors.length),
      [1, 2, 1],
    );
    assert.deepEqual(changes, ["a"]);
  });

  it("keeps a row whose refresh failed, and tells the caller", async () => {
    const top = new ScriptedSection("projects").answers({ items: [entry("a")] });
    const { tree } = treeOf(scriptedSource({ "": [top] }, () => Promise.reject(REFUSED)));

    const row = only(await tree.children(undefined), "entry");
    await assert.rejects(tree.refreshRow(row, { signal: new AbortController().signal }), REFUSED);
    assert.deepEqual(shown(await tree.children(undefined)), ["a"]);
  });

  it("shows a listing that a row gained since: child runs of a run that had none", async () => {
    const top = new ScriptedSection("projects").answers({ items: [entry("a")] });
    const files = new ScriptedSection("files").answers({ items: [entry("a/f")] }).answers({ items: [entry("a/f")] });
    const runs = new ScriptedSection("runs").answers({ items: [entry("a/r")] });
    const sections: Record<string, ScriptedSection[]> = { "": [top], a: [files] };
    const { tree } = treeOf(scriptedSource(sections));
    const row = only(await tree.children(undefined), "entry");
    await tree.children(row);

    sections["a"] = [files, runs];
    await tree.refreshRow(row, { signal: new AbortController().signal });
    const newer = only(await tree.children(undefined), "entry");
    assert.deepEqual(shown(await tree.children(newer)), ["a/f", "a/r"]);
  });

  it("asks nothing for a row of another source", async () => {
    const top = new ScriptedSection("projects").answers({ items: [entry("a")] });
    const old = treeOf(scriptedSource({ "": [top] }));
    const row = only(await old.tree.children(undefined), "entry");
    const runs = new ScriptedSection("runs");

    assert.deepEqual(await treeOf(scriptedSource({ a: [runs] })).tree.children(row), []);
    assert.equal(runs.cursors.length, 0);
  });

  it("leads from each row to the one above it", async () => {
    const top = new ScriptedSection("projects").answers({ items: [entry("a")] });
    const runs = new ScriptedSection("runs").answers({ items: [entry("a/1")], next: "1" });
    const { tree } = treeOf(scriptedSource({ "": [top], a: [runs] }));
    const parent = only(await tree.children(undefined), "entry");
    const rows = await tree.children(parent);

    assert.deepEqual(
      rows.map((row) => row.parent),
      [parent, parent],
    );
    const more: MoreRow = only(rows, "more");
    assert.equal(more.shown, 1);
    assert.equal(new Set(tree.loadedRows().map(({ id }) => id)).size, 3);
  });
});
