import assert from "node:assert/strict";
import { parseColumnId } from "../../../src/runTable/columnIds";
import { countFormulas, type ExportFormat, exportParts } from "../../../src/runTable/exportRuns";
import { columnsOf, run } from "./tableFixture";

const data = columnsOf([
  run(
    "1",
    {
      createdAt: Date.UTC(2026, 2, 14, 9, 30),
      duration: 12.5,
      tags: [{ key: "team", value: "=1+1" }],
      params: [{ key: "lr", value: "0.00010" }],
      metrics: [{ key: "loss", latest: 0.1 + 0.2, min: NaN }],
    },
    { name: 'a "b", c' },
  ),
  run("2", { params: [{ key: "lr", value: "-5" }], metrics: [{ key: "loss", latest: -Infinity }] }, { name: "x|y\nz" }),
]);
const columns = ["fact:name", "fact:created", "fact:duration", "tag:team", "param:lr", "latest:loss", "min:loss"].map(
  (id) => parseColumnId(id)!,
);
const exported = { data, rows: [0, 1], columns };
const textOf = (format: ExportFormat) => [...exportParts(exported, format)].join("");

describe("An export of runs", () => {
  it("is CSV as RFC 4180 has it, with all digits and texts as they came", () => {
    assert.equal(
      textOf("csv"),
      "name,created,duration,tags.team,params.lr,metrics.loss.latest,metrics.loss.min\r\n" +
        '"a ""b"", c",2026-03-14T09:30:00.000Z,12.5,=1+1,0.00010,0.30000000000000004,NaN\r\n' +
        '"x|y\nz",,,,-5,-Infinity,\r\n',
    );
  });

  it("is an object a line, in which a text stands for what JSON has no number for", () => {
    const [first, second] = textOf("jsonl")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown);
    assert.deepEqual(first, {
      name: 'a "b", c',
      created: "2026-03-14T09:30:00.000Z",
      duration: 12.5,
      tags: { team: "=1+1" },
      params: { lr: "0.00010" },
      metrics: { loss: { latest: 0.1 + 0.2, min: "NaN" } },
    });
    assert.deepEqual(second, { name: "x|y\nz", params: { lr: "-5" }, metrics: { loss: { latest: "-Infinity" } } });
  });

  it("is a Markdown table whose cells no value breaks", () => {
    const [head, line, first, second] = textOf("markdown").split("\n");
    assert.equal(head, "| Name | Created | Duration | team | lr | loss | loss min |");
    assert.equal(line, "| --- | --: | --: | --- | --- | --: | --: |");
    assert.match(first ?? "", /^\| a "b", c \| 2026-03-14T09:30:00.000Z \| 12.5 \| =1\+1 \| 0.00010 \|/);
    assert.match(second ?? "", /^\| x\\\|y z \|/);
  });

  it("tells names apart that differ in half a character, which no file holds", () => {
    const halves = columnsOf(["caf\udce8", "caf\udce9"].map((name) => run(name, {}, { name })));
    const parts = (format: ExportFormat) =>
      [...exportParts({ data: halves, rows: halves.rows, columns: [columns[0]!] }, format)].join("");
    assert.equal(Buffer.from(parts("csv")).toString(), "name\r\ncaf\\udce8\r\ncaf\\udce9\r\n");
    assert.equal(Buffer.from(parts("jsonl")).toString(), '{"name":"caf\\udce8"}\n{"name":"caf\\udce9"}\n');
    assert.match(Buffer.from(parts("markdown")).toString(), /caf\\\\udce8 \|\n.*caf\\\\udce9/);
  });

  it("counts texts that a spreadsheet would run, numbers not among them", () => {
    assert.equal(countFormulas(exported), 1);
  });

  it("comes in parts, whatever its length", () => {
    const many = columnsOf(Array.from({ length: 1_001 }, (_, index) => run(String(index))));
    const parts = [...exportParts({ data: many, rows: many.rows, columns }, "csv")];
    assert.equal(parts.length, 7);
    assert.equal(parts.join("").split("\r\n").length, 1_003);
  });
});
