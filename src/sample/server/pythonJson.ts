const MARK = "\u0001";

/** JSON as Python writes it: `NaN` and `Infinity` stand bare. */
export function pythonJson(value: unknown): string {
  const marked = JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "number" && !Number.isFinite(inner) ? MARK + String(inner) : inner,
  );
  return marked.replaceAll(/"\\u0001(NaN|-?Infinity)"/g, "$1");
}
