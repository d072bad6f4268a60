import assert from "node:assert/strict";
import { toTime } from "../../../src/text/looseValues";

describe("A time from a service", () => {
  const zone = process.env["TZ"];
  before(() => (process.env["TZ"] = "America/New_York"));
  after(() => (zone === undefined ? Reflect.deleteProperty(process.env, "TZ") : (process.env["TZ"] = zone)));

  for (const [text, expected] of [
    ["2026-01-02T03:04:05", "2026-01-02T03:04:05.000Z"],
    ["2026-01-02 03:04:05.678901", "2026-01-02T03:04:05.678Z"],
    ["2026-01-02T03:04:05+02:00", "2026-01-02T01:04:05.000Z"],
    ["2026-01-02T03:04:05Z", "2026-01-02T03:04:05.000Z"],
  ] as const) {
    it(`reads ${text} as ${expected}, whatever this machine's zone is`, () => {
      assert.equal(toTime(text), Date.parse(expected));
    });
  }
});
