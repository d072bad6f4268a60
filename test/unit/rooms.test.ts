import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { importProblem, roomOf, ROOMS } from "../../scripts/testing/rooms.mjs";

/** More flat files than these in a folder are to be looked at for the rooms inside it. */
const MOST_FLAT_FILES = 20;

const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
const imports = files.flatMap((file) => {
  const text = readFileSync(join("src", file), "utf8");
  return [...text.matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map(([, target = ""]) => ({ file, target }));
});

/** Which files a file imports, types included. */
function importedFiles(): Map<string, string[]> {
  const all = new Map(files.map((file) => [file, [] as string[]]));
  for (const { file, target } of imports) {
    const other = normalize(`${dirname(file)}/${target}.ts`);
    if (target.startsWith(".") && all.has(other)) {
      all.get(file)?.push(other);
    }
  }
  return all;
}

/** A circle that leads back to where it starts, or undefined. */
function findCircle(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const finished = new Set<string>();
  const visit = (node: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(node)) {
      return [...path.slice(path.indexOf(node)), node];
    }
    if (finished.has(node)) {
      return undefined;
    }
    for (const next of graph.get(node) ?? []) {
      const circle = visit(next, [...path, node]);
      if (circle !== undefined) {
        return circle;
      }
    }
    finished.add(node);
    return undefined;
  };
  return [...graph.keys()].map((node) => visit(node, [])).find((circle) => circle !== undefined);
}

describe("The rooms of src", () => {
  it("are all on the map, and the map names none that is not there", () => {
    assert.ok(imports.length > 50);
    const rooms = new Set(files.map(roomOf));
    const named = Object.keys(ROOMS).filter((room) => !room.includes("*"));
    assert.deepEqual(
      named.filter((room) => !rooms.has(room)),
      [],
    );
  });

  it("import one way, and leave VS Code to those that may know it", () => {
    const problems = imports.flatMap(({ file, target }) => {
      const problem = importProblem(file, target);
      return problem === undefined ? [] : [`${file}: ${target}: ${problem}`];
    });
    assert.deepEqual(problems, []);
  });

  it("have no circle of imports, those of types included", () => {
    assert.equal(findCircle(importedFiles()), undefined);
  });

  it("have no circle of folders", () => {
    const folders = new Map<string, string[]>();
    for (const [file, others] of importedFiles()) {
      const room = roomOf(file);
      const known = folders.get(room) ?? [];
      folders.set(room, [...known, ...others.map(roomOf).filter((other) => other !== room)]);
    }
    assert.equal(findCircle(folders), undefined);
  });

  it("are small enough to find a file in", () => {
    const folders = files.map((file) => dirname(file));
    const full = [...new Set(folders)].filter(
      (folder) => folders.filter((other) => other === folder).length > MOST_FLAT_FILES,
    );
    assert.deepEqual(full, []);
  });
});

describe("The map of rooms", () => {
  it("refuses a system that imports another one", () => {
    assert.match(importProblem("sources/registry/source.ts", "../modelLab/rows/rows") ?? "", /may import only from/);
    assert.equal(importProblem("sources/registry/source.ts", "./rows/rows"), undefined);
  });

  it("lets a new system be a folder like the others", () => {
    assert.equal(importProblem("sources/newSystem/source.ts", "./wire/client"), undefined);
    assert.match(importProblem("sources/newSystem/wire/client.ts", "../rows/rows") ?? "", /may import only from/);
  });

  it("keeps the tree and the files apart, and vendors out of both", () => {
    for (const target of ["../files/fileSystem/fileAddress", "../sources/modelLab/source"]) {
      assert.match(importProblem("tree/explorerView.ts", target) ?? "", /may import only from/);
    }
  });

  it("keeps VS Code out of what runs without it", () => {
    assert.equal(importProblem("http/apiError.ts", "vscode"), "http runs without VS Code.");
    assert.equal(importProblem("tree/treeItem.ts", "vscode"), undefined);
  });

  it("asks for a place for a new room", () => {
    assert.match(importProblem("elsewhere/new.ts", "../text/quotes") ?? "", /is no room/);
  });
});
