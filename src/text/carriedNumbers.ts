import { isLoose } from "./looseValues";

/** The member that stands for a number which JSON has no word for. */
const MARK = "$number";

/** VS Code sends a webview JSON, where NaN and infinite numbers become null: they are spelled out. */
export function packNumbers(value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) {
    return { [MARK]: String(value) };
  }
  return withEach(value, packNumbers);
}

/** Gives back the value that `packNumbers` was given. */
export function unpackNumbers(value: unknown): unknown {
  const isPacked = isLoose(value) && typeof value[MARK] === "string" && Object.keys(value).length === 1;
  return isPacked ? Number(value[MARK]) : withEach(value, unpackNumbers);
}

function withEach(value: unknown, change: (inner: unknown) => unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(change);
  }
  return isLoose(value) && Object.getPrototypeOf(value) === Object.prototype
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner)]))
    : value;
}
