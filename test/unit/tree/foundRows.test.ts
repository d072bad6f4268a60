import assert from "node:assert/strict";
import { ApiError } from "../../../src/http/apiError";
import { ArtifactTree } from "../../../src/tree/model/artifactTree";
import { findRow } from "../../../src/tree/model/findRow";
import type { Row } from "../../../src/tree/model/row";
import { unaborted } from "../../support/connectedSample";
import { entry, ScriptedSection, scriptedSource } from "../../support/scriptedSource";
import type { CallOptions, Entry } from "../../../src/sources/contract/entry";

/** A listing whose rows can be asked for alone, as long as they are in `there`. */
class PickableSection extends ScriptedSection {
  readonly there = new Map<string, Entry>();
  readonly picks: (readonly string[])[] = [];
  /** Ids of rows that were on top when they were last seen. */
  onTop: readonly string[] = [];

  has(...entries: readonly Entry[]): this {
    for (const one of entries) {
      this.there.set(one.id, one);
    }
    return this;
  }

  pick(ids: readonly string[], { signal }: CallOptions): Promise<readonly Entry[]> {
    signal.throwIfAborted();
    this.picks.push(ids);
    return Promise.resolve(ids.flatMap((id) => this.there.get(id) ?? []));
  }

  isOnTop({ spoken }: Entry): boolean {
    return spoken === "starred";
  }

  topIds(): readonly string[] {
    return this.onTop;
  }
}

const shown = (rows: readonly Row[]) =>
  rows.map((row) => (row.kind === "entry" ? row.entry.name : row.kind === "note" ? `(${row.text})` : `[${row.kind}]`));

describe("A row that is asked for alone", () => {
  let section: PickableSection;
  let tree: ArtifactTree;

  beforeEach(() => {
    section = new PickableSection("runs", { emptyText: "No runs" });
    tree = new ArtifactTree({ source: scriptedSource({ "": [section] }), onDidChange: () => undefined });
  });
  const top = async () => shown(await tree.children(undefined));

  it("stands behind the pages that are loaded, and is said to be found", async () => {
    section.answers({ items: [entry("a")], next: "1", total: 600 }).has(entry("z"));
    const row = await findRow(tree, ["z"], unaborted());
    assert.equal(row?.entry.name, "z");
    assert.deepEqual(await top(), ["a", "[more]", "(Found by Go To)", "z"]);
    assert.deepEqual(section.cursors, [undefined], "no page for it");
  });

  it("is not asked for when it is loaded", async () => {
    section.answers({ items: [entry("a")] });
    assert.equal((await findRow(tree, ["a"], unaborted()))?.id, "a");
    assert.deepEqual(section.picks, []);
  });

  it("takes its ordinary place when its page is loaded, and never shows twice", async () => {
    section.answers({ items: [entry("a")], next: "1" }).answers({ items: [entry("y"), entry("z")] });
    section.has(entry("z"));
    await findRow(tree, ["z"], unaborted());
    const more = (await tree.children(undefined)).find((row) => row.kind === "more");
    assert.ok(more?.kind === "more");
    await tree.loadMore(more);
    assert.deepEqual(await top(), ["a", "y", "z"]);
  });

  it("is asked for again by a refresh, with all others at once, and dropped when it is gone", async () => {
    section.answers({ items: [entry("a")], next: "1" }).answers({ items: [entry("a")], next: "1" });
    section.has(entry("y"), entry("z"));
    await findRow(tree, ["y"], unaborted());
    await findRow(tree, ["z"], unaborted());
    section.there.delete("y");
    section.has(entry("z", { name: "z, renamed" }));
    tree.refresh();
    assert.deepEqual(await top(), ["a", "[more]", "(Found by Go To)", "z, renamed"]);
    assert.deepEqual(section.picks, [["y"], ["z"], ["y", "z"]]);
  });

  it("stays when the refresh fails", async () => {
    section.answers({ items: [entry("a")] }).fails(new ApiError("server", "out of order"));
    section.has(entry("z"));
    await findRow(tree, ["z"], unaborted());
    tree.refresh();
    assert.deepEqual(await top(), ["[failure]", "a", "(Found by Go To)", "z"]);
  });

  it("can be taken away", async () => {
    section.answers({ items: [entry("a")] }).has(entry("z"));
    const row = await findRow(tree, ["z"], unaborted());
    tree.remove(row!);
    assert.deepEqual(await top(), ["a"]);
  });

  it("is looked for page by page where no listing can be asked for it", async () => {
    const pages = new ScriptedSection("files");
    pages.answers({ items: [entry("a")], next: "1" }).answers({ items: [entry("z")] });
    const paged = new ArtifactTree({ source: scriptedSource({ "": [pages] }), onDidChange: () => undefined });
    assert.equal((await findRow(paged, ["z"], unaborted()))?.id, "z");
    assert.deepEqual(pages.cursors, [undefined, "1"]);
  });

  it("is not looked for on pages once the service has said that it is gone", async () => {
    section.answers({ items: [entry("a")], next: "1" });
    assert.equal(await findRow(tree, ["z"], unaborted()), undefined);
    assert.deepEqual(section.cursors, [undefined]);
  });

  it("is kept as it was when it can't be asked for again: the pages are not lost over it", async () => {
    section
      .answers({ items: [entry("a")] })
      .answers({ items: [entry("b")] })
      .has(entry("z"));
    await findRow(tree, ["z"], unaborted());
    section.pick = () => Promise.reject(new ApiError("server", "out of order"));
    tree.refresh();
    assert.deepEqual(await top(), ["b", "(Found by Go To)", "z"]);
  });

  it("lets the pages be asked for again when a row before the next one goes", async () => {
    section.answers({ items: [entry("a"), entry("b")], next: "1", total: 3 });
    section.answers({ items: [entry("b"), entry("c")], total: 2 });
    await top();
    tree.remove(tree.find("a")!);
    assert.deepEqual(await top(), ["b", "c"]);
  });

  it("keeps the latest 20 of them", async () => {
    section.answers({ items: [] });
    for (let number = 0; number < 25; number++) {
      section.has(entry(`r${number}`));
      await findRow(tree, [`r${number}`], unaborted());
    }
    const rows = (await top()).filter((name) => name.startsWith("r"));
    assert.deepEqual([rows.length, rows[0], rows.at(-1)], [20, "r5", "r24"]);
  });

  it("is found behind steps that a listing folds into one", async () => {
    const below = new ScriptedSection("files").answers({ items: [entry("p/a/b")] });
    section.answers({ items: [entry("p")] });
    const folded = new ArtifactTree({
      source: scriptedSource({ "": [section], p: [below] }),
      onDidChange: () => undefined,
    });
    assert.equal((await findRow(folded, ["p", "p/a", "p/a/b"], unaborted()))?.id, "p/a/b");
  });

  it("stands on top when it belongs there, as those on pages do, each in the service's order", async () => {
    const starred = { spoken: "starred" };
    section.answers({ items: [entry("a"), entry("b", starred), entry("c"), entry("d", starred)], next: "1" });
    section.has(entry("z", starred));
    await findRow(tree, ["z"], unaborted());
    assert.deepEqual(await top(), ["b", "d", "z", "a", "c", "[more]"]);
  });
});

