import * as v from "valibot";
import { isLoose, toNumber } from "../../../text/looseValues";
import type { Cost } from "./model";

/** Costs by the ids of artifacts; those without a total are left out. */
export const costSchema = v.pipe(
  v.custom<Readonly<Record<string, unknown>>>(isLoose),
  v.transform((costs): readonly Cost[] => Object.entries(costs).flatMap(([id, cost]) => toCost(id, cost))),
);

function toCost(artifactId: string, value: unknown): Cost | [] {
  const total = isLoose(value) ? toNumber(value["total_cost"]) : undefined;
  if (!isLoose(value) || total === undefined) {
    return [];
  }
  const standalone = toNumber(value["standalone_cost"]);
  return standalone === undefined ? { artifactId, total } : { artifactId, total, standalone };
}
