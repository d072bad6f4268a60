import type { PanelContent } from "../../sources/contract/panelContent";
import { mapBounded } from "../../sources/shared/mapBounded";
import { compareMetrics, compareParams, metricValue } from "../../web/comparePage/comparison";
import type { ComparedMetric, ComparedParam } from "../../web/comparePage/comparison";
import type { Answer, AnswerPart } from "../answer/answer";
import { cell, quoted } from "../answer/shownText";
import { reasonText } from "../target/reasonText";
import { AskFailure } from "../target/askFailure";
import { resolveAddress } from "../target/resolveAddress";
import type { Target } from "../target/target";
import { addressOf, originOf } from "../target/target";
import { loadContents } from "./loadContents";
import type { ArgumentsOfVerb } from "./verbArguments";
import type { VerbCall } from "./verbCall";

const AT_ONCE = 3;

/** Two to ten runs or versions side by side: the parameters that differ, the metrics, and which is best by what. */
export async function compare({ addresses }: ArgumentsOfVerb<"compare">, call: VerbCall): Promise<Answer> {
  const { world, options } = call;
  const targets = await mapBounded([...new Set(addresses)], AT_ONCE, (address) =>
    resolveAddress(world, address, options),
  );
  const columns = await contentsOf(targets, call);
  const params = compareParams(columns);
  const metrics = compareMetrics(columns);
  const parts = [
    comparedPart(targets, columns),
    ...paramParts(params, columns.length),
    metricPart(metrics, columns.length),
  ];
  const same = params.filter(({ isDifferent }) => !isDifferent).length;
  const hints = same === 0 ? [] : [`${same} parameters are the same in all; get shows them.`];
  return { about: [], origin: originOf(targets.map(({ system }) => system)), parts, hints };
}

function comparedPart(targets: readonly Target[], columns: readonly PanelContent[]): AnswerPart {
  const head = "column | address | name | status | in";
  return { title: "compared", head, lines: targets.map(columnLine(columns)), noun: "columns" };
}

/** A parameter that some columns alone have, with one value, says less: it takes one cell. */
function paramParts(params: readonly ComparedParam[], count: number): readonly AnswerPart[] {
  const differing = params.filter(({ isDifferent }) => isDifferent);
  const isPartial = ({ values }: ComparedParam) => new Set(values.filter((value) => value !== undefined)).size < 2;
  const [whole, partial] = [differing.filter((param) => !isPartial(param)), differing.filter(isPartial)];
  const noun = "parameters that differ";
  const line = ({ key, values }: ComparedParam) =>
    [key, ...values.map((value) => value ?? "")].map((text) => cell(text));
  const partialLine = ({ key, values }: ComparedParam) => {
    const having = values.flatMap((value, index) => (value === undefined ? [] : [letterOf(index)]));
    return [cell(key), cell(values.find((value) => value !== undefined) ?? ""), having.join(",")].join(" | ");
  };
  return [
    { title: noun, head: `parameter | ${letters(count)}`, lines: whole.map((param) => line(param).join(" | ")), noun },
    {
      ...{
        title: "parameters that only some have",
        head: "parameter | value | in",
        noun: "parameters that only some have",
      },
      lines: partial.map(partialLine),
    },
  ];
}

function metricPart(metrics: readonly ComparedMetric[], count: number): AnswerPart {
  const head = `metric | better | ${letters(count)} | best`;
  return { title: "metrics, latest values", head, lines: metrics.map(metricLine), noun: "metrics" };
}

function letters(count: number): string {
  return Array.from({ length: count }, (_, index) => letterOf(index)).join(" | ");
}

/** Asks for those of one source together. */
async function contentsOf(targets: readonly Target[], { options }: VerbCall): Promise<readonly PanelContent[]> {
  const sources = [...new Set(targets.map(({ source }) => source))];
  const loaded = await Promise.all(
    sources.map((source) =>
      loadContents(
        source,
        targets.filter((target) => target.source === source).map(({ entry }) => entry),
        options,
      ),
    ),
  );
  return targets.map((target) => {
    const { contents, failures } = loaded[sources.indexOf(target.source)] ?? {};
    const content = contents?.get(target.entry.id);
    if (content === undefined) {
      throw new AskFailure(withoutContent(target, failures ?? new Map()));
    }
    return content;
  });
}

function withoutContent(target: Target, failures: ReadonlyMap<string, unknown>): string {
  const { id, kind } = target.entry;
  const address = quoted(addressOf(target));
  return failures.has(id)
    ? `Could not read ${address}: ${reasonText(failures.get(id))}. The others can be compared without it.`
    : `${address} is a ${kind} that can't be compared, or is gone. compare takes runs and versions.`;
}

function columnLine(columns: readonly PanelContent[]) {
  return (target: Target, index: number): string => {
    const content = columns[index];
    const texts = [
      letterOf(index),
      addressOf(target),
      content?.title ?? "",
      content?.status?.text ?? "",
      ...(content?.above ?? []),
    ];
    return texts.map((text) => cell(text)).join(" | ");
  };
}

function metricLine({ key, ranges, direction, best }: ComparedMetric): string {
  const values = ranges.map((range) => String(metricValue(range) ?? ""));
  return [cell(key), direction ?? "", ...values, best.map(letterOf).join(",")].join(" | ");
}

function letterOf(index: number): string {
  return String.fromCharCode("A".charCodeAt(0) + index);
}
