import type { CallOptions, EntryDetails, Fact, FactTable } from "../../sources/contract/entry";
import type { MetricRange, PanelContent } from "../../sources/contract/panelContent";
import { detailText } from "../../sources/shared/detailText";
import { isoTime } from "../../text/formatNumbers";
import type { Answer, AnswerPart } from "../answer/answer";
import { cell, quoted, shownFileLine } from "../answer/shownText";
import { AskFailure } from "../target/askFailure";
import { narrowedSections } from "../target/narrowedSections";
import { resolveAddress } from "../target/resolveAddress";
import type { Target } from "../target/target";
import { addressOf, originOf } from "../target/target";
import { nearNames } from "./nearNames";
import type { ArgumentsOfVerb } from "./verbArguments";
import type { VerbCall } from "./verbCall";

const LONGEST_TEXT = 2_000;

/** One run, version, artifact or project: all that its page says, or one part of it. */
export async function get({ address, part, from = 1 }: ArgumentsOfVerb<"get">, call: VerbCall): Promise<Answer> {
  const target = await resolveAddress(call.world, address, call.options);
  const { entry, system, source } = target;
  const content = await contentOf(target, call.options);
  const all = content === undefined ? detailParts(await source.details(entry, call.options)) : partsOf(content);
  const parts = part === undefined ? all.map((each) => behind(each, 1)) : [behind(partNamed(all, part), from)];
  const below = narrowedSections(source, entry).map(({ noun }) => noun);
  const hints = [...(content?.problems ?? []).map((problem) => quoted(problem)), ...belowHint(below)];
  const head = headPart(target, content?.title, call.world.now());
  return { about: [], origin: originOf([system]), parts: [head, ...parts], hints };
}

function headPart(target: Target, title: string | undefined, now: number): AnswerPart {
  const { entry } = target;
  const facts = {
    address: addressOf(target),
    name: title ?? entry.name,
    kind: entry.spoken,
    now: detailText(entry.detail, now),
  };
  return { title: "", lines: Object.entries(facts).map(([name, text]) => `${name}: ${cell(text)}`), noun: "facts" };
}

function partNamed(parts: readonly AnswerPart[], name: string): AnswerPart {
  const found = parts.find(({ title }) => title === name);
  if (found === undefined) {
    throw new AskFailure(
      `No part ${quoted(name)}; ${nearNames(
        name,
        parts.map(({ title }) => title),
      )}`,
    );
  }
  return found;
}

async function contentOf({ source, entry }: Target, options: CallOptions): Promise<PanelContent | undefined> {
  const { pages } = source;
  const place = entry.abilities.includes("page") ? pages?.placeOf(entry) : undefined;
  if (pages === undefined || place === undefined) {
    return undefined;
  }
  const [answer] = await pages.load([place], options);
  if (answer?.status === "rejected") {
    throw answer.reason;
  }
  return answer?.value;
}

/** Lines from one on, with the way to go on. */
function behind(part: AnswerPart, from: number): AnswerPart {
  const lines = part.lines.slice(from - 1);
  const next = (shown: number) =>
    shown < lines.length ? JSON.stringify({ part: cell(part.title, 40), from: from + shown }) : "";
  return { ...part, lines, total: part.lines.length, before: from - 1, next };
}

function belowHint(nouns: readonly string[]): readonly string[] {
  return nouns.length === 0 ? [] : [`Below it: ${nouns.join(", ")}. find with {"in": …} lists them; list shows files.`];
}

function partsOf(content: PanelContent): readonly AnswerPart[] {
  const { description, facts, tags, links, params, metrics, tables, texts } = content;
  const pair = ({ key, value }: { readonly key: string; readonly value: string }) => `${cell(key)} | ${cell(value)}`;
  const lists: readonly AnswerPart[] = [
    { title: "description", lines: textLines(description), noun: "lines of the description" },
    { title: "facts", lines: facts.map(factLine), noun: "facts" },
    { title: "tags", lines: tags.map(pair), noun: "tags" },
    { title: "links", lines: links.map(({ title, url }) => pair({ key: title, value: url })), noun: "links" },
    { title: "metrics", head: METRIC_HEAD, lines: metrics.map(metricLine), noun: "metrics" },
    { title: "params", head: "parameter | value", lines: params.map(pair), noun: "parameters" },
    ...tables.map(tablePart),
    ...texts.map(({ title, text }) => ({ title, lines: textLines(text), noun: "lines of the text" })),
  ];
  return lists.filter(({ lines }) => lines.length > 0);
}

function detailParts({ description, facts, tables }: EntryDetails): readonly AnswerPart[] {
  const lists: readonly AnswerPart[] = [
    { title: "description", lines: textLines(description), noun: "lines of the description" },
    { title: "facts", lines: facts.map(factLine), noun: "facts" },
    ...tables.map(tablePart),
  ];
  return lists.filter(({ lines }) => lines.length > 0);
}

const METRIC_HEAD = "metric | latest | min | max | mean | values";

function metricLine({ key, latest, min, max, mean, count }: MetricRange): string {
  const numbers = [latest, min, max, mean, count].map((number) => (number === undefined ? "" : String(number)));
  return [cell(key), ...numbers].join(" | ");
}

function factLine(fact: Fact): string {
  return `${cell(fact.label)} | ${"at" in fact ? isoTime(fact.at) : cell(fact.text)}`;
}

function tablePart({ title, columns, rows }: FactTable): AnswerPart {
  const line = (cells: readonly string[]) => cells.map((text) => cell(text)).join(" | ");
  return { title: cell(title), head: line(columns), lines: rows.map(line), noun: "rows" };
}

/** A text over several lines, each of which is shown, or cut and counted. */
function textLines(text: string): readonly string[] {
  const lines = text === "" ? [] : text.split(/\r\n|\n|\r/);
  return lines.map((line) => shownFileLine(line, LONGEST_TEXT));
}
