import assert from "node:assert/strict";
import { ArtifactTree } from "../../../../src/tree/model/artifactTree";
import type { Row } from "../../../../src/tree/model/row";
import type { Entry } from "../../../../src/sources/contract/entry";
import { entry, ScriptedSection, scriptedSource } from "../../../support/scriptedSource";

const COUNT = 30;

/** Its rows with a star stand on top. */
class StarredFirst extends ScriptedSection {
  isOnTop({ name }: Entry): boolean {
    return name.startsWith("*");
  }
}

describe("A row that changes where it stands", () => {
  let tree: ArtifactTree;
  let changes: (Row | undefined)[];
  let listed: readonly Row[];

  beforeEach(async () => {
    changes = [];
    const items = Array.from({ length: COUNT }, (_, number) => entry(`run ${number}`));
    const top = new StarredFirst("runs").answers({ items });
    const below = new ScriptedSection("files").answers({ items: [entry("run 0/file")] });
    const source = scriptedSource({ "": [top], "run 0": [below] });
    tree = new ArtifactTree({ source, onDidChange: (row) => changes.push(row) });
    listed = await tree.children(undefined);
  });

  const rename = (...names: readonly string[]) =>
    tree.replaceEntries(
      names.map((name, number) => entry(`run ${number}`, { name })),
      new Set(),
    );
  const nameNow = (row: Row | undefined) => (row?.kind === "entry" ? tree.loaded.rowNow(row)?.entry.name : undefined);

  it("is drawn again alone, by the object that it was listed by, each time", () => {
    rename("first");
    rename("second");
    assert.deepEqual(changes, [listed[0], listed[0]]);
    assert.ok(changes.every((row) => row === listed[0]));
    assert.equal(nameNow(listed[0]), "second");
  });

  it("is drawn again by its newer object once that was listed", async () => {
    rename("first");
    const [now] = await tree.children(undefined);
    assert.notEqual(now, listed[0]);
    rename("second");
    assert.ok(changes[1] === now);
    assert.equal(nameNow(now), "second");
  });

  it("keeps what is below it, which is listed by the object that there was", async () => {
    const first = listed[0]!;
    assert.ok(first.kind === "entry");
    const [file] = await tree.children(first);
    rename("first");
    const [now] = await tree.children(first);
    assert.equal(now?.id, file?.id);
    assert.equal(now?.parent?.entry.name, "first", "it leads to its parent as it is now");
    assert.ok(tree.loaded.redrawn.listed(now.parent) === first, "which VS Code has by another object");
  });

  it("is drawn again with the rows beside it when it moves among them, or when many change", () => {
    rename("* first");
    assert.deepEqual(changes, [undefined]);
    rename(...Array.from({ length: COUNT }, (_, number) => `all ${number}`));
    assert.deepEqual(changes, [undefined, undefined]);
    assert.equal(nameNow(listed[0]), "all 0");
  });
});
