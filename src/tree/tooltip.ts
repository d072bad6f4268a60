import { cutEnd } from "../text/cutText";
import { formatCount } from "../text/formatNumbers";
import { relativeTime } from "../text/relativeTime";
import type { EntryDetails, Fact, FactTable } from "../sources/contract/entry";
import { plainMarkdown } from "../text/plainText";
import type { CancellationToken } from "vscode";
import { signalOf } from "../host/cancellation";
import { ApiError } from "../http/apiError";
import { directoryFacts } from "./directoryFacts";
import type { EntryRow, Row } from "./model/row";

/** A tooltip is read at a glance: longer tables say how many rows are left out. */
const MAX_TABLE_ROWS = 12;
const MAX_TEXT = 300;
const MAX_CELL = 60;
const DATE = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** The Markdown of a row's tooltip, as of now. `below` is what is loaded of the rows below it. */
export async function tooltipOf(row: EntryRow, below: readonly Row[], token: CancellationToken): Promise<string> {
  const details = await detailsOf(row, token);
  const facts = [...details.facts, ...directoryFacts(row, below)];
  return tooltipText(row.entry.name, { ...details, facts }, Date.now());
}

/** The Markdown of a tooltip. `now` is in ms since the epoch. */
export function tooltipText(name: string, details: EntryDetails, now: number): string {
  const parts = [
    `**${plainMarkdown(cutEnd(name, MAX_TEXT))}**`,
    plainMarkdown(cutEnd(withoutMarks(details.description), MAX_TEXT)),
    factTable(details.facts, now),
    ...details.tables.filter(({ rows }) => rows.length > 0).map(dataTable),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** Facts stand in a table without a heading, so that their values line up. */
function factTable(facts: readonly Fact[], now: number): string {
  if (facts.length === 0) {
    return "";
  }
  const rows = facts.map((fact) => `| ${plainMarkdown(fact.label)} | ${factText(fact, now)} |`);
  return ["| | |", "|:--|:--|", ...rows].join("\n");
}

function factText(fact: Fact, now: number): string {
  return plainMarkdown(
    "at" in fact ? `${DATE.format(fact.at)} (${relativeTime(fact.at, now)})` : cutEnd(fact.text, MAX_TEXT),
  );
}

function dataTable({ title, columns, rows }: FactTable): string {
  const shown = rows.slice(0, MAX_TABLE_ROWS);
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => plainMarkdown(cutEnd(cell, MAX_CELL))).join(" | ")} |`;
  const alignment = columns.map((_, index) => (index === 0 ? ":--" : "--:"));
  const left = rows.length - shown.length;
  return [
    `**${plainMarkdown(title)}** (${formatCount(rows.length)})`,
    "",
    line(columns),
    `|${alignment.join("|")}|`,
    ...shown.map(line),
    ...(left > 0 ? ["", `and ${formatCount(left)} more`] : []),
  ].join("\n");
}

/** A description may be Markdown. Its marks are dropped rather than drawn: it could link, and load pictures. */
function withoutMarks(markdown: string): string {
  return markdown.replaceAll(/\*\*|__|`|^#+ /gm, "");
}

/** A tooltip is no place for a failure: it shows what is known without the service then. */
async function detailsOf({ source, entry }: EntryRow, token: CancellationToken): Promise<EntryDetails> {
  const calling = signalOf(token);
  try {
    return await source.details(entry, calling);
  } catch (error) {
    const reason = error instanceof ApiError ? `Could not ask for more: ${error.message}.` : "";
    return { description: reason, facts: [], tables: [] };
  } finally {
    calling.dispose();
  }
}
