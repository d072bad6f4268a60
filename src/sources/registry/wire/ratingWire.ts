import * as v from "valibot";
import { isLoose, toMeasure, toNumber, toText } from "../../../text/looseValues";
import type { Loose } from "../../../text/looseValues";
import type { Rating, Score } from "./model";

const LATENCY = "_latency";

/** A rating without its net score is none. The other scores are read as they come, as services add theirs. */
export const ratingSchema = v.pipe(
  v.looseObject({ net_score: v.custom<number | string>((value) => toMeasure(value) !== undefined) }),
  v.transform((rating): Rating => {
    const sizes = rating["size_score"];
    return {
      name: toText(rating["name"]),
      category: toText(rating["category"]),
      scores: toScores(rating),
      sizeScores: isLoose(sizes) ? toScores(sizes) : [],
    };
  }),
);

function toScores(values: Loose): readonly Score[] {
  return Object.entries(values).flatMap(([name, given]) => {
    const value = typeof given === "number" || name === "net_score" ? toMeasure(given) : undefined;
    if (value === undefined || name.endsWith(LATENCY)) {
      return [];
    }
    const latency = toNumber(values[name + LATENCY]);
    return [latency === undefined ? { name, value } : { name, value, latency }];
  });
}
