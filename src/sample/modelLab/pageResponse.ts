import type { SampleRequest, SampleResponse } from "../server/exchange";
import { badParameter } from "./problem";
import { numberParam } from "./query";

const DEFAULT_SIZE = 25;
const LARGEST_SIZE = 100;
/** The real service names a host of its own, not the one that was asked. */
const LINK_ORIGIN = "https://api.datad0g.com";

/** One page of the items, counted from 0 as the real service does, against its documentation. */
export function pageResponse<T>(
  request: SampleRequest,
  items: readonly T[],
  toWire: (item: T) => unknown,
): SampleResponse {
  const size = pageSize(request.query);
  const number = numberParam(request.query, "page[number]") ?? 0;
  const last = Math.max(0, Math.ceil(items.length / size) - 1);
  const page = {
    type: "number_size",
    number,
    size,
    total: items.length,
    first_number: 0,
    last_number: last,
    next_number: number < last ? number + 1 : null,
    prev_number: number > 0 ? number - 1 : null,
  };
  const link = (target: number | null): string | undefined =>
    target === null ? undefined : linkTo(request, target, size);
  return {
    status: 200,
    json: {
      data: items.slice(number * size, (number + 1) * size).map(toWire),
      links: {
        self: link(number),
        first: link(0),
        last: link(last),
        next: link(page.next_number),
        prev: link(page.prev_number),
      },
      meta: { page },
    },
  };
}

function pageSize(query: URLSearchParams): number {
  const size = numberParam(query, "page[size]") ?? DEFAULT_SIZE;
  if (size < 1 || size > LARGEST_SIZE) {
    throw badParameter("page[size]", `page[size] must be between 1 and ${LARGEST_SIZE}`);
  }
  return size;
}

function linkTo(request: SampleRequest, number: number, size: number): string {
  const query = new URLSearchParams(request.query);
  query.set("page[number]", String(number));
  query.set("page[size]", String(size));
  return `${LINK_ORIGIN}${request.path}?${query.toString()}`;
}
