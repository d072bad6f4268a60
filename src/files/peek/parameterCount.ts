import { badFile, quoted } from "./badFile";

/** How many numbers a shape holds; 1 for a scalar's. */
export function parameterCount(name: string, shape: readonly number[]): number {
  const count = shape.includes(0) ? 0 : shape.reduce((product, extent) => product * extent, 1);
  if (!Number.isSafeInteger(count) || count < 0) {
    throw badFile(`${quoted(name)} has a shape that no file can hold`);
  }
  return count;
}
