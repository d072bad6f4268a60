import assert from "node:assert/strict";
import type { ListPage } from "../../../src/sources/contract/listPage";
import type { ArtifactSource } from "../../../src/sources/contract/source";
import { ArtifactTree } from "../../../src/tree/model/artifactTree";
import { LiveRows } from "../../../src/tree/model/liveRows";
import type { Row } from "../../../src/tree/model/row";
import { OptimisticChanges } from "../../../src/tree/model/optimisticChanges";
import { unaborted } from "../../support/connectedSample";
import { NAMED_BY_LAST_PART, entry, ScriptedSection, scriptedSource } from "../../support/scriptedSource";
import { SteppedClock } from "../../support/steppedClock";
import type { Change, Entry } from "../../../src/sources/contract/entry";

const shown = (rows: readonly Row[]) =>
  rows.map((row) => (row.kind === "entry" ? row.entry.name : row.kind === "more" ? `more of ${row.total}` : row.kind));
const run = (id: string, isPinned = false): Entry =>
  entry(id, { name: isPinned ? `${id} (pinned)` : id, abilities: ["link", isPinned ? "unpin" : "pin"] });
const runs = (...ids: readonly string[]): ListPage<Entry> => ({ items: ids.map((id) => run(id)) });

/** Runs whose last part of the id is what they stand for, and whose pins the service agrees to. */
class Pins {
  readonly sent: string[] = [];
  readonly tree: ArtifactTree;
  readonly changes: OptimisticChanges;
  refusal: Error | undefined;
  /** What a change waits for. */
  agreement: Promise<void> = Promise.resolve();
  reload: (same: Entry) => Promise<Entry> = (same) => Promise.resolve(same);

  constructor(sections: Readonly<Record<string, readonly ScriptedSection[]>>) {
    const source: ArtifactSource = {
      ...scriptedSource(sections, (same) => this.reload(same)),
      addresses: NAMED_BY_LAST_PART,
      changes: {
        of: ({ id }, change) => ({
          entry: run(id, change === "pin"),
          send: () => this.#send(`${change} ${id}`),
        }),
      },
      live: {
        batchSize: 100,
        isLive: () => true,
        reload: (entries) => Promise.all(entries.map((one) => this.reload(one))),
        runIdOf: ({ id }) => id,
        stateOf: ({ name }) => ({ name, status: "running", isFinal: false, isSuccess: false, metrics: [] }),
        states: () => Promise.resolve([]),
      },
    };
    this.tree = new ArtifactTree({ source, onDidChange: () => undefined });
    this.changes = new OptimisticChanges(source, this.tree);
  }

  async top(): Promise<string[]> {
    return shown(await this.tree.children(undefined));
  }

  make(id: string, change: Change): Promise<void> {
    return this.changes.make(id, change, unaborted());
  }

  /** Lets rows be asked for alone, and gives their answer when the test says so. */
  answersLater(): (answer: Entry) => void {
    let give: (answer: Entry) => void = () => undefined;
    const answer = new Promise<Entry>((resolve) => (give = resolve));
    this.reload = () => answer;
    return (entry) => give(entry);
  }

  async #send(request: string): Promise<void> {
    this.sent.push(request);
    await this.agreement;
    if (this.refusal !== undefined) {
      throw this.refusal;
    }
  }
}

