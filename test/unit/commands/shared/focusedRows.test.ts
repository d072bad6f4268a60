import assert from "node:assert/strict";
import { focusedRows } from "../../../../src/commands/shared/focusedRows";
import type { Row } from "../../../../src/tree/model/row";
import { withAbility } from "../../../../src/tree/model/row";
import { entry, scriptedSource } from "../../../support/scriptedSource";

const source = scriptedSource({});
const row = (id: string, isRun: boolean): Row => ({
  kind: "entry",
  id,
  source,
  parent: undefined,
  entry: entry(id, { abilities: isRun ? ["delete"] : [] }),
});
const RUN = row("run", true);
const OTHER = row("other", true);
const PROJECT = row("project", false);
const view = (usedAt: number, selection: readonly Row[], isVisible = true) => ({ usedAt, selection, isVisible });
const chosen = (...views: readonly ReturnType<typeof view>[]) =>
  focusedRows(views, withAbility("delete")).map(({ id }) => id);

describe("The rows that a command of the palette is for", () => {
  it("are those selected in the view that was used last", () => {
    assert.deepEqual(chosen(view(1, []), view(2, [RUN, PROJECT])), ["run", "project"]);
    assert.deepEqual(chosen(view(2, [RUN]), view(1, [PROJECT])), ["run"]);
  });

  it("are none of another view, whatever is selected there", () => {
    assert.deepEqual(chosen(view(2, [PROJECT]), view(1, [RUN])), []);
    assert.deepEqual(chosen(view(2, []), view(1, [RUN])), []);
  });

  it("are asked for where two views may be meant", () => {
    assert.deepEqual(chosen(view(1, [RUN]), view(2, [OTHER])), []);
  });

  it("are none of a view that is out of sight, and such a view changes nothing", () => {
    assert.deepEqual(chosen(view(2, [RUN], false)), []);
    assert.deepEqual(chosen(view(2, [RUN], false), view(1, [OTHER])), ["other"]);
    assert.deepEqual(chosen(), []);
  });
});
