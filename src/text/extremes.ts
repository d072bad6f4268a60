/** The least of some numbers, however many there are; Infinity without any. */
export function leastOf(numbers: Iterable<number>): number {
  let least = Infinity;
  for (const number of numbers) {
    least = Math.min(least, number);
  }
  return least;
}

/** The greatest of some numbers, however many there are; -Infinity without any. */
export function greatestOf(numbers: Iterable<number>): number {
  let greatest = -Infinity;
  for (const number of numbers) {
    greatest = Math.max(greatest, number);
  }
  return greatest;
}
