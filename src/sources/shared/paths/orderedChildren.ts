import { decodeName } from "./nameBytes";
import { AsciiOrder, BY_NAME } from "./nameOrder";
import type { PathColumns } from "./pathColumns";

type NameColumns = Pick<PathColumns, "names" | "nameEnds" | "parents">;

/** The rows below each, in the order of their names. */
export function orderedChildren(columns: NameColumns): Pick<PathColumns, "children" | "childStarts"> {
  const { parents } = columns;
  const childStarts = new Uint32Array(parents.length);
  for (const parent of parents.subarray(1)) {
    childStarts[parent] = (childStarts[parent] ?? 0) + 1;
  }
  // From how many there are to where they end, and from there to where they begin.
  let end = 0;
  for (let row = 0; row < childStarts.length; row++) {
    end += childStarts[row] ?? 0;
    childStarts[row] = end;
  }
  const children = new Uint32Array(end);
  for (let row = parents.length - 1; row > 0; row--) {
    const parent = parents[row] ?? 0;
    const at = (childStarts[parent] ?? 0) - 1;
    childStarts[parent] = at;
    children[at] = row;
  }
  sortSiblings(columns, children, childStarts);
  return { children, childStarts };
}

function sortSiblings(columns: NameColumns, children: Uint32Array, childStarts: Uint32Array): void {
  const order = new AsciiOrder(columns.names);
  childStarts.forEach((start, row) => {
    const siblings = children.subarray(start, childStarts[row + 1] ?? children.length);
    if (siblings.length > 1) {
      sort(siblings, siblingOrder(columns, siblings, order));
    }
  });
}

/** Most come in order. */
function sort(rows: Uint32Array, compare: (a: number, b: number) => number): void {
  if (rows.some((row, index) => index > 0 && compare(rows[index - 1] ?? 0, row) > 0)) {
    rows.sort(compare);
  }
}

/** Names that are equal stand as they came. */
function siblingOrder(
  { names, nameEnds }: NameColumns,
  siblings: Uint32Array,
  order: AsciiOrder,
): (a: number, b: number) => number {
  const startOf = (row: number) => nameEnds[row - 1] ?? 0;
  const endOf = (row: number) => nameEnds[row] ?? 0;
  if (siblings.every((row) => order.isPlain(startOf(row), endOf(row)))) {
    return (a, b) => order.compare(startOf(a), endOf(a), startOf(b), endOf(b)) || a - b;
  }
  const texts = new Map<number, string>();
  for (const row of siblings) {
    texts.set(row, decodeName(names.subarray(startOf(row), endOf(row))));
  }
  return (a, b) => BY_NAME.compare(texts.get(a) ?? "", texts.get(b) ?? "") || a - b;
}
