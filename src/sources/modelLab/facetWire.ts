import * as v from "valibot";
import { isLoose, toList, toNumber, toText, toTexts } from "../looseValues";
import type { Loose } from "../looseValues";
import type { FacetKeys, FacetValues } from "./model";
import { looseSchema } from "./wire";

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
    ...(numericRange === undefined ? {} : { numericRange }),
    metricStatRanges: toList(attributes["metric_stat_ranges"]).flatMap(toStatRange),
  };
}

function toRange(value: unknown): { min: number; max: number } | undefined {
  const min = isLoose(value) ? toNumber(value["min"]) : undefined;
  const max = isLoose(value) ? toNumber(value["max"]) : undefined;
  return min === undefined || max === undefined ? undefined : { min, max };
}

function toStatRange(value: unknown): FacetValues["metricStatRanges"] {
  const range = toRange(value);
  const stat = isLoose(value) ? toText(value["stat"]) : "";
  return range === undefined || stat === "" ? [] : [{ stat, ...range }];
}
