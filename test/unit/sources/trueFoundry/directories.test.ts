import assert from "node:assert/strict";
import type { ArtifactSource } from "../../../../src/sources/contract/source";
import { ConnectedSample, TreeWalk, unaborted } from "../../../support/connectedSample";
import { failure } from "../../../support/httpFixture";

const DATA = ["support-assistant", "Data directories", "support-conversations"];

describe("TrueFoundry's data directories", () => {
  let sample: ConnectedSample;
  let source: ArtifactSource;
  let walk: TreeWalk;
  before(async () => {
    sample = await ConnectedSample.start();
    source = sample.connect("trueFoundry");
    walk = new TreeWalk(source);
  });
  beforeEach(() => void sample.takeRequests());
  after(() => sample.close());

  it("are browsed and read as versions are, by links of the service", async () => {
    const { entry } = await walk.open([...DATA, "train", "part-00000.jsonl"]);
    assert.ok(entry.abilities.includes("open") && entry.abilities.includes("download"));
    assert.ok(!entry.abilities.includes("siblings"), "there are no other versions");
    const place = source.files!.placeOf(entry)!;
    assert.deepEqual([place[0], ...place.slice(2)], ["data", "train", "part-00000.jsonl"]);
    sample.takeRequests();
    const { body } = await source.files!.read(place, undefined, unaborted());
    const parts: Uint8Array[] = [];
    for await (const part of body) {
      parts.push(part);
    }
    assert.equal(Buffer.concat(parts).toString().trim().split("\n").length, 40);
    assert.deepEqual(sample.takeRequests(), ["POST /data-directories/signed-urls"]);
    assert.equal((await source.files!.stat(place, unaborted())).size, entry.size);
  });

  it("are listed whole for a download, with one request a directory", async () => {
    const { entry } = await walk.open(DATA);
    assert.ok(entry.abilities.includes("download"));
    const place = source.files!.placeOf(entry)!;
    sample.takeRequests();
    const root = await source.files!.list(place, unaborted());
    assert.deepEqual(
      root.items.map(({ name }) => name),
      ["README.md", "schema.json", "train", "validation"],
    );
    assert.equal((await source.files!.list([...place, "validation"], unaborted())).items.length, 2);
    assert.equal(sample.takeRequests().length, 2);
  });

  it("of thousands of files are listed to their end", async () => {
    const { entry } = await walk.open(["call-centre-asr", "Data directories", "calls-de", "predictions"]);
    const { items, ...doubts } = await source.files!.list(source.files!.placeOf(entry)!, unaborted());
    assert.deepEqual([items.length, doubts], [3_000, {}]);
  });

  it("are gone to by their qualified name, and by the address of a file in them", async () => {
    const { entry } = await walk.open(DATA);
    const fqn = source.addresses!.of(entry);
    assert.equal(fqn, "data-dir:acme/support-assistant/support-conversations");
    assert.equal(source.finder!.read(fqn, []), fqn);
    sample.takeRequests();
    assert.equal((await source.addresses!.locate(fqn, unaborted()))?.at(-1), entry.id);
    assert.deepEqual(sample.takeRequests(), ["GET /data-directories"]);
    const file = (await walk.open([...DATA, "train", "part-00001.jsonl"])).entry;
    const ids = await source.addresses!.locatePlace(source.files!.placeOf(file)!, unaborted());
    assert.equal(ids.at(-1), file.id);
    const missing = source.addresses!.locate("data-dir:acme/support-assistant/none", unaborted());
    assert.equal((await failure(missing)).kind, "notFound");
    assert.equal((await failure(source.addresses!.locatePlace(["data", "none"], unaborted()))).kind, "notFound");
  });
});
