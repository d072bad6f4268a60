const BETWEEN = " ↔ ";

/** Behind the title of a comparison whose sides have their keys sorted. */
export const SORTED = ", keys sorted";

export function titleOfSides(left: string, right: string): string {
  return `${left}${BETWEEN}${right}`;
}

/** The title once the sides are swapped; one with none or several marks between its sides stays as it is. */
export function swappedTitle(title: string): string {
  const isSorted = title.endsWith(SORTED);
  const [left = "", right, ...more] = (isSorted ? title.slice(0, -SORTED.length) : title).split(BETWEEN);
  return right === undefined || more.length > 0 ? title : `${titleOfSides(right, left)}${isSorted ? SORTED : ""}`;
}
