import * as v from "valibot";
import { ApiError } from "../../http/apiError";
import type { Unread, WholeList } from "../contract/listPage";
import { alsoUnread } from "./unread";

export type AnySchema<T> = v.GenericSchema<unknown, T>;

/** A number or a text, kept as a text. */
export const idSchema = v.pipe(
  v.custom<string | number>((value) => (typeof value === "string" ? value !== "" : Number.isSafeInteger(value))),
  v.transform(String),
);

/** @throws ApiError (badResponse) that names the first field which is needed and missing. */
export function parseWire<T>(schema: AnySchema<T>, body: unknown): T {
  const result = v.safeParse(schema, body, { abortEarly: true });
  if (result.success) {
    return result.output;
  }
  const { field, isMissing } = faultOf(result.issues[0]);
  if (field === "") {
    throw new ApiError("badResponse", "the answer is not an object");
  }
  throw new ApiError(
    "badResponse",
    isMissing ? `the answer has no ${field}` : `the answer's ${field} can't be understood`,
  );
}

/** A list whose items are read one by one: what can't be read is counted, and hides no other. */
export function readableItems<T>(item: AnySchema<T>): AnySchema<WholeList<T>> {
  return v.pipe(
    v.array(v.unknown()),
    v.transform((values) => readEach(item, values)),
  );
}

function readEach<T>(schema: AnySchema<T>, values: readonly unknown[]): WholeList<T> {
  const items: T[] = [];
  let unread: Unread | undefined;
  for (const value of values) {
    const result = v.safeParse(schema, value, { abortEarly: true });
    if (result.success) {
      items.push(result.output);
    } else {
      unread = alsoUnread(unread, reasonOf(faultOf(result.issues[0])));
    }
  }
  return unread === undefined ? { items } : { items, unread };
}

interface Fault {
  /** Empty for what is no object at all. */
  readonly field: string;
  readonly isMissing: boolean;
}

function faultOf(issue: v.BaseIssue<unknown>): Fault {
  return { field: fieldPath(issue), isMissing: (issue.path?.at(-1)?.value ?? null) === null };
}

function reasonOf({ field, isMissing }: Fault): string {
  if (field === "") {
    return "not an object";
  }
  return isMissing ? `no ${field}` : `${field} can't be understood`;
}

/** `data[3].attributes.project_id`. Keys come from the schemas, never from the answer. */
function fieldPath(issue: v.BaseIssue<unknown>): string {
  return (issue.path ?? [])
    .map(({ key }, index) => (typeof key === "number" ? `[${key}]` : `${index === 0 ? "" : "."}${String(key)}`))
    .join("");
}
