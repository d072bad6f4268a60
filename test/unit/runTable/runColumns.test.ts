import assert from "node:assert/strict";
import { columnsOf, run, withMetric, withParam } from "./tableFixture";

describe("RunColumns", () => {
  it("keeps each value as it came, and knows none from NaN", () => {
    const data = withMetric("loss", [1.5, NaN, undefined, -Infinity]);
    const loss = data.column("latest:loss")!;
    assert.deepEqual(
      [0, 1, 2, 3].map((row) => loss.at(row)),
      [1.5, NaN, undefined, -Infinity],
    );
    assert.equal(loss.count, 3);
    assert.equal(data.column("step:loss")!.at(0), 10);
    assert.equal(data.column("max:loss"), undefined);
  });

  it("tells an empty text from none", () => {
    const data = withParam("note", ["", undefined, "x"]);
    const note = data.column("param:note")!;
    assert.deepEqual(
      [0, 1, 2].map((row) => note.at(row)),
      ["", undefined, "x"],
    );
    assert.equal(note.count, 2);
  });

  it("puts a newer run in the place of the older, without what it lost", () => {
    const data = columnsOf([run("a", { owner: "mia", params: [{ key: "lr", value: "1" }] }), run("b")]);
    const { record, ...head } = run("a", { status: "failed" }, { name: "new" });
    assert.equal(data.put(head, record, 0), 0);
    assert.deepEqual(
      ["fact:name", "fact:status", "fact:owner", "param:lr"].map((id) => data.textAt(0, id)),
      ["new", "failed", "", ""],
    );
    assert.equal(data.column("param:lr")!.count, 0);
    assert.equal(data.size, 2);
  });

  it("counts no value of a run that is gone, and takes it back when it comes again", () => {
    const data = columnsOf([run("a", { owner: "mia" }), run("b", { owner: "leo" })]);
    assert.equal(data.remove("a"), true);
    assert.equal(data.remove("a"), false);
    assert.deepEqual([data.size, data.rows, data.column("fact:owner")!.count], [1, [1], 1]);
    const { record, ...head } = run("a", { owner: "mia" });
    assert.equal(data.put(head, record, 0), 0);
    assert.deepEqual([data.size, data.rowOf("a")], [2, 0]);
  });

  it("knows what can be done with a run", () => {
    const data = columnsOf([run("a", {}, { abilities: ["pin", "page"] }), run("b", {}, { abilities: ["unpin"] })]);
    assert.deepEqual(
      [data.hasAbility(0, "pin"), data.hasAbility(1, "pin"), data.hasAbility(1, "unpin")],
      [true, false, true],
    );
  });

  it("holds names that objects have of their own", () => {
    const data = withParam("__proto__", ["constructor"]);
    assert.equal(data.textAt(0, "param:__proto__"), "constructor");
    assert.equal(data.column("param:toString"), undefined);
  });
});
