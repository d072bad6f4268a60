import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FileSystemError, Uri, workspace } from "vscode";
import { addressUri } from "../../src/files/fileSystem/fileAddress";
import { originalUri, sortedUri } from "../../src/files/fileSystem/sortedAddress";
import { TemporaryFolder } from "./support/temporaryFolder";

describe("Files with sorted keys", () => {
  let folder: TemporaryFolder;
  before(() => (folder = new TemporaryFolder()));
  after(() => folder.remove());
  const read = async (uri: Uri) => Buffer.from(await workspace.fs.readFile(sortedUri(uri))).toString();

  async function local(name: string, text: string): Promise<Uri> {
    const path = join(folder.path, name);
    await writeFile(path, text);
    return Uri.file(path);
  }

  it("are read of files on this machine, JSON and YAML", async () => {
    assert.equal(await read(await local("a b#1.json", '{"b":1,"a":[]}')), '{\n  "a": [],\n  "b": 1\n}\n');
    assert.equal(await read(await local("a.yaml", "b: 1\na: 0x10\n")), "a: 0x10\nb: 1\n");
  });

  it("are sorted, or refused with a reason, also where that takes long", async () => {
    const quotes = await local("quotes.yaml", '"'.repeat(80_000));
    await assert.rejects(read(quotes), /Could not sort the keys of quotes\.yaml: line 1: /);
    const long = await local("long.json", `["${"\\u043f".repeat(500_000)}"]`);
    assert.equal((await read(long)).length, 3_000_000 + 9);
  });

  it("are read of the files of a run", async () => {
    const place = ["project", "2387", "run", "70158", "adapter_config.json"];
    const text = await read(addressUri({ systemId: "modelLab", site: "sample", place }));
    const keys = Object.keys(JSON.parse(text) as object);
    assert.ok(keys.length > 10);
    assert.deepEqual(keys, [...keys].sort());
  });

  it("have an address that names the file, whatever it is called, and no sorted file of a sorted one", () => {
    for (const name of ["100%.json", "%2F.json", "a?b#c.json", "日本 語.json", "a\\b.json"]) {
      const original = addressUri({ systemId: "modelLab", site: "https://h:8/p", place: ["project", name] });
      const text = sortedUri(original).toString();
      assert.equal(originalUri(Uri.parse(text, true))?.toString(), original.toString());
    }
    assert.equal(originalUri(sortedUri(sortedUri(Uri.file("/a.json")))), undefined);
  });

  it("say why a file can't be sorted, and are never written to", async () => {
    const broken = await local("broken.json", '{"a": 1,\n"a": 2}');
    await assert.rejects(read(broken), /Could not sort the keys of broken\.json: line 2: the key "a" is there twice\./);
    await assert.rejects(read(Uri.file(join(folder.path, "lost.json"))), FileSystemError);
    await assert.rejects(async () => workspace.fs.writeFile(sortedUri(broken), new Uint8Array(1)), FileSystemError);
  });
});
