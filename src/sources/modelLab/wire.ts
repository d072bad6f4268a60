import * as v from "valibot";
import { ApiError } from "../../http/apiError";
import { isLoose, toNumber } from "./looseValues";
import type { ListPage } from "./model";

type AnySchema<T> = v.GenericSchema<unknown, T>;

/** A number or a text, kept as a text. */
export const idSchema = v.pipe(
  v.custom<string | number>((value) => (typeof value === "string" ? value !== "" : Number.isSafeInteger(value))),
  v.transform(String),
);

/** Attributes are read loosely, one by one. */
export const looseSchema = v.custom<Readonly<Record<string, unknown>>>(isLoose);

/** An answer that holds one thing in `data`. */
export function oneSchema<T>(item: AnySchema<T>): AnySchema<T> {
  return v.pipe(
    v.object({ data: item }),
    v.transform(({ data }) => data),
  );
}

const pageNumberSchema = v.pipe(
  v.custom<number | string>((value) => (toNumber(value) ?? -1) >= 0),
  v.transform(Number),
);
const pageSchema = v.object({ total: v.optional(v.unknown()), next_number: v.nullish(pageNumberSchema) });

/**
 * A page of a list. What tells whether there is more must be there, or a part would pass for the whole; the total only
 * informs, and is the page's own count when it is missing. `links` are not read: they name other hosts.
 */
export function listSchema<T>(item: AnySchema<T>): AnySchema<ListPage<T>> {
  return v.pipe(
    v.object({ data: v.array(item), meta: v.object({ page: pageSchema }) }),
    v.transform(({ data, meta: { page } }) => {
      const total = toNumber(page.total) ?? data.length;
      const next = page.next_number ?? undefined;
      return next === undefined ? { items: data, total } : { items: data, total, next };
    }),
  );
}

/** @throws ApiError (badResponse) that names the first field which is needed and missing. */
export function parseWire<T>(schema: AnySchema<T>, body: unknown): T {
  const result = v.safeParse(schema, body, { abortEarly: true });
  if (result.success) {
    return result.output;
  }
  const [issue] = result.issues;
  const field = fieldPath(issue);
  const found = issue.path?.at(-1)?.value ?? null;
  if (field === "") {
    throw new ApiError("badResponse", "the answer is not an object");
  }
  throw new ApiError(
    "badResponse",
    found === null ? `the answer has no ${field}` : `the answer's ${field} can't be understood`,
  );
}

/** `data[3].attributes.project_id`. Keys come from the schemas, never from the answer. */
function fieldPath(issue: v.BaseIssue<unknown>): string {
  return (issue.path ?? [])
    .map(({ key }, index) => (typeof key === "number" ? `[${key}]` : `${index === 0 ? "" : "."}${String(key)}`))
    .join("");
}
