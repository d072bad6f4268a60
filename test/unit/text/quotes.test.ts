import assert from "node:assert/strict";
import { csvCell, tabbedCell } from "../../../src/text/quotes";

const FORMULAS = ['=HYPERLINK("http://x","y")', "+1+1", "-2+3", "@SUM(A1)", " =1", "|calc", "%1"];
const NUMBERS = ["-0.5", "+1e-4", "1e-4", "0x10", "-12"];

describe("Cells for a spreadsheet", () => {
  for (const [name, cell] of Object.entries({ csvCell, tabbedCell })) {
    it(`run no text as a formula, and leave numbers as they are (${name})`, () => {
      for (const text of FORMULAS) {
        assert.match(cell(text), /^"?'/, text);
      }
      for (const text of NUMBERS) {
        assert.equal(cell(text), text);
      }
    });
  }

  it("of tab-separated lines stay in their cell, whatever they hold", () => {
    assert.equal(tabbedCell("a\tb\r\nc"), "a b c");
    assert.equal(tabbedCell('say "x"'), 'say "x"');
    assert.equal(tabbedCell('"x" said'), '"""x"" said"', "a quote at the start would take the next cells in");
    assert.equal(tabbedCell("\t=1"), "' =1");
    assert.equal(tabbedCell("caf\udce8"), "caf\\udce8");
  });
});
