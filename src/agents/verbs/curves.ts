import type { MetricRange } from "../../sources/contract/panelContent";
import type { Answer } from "../answer/answer";
import { cell, quoted } from "../answer/shownText";
import { AskFailure } from "../target/askFailure";
import { resolveAddress } from "../target/resolveAddress";
import { originOf } from "../target/target";
import { loadContents } from "./loadContents";
import { nearNames } from "./nearNames";
import type { ArgumentsOfVerb } from "./verbArguments";
import type { VerbCall } from "./verbCall";

/** A run's metrics over its steps. */
export async function curves({ address, metrics }: ArgumentsOfVerb<"curves">, call: VerbCall): Promise<Answer> {
  const { system, source, entry } = await resolveAddress(call.world, address, call.options);
  const content = (await loadContents(source, [entry], call.options)).get(entry.id);
  if (content === undefined) {
    throw new AskFailure(`This ${entry.kind} has no metrics of its own. Give the address of a run or a version.`);
  }
  const known = content.metrics.map(({ key }) => key);
  const missing = metrics?.find((name) => !known.includes(name));
  if (missing !== undefined) {
    throw new AskFailure(`No metric ${quoted(missing)}; ${nearNames(missing, known)}`);
  }
  const chosen = content.metrics.filter(({ key }) => metrics === undefined || metrics.includes(key));
  const about = ["Whole curves are not at hand; this is what the service says of each metric over the run."];
  const head = "metric | values | min | max | mean | last";
  const part = { title: "metrics", head, lines: chosen.map(summaryLine), noun: "metrics" };
  return {
    about,
    origin: originOf([system]),
    parts: [part],
    hints: ["A file of the run may hold the values: list and read find it."],
  };
}

function summaryLine({ key, count, min, max, mean, latest }: MetricRange): string {
  const numbers = [count, min, max, mean, latest].map((number) => (number === undefined ? "" : String(number)));
  return [cell(key), ...numbers].join(" | ");
}
