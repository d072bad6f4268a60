const PIECES = [
  ...Array.from('abAB.. /\\:*?"<>|~1_-\0\u0007\n'),
  "..",
  "../",
  "..\\",
  "C:",
  "CON",
  "nul",
  "COM1",
  "lpt¹",
  ".txt",
  ".TXT",
  ".mlpart",
  ".json",
  "\u202E",
  "\u200B",
  "\uD800",
  "é",
  "e\u0301",
  "ß",
  "ẞ",
  "SS",
  "K",
  "İ",
  "x".repeat(120),
  "é".repeat(99),
  "🎉",
];

/** The same hostile names on every run. */
export function hostileName(random: () => number): string {
  const length = Math.floor(random() * 5);
  return Array.from({ length }, () => PIECES[Math.floor(random() * PIECES.length)] ?? "").join("");
}

export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
