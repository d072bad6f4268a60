import assert from "node:assert/strict";
import { cellText, exactCell, figureText } from "../../../../src/web/runTable/cellText";
import { keyStep } from "../../../../src/web/runTable/gridKeys";
import { LineCache } from "../../../../src/web/runTable/lineCache";
import type { GroupLine, ShownColumn } from "../../../../src/web/runTable/messages";
import { placeToShow, tracksInSight } from "../../../../src/web/runTable/tracks";

describe("Cells of a table of runs", () => {
  it("are read as a person reads them, and tell all digits when asked", () => {
    assert.deepEqual([cellText(0.123456, "number"), exactCell(0.123456, "number")], ["0.1235", "0.123456"]);
    assert.deepEqual(
      [cellText(12345, "count"), cellText(90, "duration"), exactCell(90, "duration")],
      ["12,345", "1 min", "90 s"],
    );
    assert.match(cellText(Date.UTC(2026, 2, 14, 12), "time"), /^2026-03-1[345] \d\d:\d\d$/);
    assert.deepEqual(
      [cellText(NaN, "number"), cellText(Infinity, "number"), cellText(null, "number")],
      ["NaN", "∞", ""],
    );
    assert.deepEqual([cellText("0.00010", "text"), exactCell("0.00010", "text")], ["0.00010", ""]);
    assert.equal(cellText("x".repeat(1_000), "text").length, 300);
    assert.equal(cellText(1e300, "time"), "1e+300");
    assert.deepEqual(
      ["caf\udce8", "caf\udce9"].map((name) => cellText(name, "text")),
      ["caf\\udce8", "caf\\udce9"],
    );
    assert.equal(cellText(`${"x".repeat(298)}😀y`, "text"), `${"x".repeat(298)}…`);
  });

  it("word the best of a group, or its span", () => {
    assert.deepEqual(
      [figureText({ best: 1.1 }), figureText({ span: [0.1, 3.4] }), figureText({ span: [2, 2] })],
      ["1.1", "0.1 – 3.4", "2"],
    );
  });
});

describe("Columns in sight", () => {
  it("are those between the edges and a little beyond, with the room of the others", () => {
    const widths = Array.from({ length: 100 }, () => 100);
    assert.deepEqual(tracksInSight(widths, 0, 500), { first: 0, end: 7, before: 0, after: 9_300 });
    assert.deepEqual(tracksInSight(widths, 5_000, 5_500), { first: 48, end: 57, before: 4_800, after: 4_300 });
    assert.deepEqual(tracksInSight([], 0, 500), { first: 0, end: 0, before: 0, after: 0 });
  });
});

describe("The place to scroll to", () => {
  const sizes = { widths: [200, 100, 100, 100, 100], lineHeight: 20 };
  const at = (position: number, column: number, scrollTop = 0, scrollLeft = 0) =>
    placeToShow({ position, column }, sizes, { scrollTop, scrollLeft, clientWidth: 400, clientHeight: 220 });

  it("is the nearest at which the cell is in sight, below the titles and beside the name", () => {
    assert.deepEqual(at(5, 1), { top: 0, left: 0 });
    assert.deepEqual(at(10, 3), { top: 20, left: 100 });
    assert.deepEqual(at(3, 1, 100, 150), { top: 60, left: 0 });
    assert.deepEqual(at(-1, 0, 100, 150), { top: 0, left: 150 });
  });
});

