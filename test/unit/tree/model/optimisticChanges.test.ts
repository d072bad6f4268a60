import assert from "node:assert/strict";
import { ApiError } from "../../../../src/http/apiError";
import type { ArtifactSource } from "../../../../src/sources/contract/source";
import type { EntryRow } from "../../../../src/tree/model/row";
import { OptimisticChanges } from "../../../../src/tree/model/optimisticChanges";
import { failure } from "../../../support/httpFixture";
import { unaborted } from "../../../support/connectedSample";
import { entry, scriptedSource } from "../../../support/scriptedSource";
import type { Change, Entry } from "../../../../src/sources/contract/entry";

const REFUSED = new ApiError("forbidden", "read only");

function project(isStarred: boolean): Entry {
  return entry("p", { spoken: isStarred ? "starred" : "plain", abilities: [isStarred ? "unstar" : "star"] });
}

/** A row whose changes are answered when the test says so. */
class Stage {
  readonly sent: { readonly change: Change; readonly answer: (error?: Error) => void }[] = [];
  readonly seen: string[] = [];
  readonly agreed: string[] = [];
  readonly changes: OptimisticChanges;
  row: EntryRow;

  constructor() {
    const source: ArtifactSource = {
      ...scriptedSource({}),
      changes: {
        of: (_, change) => ({ entry: project(change === "star"), send: () => this.#send(change) }),
      },
    };
    this.row = { kind: "entry", id: "p", source, parent: undefined, entry: project(false) };
    this.changes = new OptimisticChanges(source, {
      find: (id) => (id === "p" ? this.row : undefined),
      copies: (subject) => (subject === "p" ? [this.row] : []),
      show: (row) => {
        this.row = row;
        this.seen.push(row.entry.spoken);
      },
      noteChange: (subject) => this.agreed.push(subject),
    });
  }

  /** A row of a table, which the tree has not loaded. */
  makeElsewhere(change: Change): Promise<void> {
    const row: EntryRow = { ...this.row, id: "elsewhere", entry: entry("elsewhere", { abilities: [change] }) };
    return this.changes.makeFor(row, change, unaborted());
  }

  make(change: Change): Promise<void> {
    return this.changes.make("p", change, unaborted());
  }

  /** Answers the oldest request that has no answer, once it is there. */
  async answer(index: number, error?: Error): Promise<void> {
    while (this.sent.length <= index) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.sent[index]!.answer(error);
  }

  #send(change: Change): Promise<void> {
    return new Promise((resolve, reject) => {
      this.sent.push({ change, answer: (error) => (error === undefined ? resolve() : reject(error)) });
    });
  }
}

describe("A change of a row", () => {
  let stage: Stage;
  beforeEach(() => (stage = new Stage()));

  it("sends a change of a row that is not loaded, and shows nothing", async () => {
    const stage = new Stage();
    const done = stage.makeElsewhere("star");
    await stage.answer(0);
    await done;
    assert.deepEqual([stage.sent.map(({ change }) => change), stage.seen], [["star"], []]);
    const refused = stage.makeElsewhere("star");
    await stage.answer(1, REFUSED);
    await assert.rejects(refused, REFUSED);
  });

  it("shows at once, before the service has answered", async () => {
    const done = stage.make("star");
    assert.equal(stage.row.entry.spoken, "starred");
    await stage.answer(0);
    await done;
    assert.deepEqual(stage.seen, ["starred"]);
  });

  it("is taken back when the service refuses, and the reason comes out", async () => {
    const done = stage.make("star");
    await stage.answer(0, REFUSED);
    assert.equal((await failure(done)).message, "read only");
    assert.deepEqual(stage.seen, ["starred", "plain"]);
  });

  it("waits for the one before it, so that the last click wins", async () => {
    const both = Promise.all([stage.make("star"), stage.make("unstar")]);
    assert.equal(stage.row.entry.spoken, "plain");
    await stage.answer(0);
    await stage.answer(1);
    await both;
    assert.deepEqual(
      stage.sent.map(({ change }) => change),
      ["star", "unstar"],
    );
    assert.equal(stage.row.entry.spoken, "plain");
  });

  it("is sent once when someone clicks twice", async () => {
    const both = Promise.all([stage.make("star"), stage.make("star")]);
    await stage.answer(0);
    await both;
    assert.equal(stage.sent.length, 1);
  });

  it("that fails does not undo a later one", async () => {
    const first = stage.make("star");
    const second = stage.make("unstar");
    await stage.answer(0, REFUSED);
    await failure(first);
    await stage.answer(1);
    await second;
    assert.equal(stage.row.entry.spoken, "plain");
  });

  it("that fails after one that was made goes back to that one", async () => {
    const first = stage.make("star");
    const second = stage.make("unstar");
    await stage.answer(0);
    await first;
    await stage.answer(1, REFUSED);
    await failure(second);
    assert.equal(stage.row.entry.spoken, "starred");
  });

  it("shows again when a refresh brought the row as it was before", async () => {
    const done = stage.make("star");
    stage.row = { ...stage.row, entry: project(false) };
    await stage.answer(0);
    await done;
    assert.equal(stage.row.entry.spoken, "starred");
  });

  it("that fails leaves a row alone that came again meanwhile", async () => {
    const done = stage.make("star");
    const again = { ...project(true), name: "renamed" };
    stage.row = { ...stage.row, entry: again };
    await stage.answer(0, REFUSED);
    await failure(done);
    assert.equal(stage.row.entry, again);
  });

  it("outlasts older answers once the service has agreed, and not before", async () => {
    const refused = stage.make("star");
    await stage.answer(0, REFUSED);
    await failure(refused);
    assert.deepEqual(stage.agreed, []);
    const done = stage.make("star");
    await stage.answer(1);
    await done;
    assert.deepEqual(stage.agreed, ["p"]);
  });

  it("is none of a row that is gone", async () => {
    await stage.changes.make("other", "star", unaborted());
    assert.equal(stage.sent.length, 0);
  });
});
