/** Numbers in the palette for runs by their keys: those that a run had stay with it, a new one takes the first that is free. */
export function assignColors(
  keys: readonly string[],
  kept: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const colors = new Map<string, number>();
  for (const key of keys) {
    const color = kept[key];
    if (color !== undefined && ![...colors.values()].includes(color)) {
      colors.set(key, color);
    }
  }
  for (const key of keys.filter((key) => !colors.has(key))) {
    const taken = new Set(colors.values());
    let color = 0;
    while (taken.has(color)) {
      color++;
    }
    colors.set(key, color);
  }
  return Object.fromEntries(colors);
}
