import assert from "node:assert/strict";
import { window } from "vscode";
import { StepDialog } from "../../src/commands/filter/stepDialog";
import type { DialogItem, DialogStep } from "../../src/commands/filter/stepDialog";
import { ApiStubs } from "./support/apiStubs";
import { TestPick } from "./support/testPick";

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

  it("opens nothing again once it was closed, and calls off what a late page waits for", async () => {
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

  describe("whose list is still being found out", () => {
    const stubs = new ApiStubs();
    const pick = new TestPick<DialogItem>();
    let taken: string[];
    let isKnown: boolean;
    let dialog: StepDialog;

    beforeEach(() => {
      [taken, isKnown] = [[], false];
      stubs.replace(window, "createQuickPick", () => pick as never);
      dialog = new StepDialog();
      void dialog.run({
        ...step("first"),
        isFiltered: true,
        items: (typed) =>
          isKnown ? [{ label: `Take ${typed}`, run: () => taken.push(typed) }] : [{ label: "Asking", isPending: true }],
      });
    });
    afterEach(() => {
      dialog.close();
      stubs.restore();
    });

    const know = (): void => {
      isKnown = true;
      dialog.redraw();
    };

    it("takes Enter once it is known", () => {
      pick.type("lora_r:64");
      pick.acceptAhead(pick.items[0]);
      dialog.redraw();
      assert.deepEqual(taken, []);
      know();
      know();
      assert.deepEqual(taken, ["lora_r:64"]);
    });

    it("forgets Enter when something else is typed", () => {
      pick.type("lora_r:64");
      pick.acceptAhead(pick.items[0]);
      pick.type("lora_r:6");
      pick.type("lora_r:64");
      know();
      assert.deepEqual(taken, []);
    });

    it("takes nothing without Enter", () => {
      pick.type("lora_r:64");
      know();
      assert.deepEqual(taken, []);
    });
  });
});
