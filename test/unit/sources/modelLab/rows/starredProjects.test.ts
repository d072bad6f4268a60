import assert from "node:assert/strict";
import type { ArtifactSource, Section } from "../../../../../src/sources/contract/source";
import { ConnectedSample, TreeWalk, unaborted } from "../../../../support/connectedSample";

const STARRED = "qwen36-27b-qlora-fsdp";
const PLAIN = "Übersetzung-de-en";

describe("Starred projects of Model Lab", () => {
  let sample: ConnectedSample;
  let source: ArtifactSource;
  beforeEach(async () => {
    sample = await ConnectedSample.start();
    source = sample.connect("modelLab");
  });
  afterEach(() => sample.close());

  const projects = (of = source): Section => of.sections(undefined)[0]!;

  it("are known once they were seen, and forgotten when they are starred no more", async () => {
    const walk = new TreeWalk(source);
    const starred = await walk.open([STARRED]);
    const plain = await walk.open([PLAIN]);
    const known = projects().topIds!();
    assert.ok(known.includes(starred.id) && !known.includes(plain.id));
    await source.changes!.of(plain.entry, "star").send(unaborted());
    await source.changes!.of(starred.entry, "unstar").send(unaborted());
    assert.deepEqual(projects().topIds!(), [...known.filter((id) => id !== starred.id), plain.id]);
  });

  it("come to the first page in another window, each with a request, wherever they stand", async () => {
    await new TreeWalk(source).open([STARRED]);
    const kept = source.choices!.kept;
    const later = sample.connect("modelLab");
    later.choices!.restore(kept);
    const page = { type: "number_size", number: 0, size: 100, total: 403, next_number: 1 };
    sample.server.respondWith(({ path, query }) =>
      path.endsWith("/projects") && !query.has("page[number]")
        ? { status: 200, body: { data: [], meta: { page } } }
        : undefined,
    );
    sample.takeRequests();
    const rows = await new TreeWalk(later).tree.children(undefined);
    const ids = rows.flatMap(({ kind, id }) => (kind === "entry" ? [id] : []));
    assert.deepEqual([...ids].sort(), [...kept.onTop!].sort());
    assert.equal(sample.takeRequests().length, 1 + ids.length);
  });

  it("are not asked for beside a filter", async () => {
    await new TreeWalk(source).open([STARRED]);
    source.filter!.set(undefined, { text: ["llm"] });
    assert.deepEqual(projects().topIds!(), []);
  });

  it("that are gone are forgotten", async () => {
    source.choices!.restore({ onTop: ["modelLab/sample/project/999999"] });
    const ids = projects().topIds!();
    assert.equal(ids.length, 1);
    assert.deepEqual(await projects().pick!(ids, unaborted()), []);
    assert.deepEqual(projects().topIds!(), []);
  });
});
