import type { SampleRequest, SampleResponse } from "../server/exchange";
import { countInput, invalidInput } from "../server/jsonInput";

const LARGEST_LIMIT = 100;

/** The items from `offset`, and how many there are in all. A limit beyond the largest is cut, and the page says so. */
export function listPage<T>(
  { query }: SampleRequest,
  items: readonly T[],
  toWire: (item: T) => object,
): SampleResponse {
  const offset = countParam(query, "offset") ?? 0;
  const limit = Math.min(limitOf(query), LARGEST_LIMIT);
  return {
    status: 200,
    json: {
      data: items.slice(offset, offset + limit).map(toWire),
      pagination: { total: items.length, offset, limit },
    },
  };
}

function limitOf(query: URLSearchParams): number {
  const limit = countParam(query, "limit") ?? LARGEST_LIMIT;
  if (limit === 0) {
    throw invalidInput(["query", "limit"], "Input should be greater than 0", "greater_than");
  }
  return limit;
}

/** Empty is as good as absent. */
export function textParam(query: URLSearchParams, name: string): string | undefined {
  const text = query.get(name) ?? "";
  return text === "" ? undefined : text;
}

function countParam(query: URLSearchParams, name: string): number | undefined {
  const text = textParam(query, name);
  return text === undefined ? undefined : countInput(text, ["query", name]);
}

export function flagParam(query: URLSearchParams, name: string, standard: boolean): boolean {
  const text = textParam(query, name) ?? String(standard);
  if (text !== "true" && text !== "false") {
    throw invalidInput(["query", name], "Input should be a valid boolean", "bool_parsing");
  }
  return text === "true";
}
