import assert from "node:assert/strict";
import { tooltipText } from "../../../src/tree/tooltip";
import { HOUR, NOW } from "../../support/modelLabBuilders";
import type { EntryDetails } from "../../../src/sources/contract/entry";

const BARE: EntryDetails = { description: "", facts: [], tables: [] };

describe("tooltipText", () => {
  it("lists facts with times in words", () => {
    const facts = [{ label: "Updated", at: NOW - 3 * HOUR }];
    assert.match(tooltipText("run", { ...BARE, facts }, NOW), /\| Updated \| .*2026.*3 hours ago.* \|/);
  });

  it("cuts a long table and says how many rows are left out", () => {
    const rows = Array.from({ length: 100 }, (_, index) => [`p${index}`, "1"]);
    const text = tooltipText("run", { ...BARE, tables: [{ title: "Parameters", columns: ["A", "B"], rows }] }, NOW);
    assert.match(text, /\*\*Parameters\*\* \(100\)/);
    assert.match(text, /and 88 more/);
    assert.doesNotMatch(text, /p12/);
  });

  it("leaves an empty table out", () => {
    assert.equal(
      tooltipText("run", { ...BARE, tables: [{ title: "Metrics", columns: ["A"], rows: [] }] }, NOW),
      "**run**",
    );
  });

  const hostile = [
    "[click](command:workbench.action.terminal.new)",
    "![](https://tracker.example/pixel.png)",
    "<script>alert(1)</script>",
    "a | b\n| c | d |",
    "$(trash) `code` **bold** https://evil.example",
    "&lt;b&gt; <!-- -->",
    "\u202Egnp.exe\u0000",
  ];
  for (const text of hostile) {
    it(`shows ${JSON.stringify(text)} as text`, () => {
      const facts = [{ label: text, text }];
      const tables = [{ title: text, columns: [text], rows: [[text]] }];
      const markdown = tooltipText(text, { description: text, facts, tables }, NOW);
      const own = /\*\*|\| | \||\|$|\| \| \||\|?:--:?\|?|--:\|| \(1\)$/gm;
      assert.doesNotMatch(markdown.replaceAll(own, ""), /[[\]<>`*!$_]|https:|command:|\u202e|\0/i);
      assert.doesNotMatch(markdown, /\n\| c/);
    });
  }

  it("cuts texts of 100 kB", () => {
    const long = "x".repeat(100_000);
    const details = { description: long, facts: [{ label: "a", text: long }], tables: [] };
    assert.ok(tooltipText(long, details, NOW).length < 2_000);
  });
});
