import { Dice, hexOf } from "../bytes/dice";

/** The owners' UUIDs. */
export const OWNERS: readonly [string, ...string[]] = [owner(0), owner(1), owner(2), owner(3), owner(4), owner(5)];

/** Some have none: a service account made them. */
export function ownerOf(...words: readonly (string | number)[]): string | undefined {
  const dice = new Dice("owner", ...words);
  return dice.chance(0.1) ? undefined : dice.pick(OWNERS);
}

function owner(index: number): string {
  const hex = hexOf(30, "owner", index);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(12, 15)}`, `a${hex.slice(15, 18)}`, hex.slice(18)];
  return parts.join("-");
}
