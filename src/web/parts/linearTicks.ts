interface Ends {
  readonly min: number;
  readonly max: number;
}

/** Round numbers within a span, about `count` of them, and how far they are apart. */
export function linearTicks(
  { min, max }: Ends,
  count: number,
): { readonly step: number; readonly ticks: readonly number[] } {
  const rough = (max - min) / Math.max(count, 1);
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * size >= rough * 0.999) ?? 10) * size;
  return { step, ticks: multiplesWithin({ min, max }, step) };
}

export function multiplesWithin({ min, max }: Ends, step: number): readonly number[] {
  const first = Math.ceil(min / step - 1e-9);
  const count = Math.max(0, Math.floor(max / step + 1e-9) - first + 1);
  return Array.from({ length: Math.min(count, 1_000) }, (_, index) => Number(((first + index) * step).toPrecision(15)));
}
