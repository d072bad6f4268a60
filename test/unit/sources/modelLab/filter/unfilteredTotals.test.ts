import assert from "node:assert/strict";
import type { EntryFilter, FilterValues } from "../../../../../src/sources/contract/entryFilter";
import type { ArtifactSource } from "../../../../../src/sources/contract/source";
import { UnfilteredTotals } from "../../../../../src/sources/modelLab/filter/unfilteredTotals";
import { filterMessage } from "../../../../../src/tree/filterMessage";
import type { EntryRow } from "../../../../../src/tree/model/row";
import { ConnectedSample, TreeWalk } from "../../../../support/connectedSample";

const SWEEP = "sweeps/qwen3-4b-lora-grid";

describe("How many there are without the filter, in a window that never listed them", () => {
  let sample: ConnectedSample;
  let source: ArtifactSource;
  let filter: EntryFilter;
  let walk: TreeWalk;
  let sweep: EntryRow;

  before(async () => (sample = await ConnectedSample.start()));
  after(() => sample.close());
  afterEach(() => sample.server.reset());
  beforeEach(async () => {
    source = sample.connect("modelLab");
    filter = source.filter!;
    walk = new TreeWalk(source);
    sweep = await walk.open([SWEEP]);
    sample.server.clearRequests();
  });

  const counted = () => new Promise<void>((resolve) => (filter.onDidCount = resolve));
  const message = () => filterMessage(source, walk.tree);
  const narrow = async (values: FilterValues) => {
    filter.set(sweep.entry, values);
    walk.tree.relist(sweep);
    await walk.tree.children(sweep);
  };
  /** What was asked for a number alone. */
  const counts = () =>
    sample.server.requests
      .map(({ query }) => Object.fromEntries(new URLSearchParams(query)))
      .filter((query) => query["page[size]"] === "1");
  const ROOT_RUNS = { "filter[project_id]": "2370", "filter[parent_run_id]": "null", "page[size]": "1" };

  it("is asked for once, with one row, behind the first page", async () => {
    const told = counted();
    await narrow({ status: ["failed"] });
    await told;
    assert.equal(message(), `${SWEEP}: status:failed — 132 of 1,200`);
    assert.deepEqual(counts(), [ROOT_RUNS]);
  });

  it("is asked for once for several statuses, and not again by further pages, a refresh or another filter", async () => {
    const told = counted();
    await narrow({ status: ["failed", "killed"] });
    await told;
    const more = (await walk.tree.children(sweep)).find(({ kind }) => kind === "more")!;
    assert.ok(more.kind === "more");
    await walk.tree.loadMore(more);
    walk.tree.refresh();
    await walk.open([SWEEP]);
    await walk.tree.children(sweep);
    await narrow({ status: ["running"] });
    assert.match(message(), /status:running — [\d,]+ of 1,200$/);
    assert.deepEqual(counts(), [ROOT_RUNS]);
  });

  it("is asked for where the filter looks: among all runs", async () => {
    const told = counted();
    await narrow({ status: ["failed"], all: ["true"] });
    await told;
    assert.deepEqual(counts(), [{ "filter[project_id]": "2370", "page[size]": "1" }]);
    await narrow({ all: ["true"] });
    assert.doesNotMatch(message(), / of /);
  });

  it("is known without a question when the listing was shown without the filter", async () => {
    await walk.tree.children(sweep);
    await narrow({ status: ["failed"] });
    assert.equal(message(), `${SWEEP}: status:failed — 132 of 1,200`);
    await walk.tree.children(sweep);
    assert.deepEqual(counts(), []);
  });

  it("makes no row wait, and is left out when it can't be had", async () => {
    sample.server.respondWith(({ query }) => (query.get("page[size]") === "1" ? { hang: true } : undefined));
    await narrow({ status: ["failed"] });
    assert.equal(message(), `${SWEEP}: status:failed — 132`);
  });
});

describe("UnfilteredTotals", () => {
  let totals: UnfilteredTotals;
  let told: number;
  beforeEach(() => {
    totals = new UnfilteredTotals();
    told = 0;
    totals.onDidChange = () => (told += 1);
  });

  it("joins equal questions, and tells of the answer once", async () => {
    let asked = 0;
    const count = () => Promise.resolve({ total: 10 + asked++ });
    await Promise.all([totals.ask("p", count), totals.ask("p", count)]);
    await totals.ask("p", count);
    assert.deepEqual([asked, told, totals.of("p"), totals.of("q")], [1, 1, 10, undefined]);
  });

  it("is silent about a failure, and asks again the next time", async () => {
    await totals.ask("p", () => Promise.reject(new Error("no")));
    assert.deepEqual([told, totals.of("p")], [0, undefined]);
    await totals.ask("p", () => Promise.resolve({ total: 7 }));
    assert.deepEqual([told, totals.of("p")], [1, 7]);
  });

  it("calls off what is under way when its source ends, and asks nothing any more", async () => {
    let signal: AbortSignal | undefined;
    const hanging = totals.ask("p", (options) => {
      signal = options.signal;
      return new Promise(() => undefined);
    });
    totals.dispose();
    await hanging;
    assert.equal(signal?.aborted, true);
    await totals.ask("q", () => assert.fail("asked"));
    assert.equal(told, 0);
  });
});
