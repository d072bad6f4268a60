/** Chance that repeats: what comes out depends on the words it was made with, never on the time or the machine. */
export class Dice {
  #state: number;

  constructor(...words: readonly (string | number)[]) {
    this.#state = hashOf(...words);
  }

  /** In [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    return mix(this.#state) / 0x1_0000_0000;
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(choices: readonly [T, ...T[]]): T {
    return choices[Math.floor(this.next() * choices.length)] ?? choices[0];
  }

  /** Standard normal, near enough for weights and noise. */
  normal(): number {
    let sum = -6;
    for (let i = 0; i < 12; i++) {
      sum += this.next();
    }
    return sum;
  }
}

/** 32 bits, unsigned (FNV-1a with a finalizer). */
export function hashOf(...words: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  const text = words.join("\u0000");
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return mix(hash);
}

/** In [0, 1): for a value that is wanted at one place of a long series, without walking to it. */
export function noiseAt(seed: number, index: number): number {
  return mix(seed ^ Math.imul(index + 1, 0x9e3779b1)) / 0x1_0000_0000;
}

/** As many hexadecimal digits as asked for, at most 64. */
export function hexOf(digits: number, ...words: readonly (string | number)[]): string {
  let text = "";
  for (let part = 0; text.length < digits; part++) {
    text += hashOf(part, ...words)
      .toString(16)
      .padStart(8, "0");
  }
  return text.slice(0, digits);
}

function mix(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
