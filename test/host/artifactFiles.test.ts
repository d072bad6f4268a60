import assert from "node:assert/strict";
import { commands, FileSystemError, FileType, Uri, workspace } from "vscode";
import type { FileAddress } from "../../src/files/fileSystem/fileAddress";
import { addressUri, parseAddress } from "../../src/files/fileSystem/fileAddress";
import { MODEL_LAB } from "../../src/sources/modelLab/modelLabSystem";
import { TreeWalk } from "../support/connectedSample";
import { PooledSystems } from "./support/pooledSystems";

const HOSTILE_NAMES = [
  "a b",
  "#1",
  "100%",
  "%2F",
  "%/",
  "%2/5",
  "%252f%2e%",
  "?x=1",
  "trailing.",
  "..",
  ".",
  "a\\b",
  "a/b",
  "日本語 läuft",
  "'\"<>|*:",
  "\u202Egnp.exe",
  "COM1",
];

describe("The address of a file", () => {
  for (const name of HOSTILE_NAMES) {
    it(`brings ${JSON.stringify(name)} back from text, and does not fold it`, () => {
      const address: FileAddress = { systemId: "modelLab", site: "https://h:8/p", place: ["project", "1", name, "x"] };
      const text = addressUri(address).toString();
      assert.deepEqual(parseAddress(Uri.parse(text, true)), address);
      assert.deepEqual(parseAddress(Uri.file("/x").with(addressUri(address))), address);
    });
  }

  it("says how much of the file is meant", () => {
    const address: FileAddress = { systemId: "modelLab", site: "sample", place: ["project", "1"], first: 1000 };
    const uri = Uri.parse(addressUri(address).toString(), true);
    assert.deepEqual(parseAddress(uri), address);
    assert.deepEqual(parseAddress(uri.with({ query: `${uri.query}&version=7` })), address, "as previews ask");
  });

  it("is read from nothing else", () => {
    for (const text of ["file:///x/y", "mlartifact:/", "mlartifact:/modelLab", "mlartifact:/modelLab/"]) {
      assert.equal(parseAddress(Uri.parse(text, true)), undefined, text);
    }
  });
});

describe("The file system of the artifacts", () => {
  // VS Code draws each line that comes to a log in its panel.
  after(() => commands.executeCommand("workbench.action.closePanel"));
  const at = (...place: string[]) => addressUri({ systemId: "modelLab", site: "sample", place });
  const RUN = at("project", "2387", "run", "70158");

  it("lists a run, and reads exactly as many bytes as it says", async () => {
    await commands.executeCommand("mlArtifacts.showLog");
    const listed = await workspace.fs.readDirectory(RUN);
    const files = listed.filter(([, type]) => type === FileType.File);
    assert.ok(listed.some(([name, type]) => name === "checkpoint-204" && type === FileType.Directory));
    for (const [name] of files.filter(([each]) => !/\.(csv|log)$/.test(each))) {
      const uri = Uri.joinPath(RUN, name);
      const [{ size }, bytes] = [await workspace.fs.stat(uri), await workspace.fs.readFile(uri)];
      assert.equal(bytes.length, size, name);
    }
  });

  it("has a file of any name at the address that its directory gives, which is the tree's", async () => {
    const systems = new PooledSystems([MODEL_LAB]);
    const source = await systems.pool.lastingSourceOf({ systemId: "modelLab", site: "sample" });
    const { entry } = await new TreeWalk(source).open(["Übersetzung-de-en", "odd names"]);
    const run = at(...(source.files?.placeOf(entry) ?? []));
    systems.dispose();
    const found = await filesBelow(run);
    // Each of the odd files says its own path.
    const odd = found.filter(({ text }) => /^[^\n]+\n$/.test(text) && !text.startsWith("{"));
    assert.deepEqual(
      odd.map(({ text }) => text),
      odd.map(({ path }) => `${path}\n`),
    );
    for (const name of [
      "percent%2Fencoded%20name.txt",
      "backslash\\in\\name.txt",
      "dir with space/#hash/100%/file?.json",
    ]) {
      assert.ok(
        odd.some(({ path }) => path === name),
        name,
      );
    }
    const shown = (await workspace.fs.readDirectory(run)).map(([name]) => name);
    assert.ok(shown.includes("100% Übereinstimmung?.md"), `as they are wherever they can: ${shown.join(", ")}`);
  });

  it("reads only the first bytes when that is what the address means", async () => {
    const place = ["project", "2387", "run", "70158", "checkpoint-204", "adapter_model.safetensors"];
    const uri = addressUri({ systemId: "modelLab", site: "sample", place, first: 1000 });
    assert.equal((await workspace.fs.readFile(uri)).length, 1000);
    assert.equal((await workspace.fs.stat(uri)).size, 1000);
  });

  it("says what is not there", async () => {
    for (const uri of [
      Uri.joinPath(RUN, "nothing.txt"),
      at("project", "2387", "run", "1"),
      Uri.parse("mlartifact:/x"),
    ]) {
      await assert.rejects(async () => workspace.fs.readFile(uri), { name: /FileSystemError|FileNotFound|Error/ });
    }
    await assert.rejects(
      async () => workspace.fs.stat(Uri.joinPath(RUN, "nothing.txt")),
      (error) => {
        assert.ok(error instanceof FileSystemError);
        assert.equal(error.code, "FileNotFound");
        return true;
      },
    );
  });

  it("sends nothing to a site that is not set up here", async () => {
    for (const [site, refusal] of [
      ["datadoghq.eu", /there are no keys for/],
      ["https://evil.example.com", /https:\/\/evil\.example\.com is not set up here/],
      ["http://127.0.0.1:9", /is not set up here/],
    ] as const) {
      const uri = addressUri({ systemId: "modelLab", site, place: ["project", "1", "run", "2", "a.txt"] });
      await assert.rejects(async () => workspace.fs.readFile(uri), refusal);
    }
  });

  it("is never written to", async () => {
    const uri = Uri.joinPath(RUN, "README.md");
    await assert.rejects(async () => workspace.fs.writeFile(uri, new Uint8Array(1)), FileSystemError);
    await assert.rejects(async () => workspace.fs.delete(uri), FileSystemError);
    assert.equal(workspace.fs.isWritableFileSystem(uri.scheme), false);
  });
});

interface Found {
  /** Below the run, as the service says it. */
  readonly path: string;
  readonly text: string;
}

/** All files below a directory, found and read as VS Code does it: by joining names. */
async function filesBelow(directory: Uri, above: readonly string[] = []): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const [name, type] of await workspace.fs.readDirectory(directory)) {
    const uri = Uri.joinPath(directory, name);
    const address = parseAddress(uri);
    assert.ok(address !== undefined);
    assert.equal(addressUri(address).toString(), uri.toString());
    const path = [...above, address.place.at(-1) ?? ""];
    assert.equal((await workspace.fs.stat(uri)).type, type, name);
    if (type === FileType.Directory) {
      found.push(...(await filesBelow(uri, path)));
    } else {
      found.push({ path: path.join("/"), text: Buffer.from(await workspace.fs.readFile(uri)).toString() });
    }
  }
  return found;
}
