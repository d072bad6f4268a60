import * as v from "valibot";
import { ApiError } from "../../http/apiError";

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
