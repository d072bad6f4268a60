import assert from "node:assert/strict";
import { catalogueOf, usualColumns } from "../../../src/runTable/catalogue";
import { columnId } from "../../../src/runTable/columnIds";
import { columnsOf, run } from "./tableFixture";

describe("The catalogue of columns", () => {
  const data = columnsOf([
    run("1", {
      owner: "mia",
      params: [
        { key: "lr", value: "1" },
        { key: "seed", value: "7" },
      ],
      metrics: [
        { key: "grad_norm", latest: 1 },
        { key: "eval_loss", latest: 2, min: 1 },
      ],
    }),
    run("2", {
      tags: [{ key: "team", value: "nlp" }],
      params: [
        { key: "lr", value: "2" },
        { key: "seed", value: "7" },
      ],
      metrics: [{ key: "grad_norm", latest: NaN }],
    }),
  ]);

  it("counts the runs that have each, by parts and names", () => {
    assert.deepEqual(
      catalogueOf(data).map(({ column, count }) => `${columnId(column)} ${count}`),
      [
        "fact:name 2",
        "fact:status 2",
        "fact:owner 1",
        "fact:id 2",
        "latest:eval_loss 1",
        "min:eval_loss 1",
        "latest:grad_norm 2",
        "param:lr 2",
        "param:seed 2",
        "tag:team 1",
      ],
    );
  });

  it("leaves out what no run has any more", () => {
    const left = columnsOf([run("1", { owner: "mia" }), run("2")]);
    left.remove("1");
    assert.deepEqual(
      catalogueOf(left).map(({ column }) => columnId(column)),
      ["fact:name", "fact:status", "fact:id"],
    );
  });

  it("begins with results and with parameters that differ", () => {
    assert.deepEqual(usualColumns(data), [
      "fact:name",
      "fact:status",
      "fact:owner",
      "latest:eval_loss",
      "latest:grad_norm",
      "param:lr",
    ]);
  });
});
