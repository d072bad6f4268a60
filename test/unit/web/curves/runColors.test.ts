import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { colorOfRun, PALETTES } from "../../../../src/web/curves/model/palette";
import { assignColors } from "../../../../src/web/curves/model/runColors";

type Triple = readonly [number, number, number];

/** How those see who see all colours, or lack the receptors for red, green or blue (Machado, Oliveira, Fernandes 2009). */
const SIGHTS: Readonly<Record<string, readonly Triple[]>> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
/** In hundredths of Oklab; below 2 no one tells two colours apart. */
const LEAST_APART = 7;
/** Of the first ones, which most comparisons have. */
const LEAST_APART_OF_FIVE = 10;
/** WCAG 2.2, 1.4.11. */
const LEAST_CONTRAST = 3;

function linear(hex: string): Triple {
  const channel = (at: number) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

const dot = (one: Triple, other: Triple) => one[0] * other[0] + one[1] * other[1] + one[2] * other[2];

function seen(rgb: Triple, [red, green, blue]: readonly Triple[]): Triple {
  const clamped = (row: Triple | undefined) => Math.min(1, Math.max(0, dot(row!, rgb)));
  return [clamped(red), clamped(green), clamped(blue)];
}

function oklab(rgb: Triple): Triple {
  const lms: Triple = [
    Math.cbrt(dot([0.4122214708, 0.5363325363, 0.0514459929], rgb)),
    Math.cbrt(dot([0.2119034982, 0.6806995451, 0.1073969566], rgb)),
    Math.cbrt(dot([0.0883024619, 0.2817188376, 0.6299787005], rgb)),
  ];
  return [
    dot([0.2104542553, 0.793617785, -0.0040720468], lms),
    dot([1.9779984951, -2.428592205, 0.4505937099], lms),
    dot([0.0259040371, 0.7827717662, -0.808675766], lms),
  ];
}

function apart(one: string, other: string, sight: readonly Triple[]): number {
  const [left, right] = [oklab(seen(linear(one), sight)), oklab(seen(linear(other), sight))];
  return 100 * Math.hypot(left[0] - right[0], left[1] - right[1], left[2] - right[2]);
}

function contrast(one: string, other: string): number {
  const light = (hex: string) => dot([0.2126, 0.7152, 0.0722], linear(hex)) + 0.05;
  const [dark, bright] = [light(one), light(other)].toSorted((left, right) => left - right);
  return bright! / dark!;
}

describe("The colours of runs", () => {
  const BACKGROUNDS = { light: ["#ffffff", "#f3f3f3", "#fdf6e3"], dark: ["#1f1f1f", "#1e1e1e", "#282c34", "#000000"] };

  for (const theme of ["light", "dark"] as const) {
    for (const [sight, rows] of Object.entries(SIGHTS)) {
      it(`are told apart by those with ${sight}, on ${theme} backgrounds`, () => {
        const palette: readonly string[] = PALETTES[theme];
        assert.equal(palette.length, 10);
        for (const [index, color] of palette.entries()) {
          for (const other of palette.slice(0, index)) {
            const least = index < 5 ? LEAST_APART_OF_FIVE : LEAST_APART;
            assert.ok(apart(color, other, rows) >= least, `${color} and ${other}: ${apart(color, other, rows)}`);
          }
        }
      });
    }

    it(`stand out from ${theme} backgrounds`, () => {
      for (const background of BACKGROUNDS[theme]) {
        for (const color of PALETTES[theme]) {
          assert.ok(contrast(color, background) >= LEAST_CONTRAST, `${color} on ${background}`);
        }
      }
    });
  }

  it("are those of the stylesheet", () => {
    const styles = readFileSync("src/web/curves/runColors.css", "utf8");
    const rules = [...styles.matchAll(/([^{}]*)\{\s*color: (#[\da-f]{6});\s*\}/g)];
    assert.equal(rules.length, 20);
    for (const [, selector = "", color] of rules) {
      const number = Number(/run-color-(\d+)/.exec(selector)?.[1]);
      assert.equal(color, colorOfRun(number, selector.includes("vscode-light")));
    }
  });

  it("stay with a run when others go and come", () => {
    assert.deepEqual(assignColors(["a", "b", "c"], {}), { a: 0, b: 1, c: 2 });
    assert.deepEqual(assignColors(["c", "b"], { a: 0, b: 1, c: 2 }), { c: 2, b: 1 });
    assert.deepEqual(assignColors(["d", "c", "e"], { c: 2 }), { c: 2, d: 0, e: 1 });
    assert.deepEqual(assignColors(["a", "b"], { a: 1, b: 1 }), { a: 1, b: 0 });
  });
});
