import assert from "node:assert/strict";
import { basename } from "node:path";
import { bundleNode } from "../../../scripts/nodeBundles.mjs";

describe("The extension's bundles, as they are shipped", () => {
  let outputs: ReadonlyMap<string, Awaited<ReturnType<typeof bundleNode>>["outputs"][string]>;
  before(async () => {
    const built = await bundleNode("dist", ["src/extension.ts"], { isProduction: true, mode: "measure" });
    outputs = new Map(Object.entries(built.outputs).map(([file, output]) => [basename(file), output]));
  });

  /** The files that are loaded with one, itself among them. */
  function loadedWith(name: string, known = new Set<string>()): Set<string> {
    if (!known.has(name)) {
      known.add(name);
      const direct = outputs.get(name)?.imports.filter(({ kind }) => kind === "import-statement") ?? [];
      direct.filter(({ path }) => path.startsWith("dist/")).forEach(({ path }) => loadedWith(basename(path), known));
    }
    return known;
  }
  const bytesOf = (names: Iterable<string>) =>
    [...names].reduce((sum, name) => sum + (outputs.get(name)?.bytes ?? NaN), 0);
  const modulesOf = (names: Iterable<string>) =>
    [...names].flatMap((name) => Object.keys(outputs.get(name)?.inputs ?? {})).sort();

  it("load a few kB at the start, of these modules alone", () => {
    const start = loadedWith("extension.js");
    assert.ok(bytesOf(start) < 25_000, `${bytesOf(start)} bytes`);
    assert.deepEqual(
      modulesOf(start).map((path) => path.replace(/^src\//, "")),
      [
        "extension.ts",
        "files/fileSystem/fileAddress.ts",
        "files/fileSystem/nameSegment.ts",
        "files/fileSystem/readOnlyFileSystem.ts",
        "files/fileSystem/sortedAddress.ts",
        "host/keptNames.ts",
        "host/keptStart.ts",
        "host/siteItem.ts",
        "links/linkedTexts.ts",
        "manifest/commands.ts",
        "manifest/settings.ts",
        "manifest/views.ts",
        "sources/mentions/mayMention.ts",
        "start/lazyFileSystem.ts",
        "start/lazyPart.ts",
        "start/lazyView.ts",
        "start/openDoors.ts",
        "start/start.ts",
        "start/waiting.ts",
        "text/looseValues.ts",
        "text/rawValue.ts",
      ],
    );
  });

  it("hold each module once, so that a class is the same wherever it comes from", () => {
    const modules = modulesOf(outputs.keys());
    assert.ok(modules.includes("src/http/apiError.ts"));
    assert.deepEqual(
      modules.filter((path, index) => modules.indexOf(path) !== index),
      [],
    );
  });

  it("go round in no circle, so that each is evaluated before another takes what it exports", () => {
    const importing = (name: string) => outputs.get(name)?.imports.filter(({ kind }) => kind === "import-statement");
    const inCircles = [...outputs.keys()].filter((name) =>
      importing(name)?.some(({ path }) => loadedWith(basename(path)).has(name)),
    );
    assert.ok(outputs.size > 10);
    assert.deepEqual(inCircles, []);
  });

  it("leave to their first use what is heavy", () => {
    const loaded = loadedWith("product.js");
    const heavy = [
      "readProjectFiles.js",
      "undiciTransport.js",
      "sampleServer.js",
      "sortApart.js",
      "peekFile.js",
      "pagePanels.js",
      "agentHouse.js",
      "mcpServer.js",
    ];
    assert.deepEqual(
      heavy.filter((name) => !outputs.has(name) || loaded.has(name)),
      [],
    );
  });

  it("need nothing of VS Code where a thread loads them, too", () => {
    for (const name of ["readProjectFiles.js", "sortApart.js"]) {
      assert.ok(outputs.has(name), name);
      const imports = [...loadedWith(name)].flatMap((file) => outputs.get(file)?.imports ?? []);
      assert.deepEqual(
        imports.filter(({ path }) => path === "vscode"),
        [],
        name,
      );
    }
  });
});
