import type { ParsedJson } from "../../../http/jsonBody";
import { isLoose, toList } from "../../../text/looseValues";
import { withRawJson } from "../../../text/rawJson";

/** Where values of params and tags stand, of one and of each of a page, and those of facets. */
const PLACES: readonly (readonly string[])[] = [
  ["data", "*", "attributes", "*", "*", "value"],
  ["data", "attributes", "*", "*", "value"],
  ["data", "attributes", "values", "*"],
];

/** An answer in which values that are no texts, and are shown as given, stay as they are written. Most answers have none. */
export function asWritten({ value: body, text }: ParsedJson): unknown {
  const data = isLoose(body) ? body["data"] : undefined;
  const things = Array.isArray(data) ? (data as readonly unknown[]) : [data];
  return things.some(hasOtherValues) ? withRawJson(body, text, ...PLACES) : body;
}

function hasOtherValues(thing: unknown): boolean {
  const attributes = isLoose(thing) ? thing["attributes"] : undefined;
  if (!isLoose(attributes)) {
    return false;
  }
  const pairs = [...toList(attributes["params"]), ...toList(attributes["tags"])];
  const values = pairs.map((pair) => (isLoose(pair) ? pair["value"] : undefined));
  return [...values, ...toList(attributes["values"])].some(
    (value) => value !== null && /number|object/.test(typeof value),
  );
}
