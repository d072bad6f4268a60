import * as v from "valibot";

/** Reads text as JSON of one shape. Undefined for what is no JSON, and for JSON of another shape. */
export function checkedJson<T>(schema: v.GenericSchema<unknown, T>, text: string): T | undefined {
  try {
    const checked = v.safeParse(schema, JSON.parse(text));
    return checked.success ? checked.output : undefined;
  } catch {
    return undefined;
  }
}