describe("A row that belongs on top, on a page that is not loaded", () => {
  const starred = { spoken: "starred" };
  let section: PickableSection;
  let tree: ArtifactTree;

  beforeEach(() => {
    section = new PickableSection("projects");
    tree = new ArtifactTree({ source: scriptedSource({ "": [section] }), onDidChange: () => undefined });
    section.onTop = ["a", "y", "z"];
    section.has(entry("y"), entry("z", starred));
  });
  const top = async () => shown(await tree.children(undefined));

  it("is asked for with the others of its kind, and stands there unless it is so no more", async () => {
    section.answers({ items: [entry("b"), entry("a", starred)], next: "1" });
    assert.deepEqual(await top(), ["a", "z", "b", "[more]"]);
    assert.deepEqual(section.picks, [["y", "z"]]);
  });

  it("goes to its page when it loses that place, and comes back when the service says no", async () => {
    section.answers({ items: [entry("b")], next: "1" });
    await top();
    const row = tree.find("z")!;
    tree.show({ ...row, entry: entry("z") });
    assert.deepEqual(await top(), ["b", "[more]"]);
    tree.show(row);
    assert.deepEqual(await top(), ["z", "b", "[more]"]);
  });

  it("is as any other once someone goes to it", async () => {
    section.answers({ items: [entry("b")], next: "1" });
    await top();
    tree.show({ ...tree.find("z")!, entry: entry("z") });
    assert.equal((await findRow(tree, ["z"], unaborted()))?.id, "z");
    assert.deepEqual(await top(), ["b", "[more]", "(Found by Go To)", "z"]);
  });

  it("is asked for with no more than ten, the latest", async () => {
    section.onTop = Array.from({ length: 30 }, (_, number) => `s${number}`);
    section.answers({ items: [] });
    await top();
    assert.deepEqual(section.picks, [section.onTop.slice(20)]);
  });

  it("takes no page with it when it can't be had", async () => {
    section.pick = () => Promise.reject(new ApiError("server", "out of order"));
    section.answers({ items: [entry("b")] });
    assert.deepEqual(await top(), ["b"]);
  });
});
