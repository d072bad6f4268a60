import assert from "node:assert/strict";
import { formatBytes, formatCount, formatDuration, formatMetric } from "../../../src/text/formatNumbers";

function table<T>(name: string, format: (value: T) => string, cases: readonly (readonly [T, string])[]): void {
  describe(name, () => {
    for (const [value, text] of cases) {
      it(`writes ${String(value)} as ${text}`, () => assert.equal(format(value), text));
    }
  });
}

table("formatCount", formatCount, [
  [0, "0"],
  [1_200, "1,200"],
  [65_614, "65,614"],
]);

table("formatBytes", formatBytes, [
  [0, "0 B"],
  [999, "999 B"],
  [1_000, "1 kB"],
  [1_024, "1 kB"],
  [4_500_000, "4.5 MB"],
  [2_147_483_648, "2.1 GB"],
]);

table("formatDuration", formatDuration, [
  [0, "0 s"],
  [0.45, "0.5 s"],
  [27, "27 s"],
  [27.8, "27 s"],
  [59.9, "59 s"],
  [60, "1 min"],
  [263, "4 min"],
  [3_600, "1 h"],
  [12_600, "3.5 h"],
  [35_640, "9.9 h"],
  [43_200, "12 h"],
  [90_000, "1 d"],
  [950_400, "11 d"],
]);

table("formatMetric", formatMetric, [
  [0, "0"],
  [3.2134567, "3.213"],
  [0.9, "0.9"],
  [0.00012, "0.00012"],
  [2e-5, "2e-5"],
  [1.2345e-7, "1.235e-7"],
  [-0.5, "-0.5"],
  [41_200.4, "41,200"],
  [9_999.4, "9999"],
  [9_999.6, "10,000"],
  [100, "100"],
  [1.5e12, "1.5e+12"],
  [Number.NaN, "NaN"],
  [Number.POSITIVE_INFINITY, "∞"],
  [Number.NEGATIVE_INFINITY, "-∞"],
]);