describe("An answer that was asked for before", () => {
  let section: ScriptedSection;
  let pins: Pins;

  beforeEach(() => {
    section = new ScriptedSection("runs");
    pins = new Pins({ "": [section] });
  });

  it("a row was taken away does not bring it back, and its pages are asked for again", async () => {
    section.answers({ ...runs("a", "b", "c"), next: "1", total: 9 });
    await pins.top();
    const late = section.answersLater();
    pins.tree.remove(pins.tree.find("a")!);
    const drawn = pins.top();
    pins.tree.remove(pins.tree.find("b")!);
    section.answers({ ...runs("c", "d", "e"), next: "1", total: 7 });
    const again = pins.top();
    late.give({ ...runs("b", "c", "d"), next: "1", total: 8 });
    assert.deepEqual(await drawn, ["c", "d", "more of 7"]);
    assert.deepEqual(await again, ["c", "d", "e", "more of 7"]);
    assert.deepEqual(section.cursors, [undefined, undefined, undefined]);
  });

  it("a row was taken away needs no other where there is only one page", async () => {
    section.answers(runs("a", "b"));
    await pins.top();
    const late = section.answersLater();
    pins.tree.refresh();
    const drawn = pins.top();
    pins.tree.remove(pins.tree.find("a")!);
    late.give(runs("a", "b"));
    assert.deepEqual(await drawn, ["b"]);
    assert.deepEqual(await pins.top(), ["b"]);
    assert.equal(section.cursors.length, 2);
  });

  it("a row was taken away may lack one of those behind it, which the next brings", async () => {
    section.answers({ ...runs("a", "b"), next: "1", total: 4 });
    const more = (await pins.tree.children(undefined)).at(-1)!;
    assert.ok(more.kind === "more");
    const late = section.answersLater();
    const loaded = pins.tree.loadMore(more);
    pins.tree.remove(pins.tree.find("a")!);
    late.give({ ...runs("d"), total: 3 });
    await loaded;
    section.answers({ ...runs("b", "c"), next: "1", total: 3 }).answers({ ...runs("d"), total: 3 });
    assert.deepEqual(await pins.top(), ["b", "c", "d"]);
  });

  it("a change was made does not undo it; one that was asked for after it is believed", async () => {
    section.answers(runs("a", "b"));
    await pins.top();
    const late = section.answersLater();
    pins.tree.refresh();
    const drawn = pins.top();
    await pins.make("a", "pin");
    late.give(runs("a", "b"));
    assert.deepEqual(await drawn, ["a (pinned)", "b"]);
    section.answers(runs("a", "b"));
    pins.tree.refresh();
    assert.deepEqual(await pins.top(), ["a", "b"]);
  });

  it("two changes were made leaves the last of them", async () => {
    section.answers(runs("a"));
    await pins.top();
    const late = section.answersLater();
    pins.tree.refresh();
    const drawn = pins.top();
    await pins.make("a", "pin");
    await pins.make("a", "unpin");
    late.give({ items: [run("a", true)] });
    assert.deepEqual(await drawn, ["a"]);
  });

  it("a change was made does not undo it either when it is of one row alone", async () => {
    section.answers(runs("a"));
    await pins.top();
    const give = pins.answersLater();
    const refreshed = pins.tree.refreshRow(pins.tree.find("a")!, unaborted());
    await pins.make("a", "pin");
    give(run("a"));
    await refreshed;
    assert.deepEqual(shown(pins.tree.loadedRows()), ["a (pinned)"]);
  });

  it("a change was made does not undo it when it is one of the polls for live rows", async () => {
    section.answers(runs("a"));
    await pins.top();
    const clock = new SteppedClock();
    const { tree } = pins;
    const options = { clock, interval: () => 10_000, tree: () => tree, isClosed: () => false };
    const live = new LiveRows({ ...options, onDidPoll: () => undefined });
    let agree: () => void = () => undefined;
    pins.agreement = new Promise((resolve) => (agree = resolve));
    const pinned = pins.make("a", "pin");
    const give = pins.answersLater();
    live.setActive(true);
    await clock.wakeNext();
    agree();
    await pinned;
    give(run("a"));
    await clock.pass(1);
    live.dispose();
    assert.deepEqual(shown(tree.loadedRows()), ["a (pinned)"]);
  });
});

describe("What stands in two places", () => {
  let pins: Pins;

  beforeEach(async () => {
    const flat = new ScriptedSection("runs").answers(runs("p", "c"));
    const below = new ScriptedSection("child runs").answers(runs("p/c"));
    pins = new Pins({ "": [flat], p: [below] });
    await pins.tree.children(undefined);
    await pins.tree.children(pins.tree.find("p"));
  });

  it("goes from both", () => {
    assert.deepEqual(shown(pins.tree.loadedRows()), ["p", "p/c", "c"]);
    pins.tree.remove(pins.tree.find("c")!);
    assert.deepEqual(shown(pins.tree.loadedRows()), ["p"]);
  });

  it("changes in both, with one request", async () => {
    await Promise.all([pins.make("p/c", "pin"), pins.make("c", "pin")]);
    assert.deepEqual(shown(pins.tree.loadedRows()), ["p", "p/c (pinned)", "c (pinned)"]);
    assert.deepEqual(pins.sent, ["pin p/c"]);
  });

  it("is taken back in both", async () => {
    pins.refusal = new Error("read only");
    const done = pins.make("c", "pin");
    assert.deepEqual(shown(pins.tree.loadedRows()), ["p", "p/c (pinned)", "c (pinned)"]);
    await assert.rejects(done, /read only/);
    assert.deepEqual(shown(pins.tree.loadedRows()), ["p", "p/c", "c"]);
  });
});
