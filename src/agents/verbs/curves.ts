import type { MetricRange } from "../../sources/contract/panelContent";
import type { Answer, AnswerPart } from "../answer/answer";
import type { Series } from "../../series/series";
import { cell, quoted } from "../answer/shownText";
import { AskFailure } from "../target/askFailure";
import { resolveAddress } from "../target/resolveAddress";
import type { Target } from "../target/target";
import { originOf } from "../target/target";
import { CURVE_HEAD, curveLine, pointLines } from "./curveLines";
import { loadContents } from "./loadContents";
import { nearNames } from "./nearNames";
import { runCurves } from "./runCurves";
import type { ArgumentsOfVerb } from "./verbArguments";
import type { VerbCall } from "./verbCall";

type CurvesArguments = ArgumentsOfVerb<"curves">;

const USUAL_POINTS = 20;
/** Of more curves than these that were not asked for by name, the summaries alone are given. */
const MOST_UNASKED = 4;

/** A run's metrics over its steps: how each goes, and some of its points. */
export async function curves(args: CurvesArguments, call: VerbCall): Promise<Answer> {
  const target = await resolveAddress(call.world, args.address, call.options);
  const { series, problems } = await runCurves(target, call.options);
  const answer = series.length === 0 ? await summaries(target, args, call) : drawn(series, args);
  const hints = [...answer.hints, ...problems.map((problem) => quoted(problem))];
  return { about: answer.about, origin: originOf([target.system]), parts: answer.parts, hints };
}

function drawn(all: readonly Series[], { metrics, points = USUAL_POINTS }: CurvesArguments) {
  const chosen = metrics?.flatMap((name) => named(all, name)) ?? all;
  const isDrawn = metrics !== undefined || chosen.length <= MOST_UNASKED;
  const lines = chosen.map((series) => curveLine(series));
  const parts: readonly AnswerPart[] = [
    { title: "curves", head: CURVE_HEAD, lines, noun: "curves" },
    ...(isDrawn ? chosen.map((series) => pointPart(series, points)) : []),
  ];
  return { about: [], parts, hints: isDrawn ? [] : ["Name metrics to get points of their curves."] };
}

function pointPart(series: Series, most: number): AnswerPart {
  return { title: `points of ${cell(series.name, 60)}`, lines: pointLines(series, most), noun: "lines of points" };
}

/** Logs put a word before: `eval_loss` may be `eval/loss` there. */
function named(all: readonly Series[], name: string): readonly Series[] {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^a-z\d]+/g, "_");
  const exact = all.filter((series) => series.name === name);
  const like = exact.length > 0 ? exact : all.filter((series) => plain(series.name) === plain(name));
  if (like.length === 0) {
    throw new AskFailure(
      `No metric ${quoted(name)}; ${nearNames(
        name,
        all.map((series) => series.name),
      )}`,
    );
  }
  return like;
}

/** Where there are no curves: what the service says of each metric over the run. */
async function summaries({ source, entry }: Target, { metrics }: CurvesArguments, call: VerbCall) {
  const content = (await loadContents(source, [entry], call.options)).contents.get(entry.id);
  if (content === undefined) {
    throw new AskFailure(`This ${entry.kind} has no metrics of its own. Give the address of a run or a version.`);
  }
  const known = content.metrics.map(({ key }) => key);
  const missing = metrics?.find((name) => !known.includes(name));
  if (missing !== undefined) {
    throw new AskFailure(`No metric ${quoted(missing)}; ${nearNames(missing, known)}`);
  }
  const chosen = content.metrics.filter(({ key }) => metrics === undefined || metrics.includes(key));
  const head = "metric | values | min | max | mean | last";
  return {
    about: ["Whole curves are not at hand; this is what the service says of each metric over the run."],
    parts: [{ title: "metrics", head, lines: chosen.map(summaryLine), noun: "metrics" }],
    hints: ["A file of the run may hold the values: list and read find it."],
  };
}

function summaryLine({ key, count, min, max, mean, latest }: MetricRange): string {
  const numbers = [count, min, max, mean, latest].map((number) => (number === undefined ? "" : String(number)));
  return [cell(key), ...numbers].join(" | ");
}
