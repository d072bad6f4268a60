import * as v from "valibot";
import { isLoose, toNumber, toText, toTexts } from "../../../text/looseValues";
import type { Loose } from "../../../text/looseValues";
import type { FacetKeys, FacetValues } from "./model";
import { looseSchema } from "./wire";
import { defined } from "../../../text/defined";

const attributesSchema = v.pipe(
  v.object({ attributes: looseSchema }),
  v.transform(({ attributes }) => attributes),
);

export const facetKeysSchema = v.pipe(
  attributesSchema,
  v.transform((attributes): FacetKeys => ({
    metrics: toTexts(attributes["metrics"]),
    parameters: toTexts(attributes["parameters"]),
    tags: toTexts(attributes["tags"]),
  })),
);

export const facetValuesSchema = v.pipe(attributesSchema, v.transform(toFacetValues));

function toFacetValues(attributes: Loose): FacetValues {
  const numericRange = toRange(attributes["numeric_range"]);
  return {
    name: toText(attributes["facet_name"]),
    type: toText(attributes["facet_type"]),
    values: toTexts(attributes["values"]),
    ...defined({ numericRange }),
  };
}

function toRange(value: unknown): { min: number; max: number } | undefined {
  const min = isLoose(value) ? toNumber(value["min"]) : undefined;
  const max = isLoose(value) ? toNumber(value["max"]) : undefined;
  return min === undefined || max === undefined ? undefined : { min, max };
}
