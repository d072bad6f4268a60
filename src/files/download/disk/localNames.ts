import { safeName, withSuffix } from "../../../text/safeName";

/** Where something lies below the chosen folder, as names that `safeNames` made, from the top down. */
export type LocalPath = readonly string[];

/**
 * The names of one directory, in the order given, as safe ones that no disk takes for each other. The same names give the
 * same result in any order, so that a later download finds what an earlier one left.
 */
export function safeNames(names: readonly string[]): readonly string[] {
  const safe = names.map(safeName);
  const isChanged = (index: number): number => (safe[index] === names[index] ? 0 : 1);
  const order = [...names.keys()].sort(
    (a, b) => isChanged(a) - isChanged(b) || compareTexts(names[a] ?? "", names[b] ?? "") || a - b,
  );
  const taken = new Set<string>();
  const numbers = new Map<string, number>();
  for (const index of order) {
    safe[index] = freeName(safe[index] ?? "_", taken, numbers);
  }
  return safe;
}

/** "model (2).bin" */
export function numberedName(name: string, number: number): string {
  return withSuffix(name, ` (${number})`);
}

/** Equal for names that some disk takes for one: without case, and however accents are written. */
export function nameKey(name: string): string {
  const plain = name.replace(/\p{Cf}/gu, "").normalize("NFD");
  return plain.toLowerCase().toUpperCase().toLowerCase().normalize("NFD");
}

/** By UTF-16 units: the same order in every language. */
export function compareTexts(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

function freeName(name: string, taken: Set<string>, numbers: Map<string, number>): string {
  const key = nameKey(name);
  let number = numbers.get(key) ?? 1;
  let free = name;
  while (taken.has(nameKey(free))) {
    number += 1;
    free = numberedName(name, number);
  }
  numbers.set(key, number);
  taken.add(nameKey(free));
  return free;
}
