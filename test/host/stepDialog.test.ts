import assert from "node:assert/strict";
import { StepDialog } from "../../src/commands/filter/stepDialog";
import type { DialogStep } from "../../src/commands/filter/stepDialog";

describe("A dialog of several pages", () => {
  let drawn: string[];
  let left: string[];
  beforeEach(() => ([drawn, left] = [[], []]));

  const step = (title: string): DialogStep => ({
    title,
    placeHolder: () => "",
    items: () => {
      drawn.push(title);
      return [];
    },
    onDidLeave: () => left.push(title),
  });

  it("opens nothing anew once it was closed, and calls off what a late page waits for", async () => {
    const dialog = new StepDialog();
    const closed = dialog.run(step("first"));
    dialog.go(step("second"));
    dialog.close();
    await closed;
    assert.deepEqual(
      [drawn, left],
      [
        ["first", "second"],
        ["first", "second"],
      ],
    );
    dialog.home();
    dialog.go(step("third"));
    dialog.back();
    assert.deepEqual(drawn, ["first", "second"]);
    assert.ok(left.includes("third"));
  });
});
