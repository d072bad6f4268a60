import type { RunSort } from "../wire/listQuery";
import type { Run } from "../wire/model";

const BY_NAME = new Intl.Collator("en");

/** The order that the service gives runs in, to put its lists together; with pinned ones first, where it was asked so. */
export function runOrder(sort: RunSort, isPinnedFirst: boolean): (a: Run, b: Run) => number {
  const sign = sort.startsWith("-") ? -1 : 1;
  const compare = comparison(sort);
  return (a, b) => (isPinnedFirst ? Number(b.isPinned) - Number(a.isPinned) : 0) || sign * compare(a, b);
}

function comparison(sort: RunSort): (a: Run, b: Run) => number {
  switch (sort) {
    case "name":
    case "-name":
      return (a, b) => BY_NAME.compare(a.name, b.name);
    case "created_at":
    case "-created_at":
      return (a, b) => a.createdAt - b.createdAt;
    case "updated_at":
    case "-updated_at":
      return (a, b) => a.updatedAt - b.updatedAt;
    case "duration":
    case "-duration":
      return (a, b) => (a.durationSeconds ?? 0) - (b.durationSeconds ?? 0);
  }
}
