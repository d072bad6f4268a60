import assert from "node:assert/strict";
import { relativeTime } from "../../../src/text/relativeTime";
import { DAY, HOUR, MINUTE, NOW } from "../../support/modelLabBuilders";

describe("relativeTime", () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, "just now"],
    [59_000, "just now"],
    [MINUTE, "1 minute ago"],
    [12 * MINUTE, "12 minutes ago"],
    [3 * HOUR, "3 hours ago"],
    [DAY, "yesterday"],
    [2 * DAY, "2 days ago"],
    [8 * DAY, "last week"],
    [40 * DAY, "last month"],
    [800 * DAY, "2 years ago"],
    [-2 * HOUR, "in 2 hours"],
  ];
  for (const [ago, words] of cases) {
    it(`says "${words}"`, () => assert.equal(relativeTime(NOW - ago, NOW), words));
  }
});
