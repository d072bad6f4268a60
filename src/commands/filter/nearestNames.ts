const MOST = 3;

/** The names that a text is probably meant for, the likest first: parts of one another, and those with a few letters of difference. */
export function nearestNames(text: string, names: readonly string[]): readonly string[] {
  const wanted = plain(text);
  const most = Math.max(1, Math.floor(wanted.length / 3));
  const rated = names.map((name) => ({ name, distance: distanceOf(wanted, plain(name)) }));
  const near = rated.filter(({ distance }) => distance <= most);
  return near
    .sort((a, b) => a.distance - b.distance || a.name.localeCompare(b.name, "en"))
    .slice(0, MOST)
    .map(({ name }) => name);
}

/** `learningRate`, `learning-rate` and `learning_rate` differ in nothing that is heard. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "");
}

function distanceOf(one: string, other: string): number {
  const isPart = one.length > 2 && (other.includes(one) || (other.length > 2 && one.includes(other)));
  return isPart ? 1 : edits(one, other);
}

/** How many letters have to be added, left out, replaced, or swapped with the next one, to make one text of the other. */
function edits(one: string, other: string): number {
  let [before, last]: [readonly number[], readonly number[]] = [
    [],
    Array.from({ length: other.length + 1 }, (_, at) => at),
  ];
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    for (let at = 1; at <= other.length; at++) {
      const isSame = one[row - 1] === other[at - 1];
      const isSwapped = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      const ways = [valueAt(last, at) + 1, valueAt(next, at - 1) + 1, valueAt(last, at - 1) + (isSame ? 0 : 1)];
      next.push(Math.min(...ways, ...(isSwapped ? [valueAt(before, at - 2) + 1] : [])));
    }
    [before, last] = [last, next];
  }
  return valueAt(last, other.length);
}

function valueAt(row: readonly number[], at: number): number {
  return row[at] ?? Infinity;
}
