import assert from "node:assert/strict";
import { DoubleClick } from "../../../../src/commands/open/doubleClick";

describe("A double click", () => {
  const [row, other] = [{}, {}];
  let now = 0;
  let clicks: DoubleClick;

  beforeEach(() => {
    now = 10_000;
    clicks = new DoubleClick(() => now);
  });

  const click = (target: object, after: number) => {
    now += after;
    return clicks.isSecond(target);
  };

  it("is two clicks on one row in half a second", () => {
    assert.deepEqual([click(row, 0), click(row, 499)], [false, true]);
  });

  it("is not two that are further apart, or on two rows", () => {
    assert.deepEqual([click(row, 0), click(row, 500)], [false, false]);
    assert.deepEqual([click(other, 100), click(row, 100)], [false, false]);
  });

  it("ends with its second click", () => {
    assert.deepEqual([click(row, 0), click(row, 100), click(row, 100)], [false, true, false]);
  });
});