describe("Lines that the page has", () => {
  const line: GroupLine = { kind: "group", text: null, count: 1, isOpen: true, figures: [] };
  const lines = (count: number) => Array.from({ length: count }, () => line);

  it("are asked for once, with some around them, when they come in sight", () => {
    const cache = new LineCache();
    cache.show(1, { start: 0, lines: lines(60) });
    assert.equal(cache.wanted(0, 50, 1_000), undefined);
    assert.deepEqual(cache.wanted(500, 550, 1_000), { start: 440, count: 170 });
    assert.equal(cache.wanted(510, 560, 1_000), undefined);
    cache.add(1, { start: 440, lines: lines(170) });
    assert.equal(cache.wanted(505, 555, 1_000), undefined);
    assert.deepEqual([cache.at(500), cache.at(700)], [line, undefined]);
  });

  it("are told of when others come in sight that are here already, as only those in sight are kept up to date", () => {
    const cache = new LineCache();
    cache.show(1, { start: 0, lines: lines(110) });
    assert.deepEqual(cache.wanted(400, 450, 1_000), { start: 340, count: 170 });
    cache.add(1, { start: 340, lines: lines(170) });
    assert.deepEqual(cache.wanted(20, 70, 1_000), { start: 0, count: 130 });
    assert.ok(cache.at(20) !== undefined, "they are drawn meanwhile");
    assert.equal(cache.wanted(10, 60, 1_000), undefined);
  });

  it("are dropped when they are of another arrangement", () => {
    const cache = new LineCache();
    cache.show(2, { start: 0, lines: [] });
    cache.add(1, { start: 0, lines: lines(10) });
    assert.equal(cache.at(0), undefined);
    assert.deepEqual(cache.wanted(0, 10, 10), { start: 0, count: 70 });
  });
});

describe("Keys in a table of runs", () => {
  const column = (id: string): ShownColumn => ({ id, title: id, words: id, holds: "text", width: 100 });
  const columns = [column("fact:name"), column("param:a"), column("param:b")];
  const press = (
    key: string,
    position: number,
    at = 0,
    held: Partial<Record<"shiftKey" | "ctrlKey" | "metaKey" | "altKey", boolean>> = {},
  ) =>
    keyStep(
      { key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held },
      { active: { position, column: at }, lineCount: 100, columns, page: 20 },
    );

  it("walk through rows and columns, and up to the titles", () => {
    assert.deepEqual(press("ArrowDown", 3), { active: { position: 4, column: 0 }, selects: "replace" });
    assert.deepEqual(press("ArrowDown", 3, 0, { shiftKey: true })?.selects, "extend");
    assert.deepEqual(press("ArrowUp", 0), { active: { position: -1, column: 0 } });
    assert.deepEqual(press("PageUp", 5)?.active, { position: 0, column: 0 });
    assert.deepEqual(press("PageDown", 95)?.active, { position: 99, column: 0 });
    assert.deepEqual(press("ArrowRight", 3, 2)?.active, { position: 3, column: 2 });
    assert.deepEqual(press("End", 3)?.active, { position: 3, column: 2 });
    assert.deepEqual(press("End", 3, 1, { ctrlKey: true })?.active, { position: 99, column: 1 });
  });

  it("select, copy and open", () => {
    assert.deepEqual(press(" ", 3), { selects: "toggle" });
    assert.deepEqual(press("a", 3, 0, { metaKey: true }), { requests: [{ kind: "selectAll" }] });
    assert.deepEqual(press("Enter", 3), { opens: true });
    assert.equal(press("x", 3), undefined);
  });

  it("sort, move, size and hide the column whose title they are at", () => {
    assert.deepEqual(press("Enter", -1, 1, { shiftKey: true })?.requests, [
      { kind: "sort", column: "param:a", isAdded: true },
    ]);
    assert.deepEqual(press("ArrowRight", -1, 1, { altKey: true }), {
      active: { position: -1, column: 2 },
      requests: [{ kind: "moveColumn", column: "param:a" }],
    });
    assert.deepEqual(press("ArrowLeft", -1, 2, { altKey: true })?.requests, [
      { kind: "moveColumn", column: "param:b", before: "param:a" },
    ]);
    assert.deepEqual(press("ArrowLeft", -1, 1, { altKey: true }), {});
    assert.deepEqual(press("ArrowRight", -1, 1, { altKey: true, shiftKey: true })?.requests, [
      { kind: "sizeColumn", column: "param:a", width: 116 },
    ]);
    assert.deepEqual(press("Delete", -1, 1)?.requests, [{ kind: "hideColumn", column: "param:a" }]);
  });
});
