import { tellingFirst } from "./tellingFirst";

interface Odd {
  readonly key: string;
  readonly value: number;
}

/** The most telling metric whose latest value is NaN or infinite. */
export function oddMetric(metrics: readonly { readonly key: string; readonly value?: number }[]): Odd | undefined {
  const odd = new Map(
    metrics.flatMap(({ key, value }) => (value === undefined || Number.isFinite(value) ? [] : [[key, value] as const])),
  );
  const [key] = odd.size === 0 ? [] : tellingFirst(odd.keys());
  const value = key === undefined ? undefined : odd.get(key);
  return key === undefined || value === undefined ? undefined : { key, value };
}
