import type { MetricRange } from "../../sources/contract/panelContent";
import { csvCell } from "../../text/quotes";
import type { ComparedMetric, ComparedParam } from "./comparison";

/** Copied as the page shows it. */
export interface ComparedTables {
  /** From left to right. */
  readonly titles: readonly string[];
  readonly params: readonly ComparedParam[];
  readonly metrics: readonly ComparedMetric[];
}

const PARTS = ["latest", "min", "max", "mean"] as const;

/** Two tables. The best of a metric is bold; texts from outside can't become links, mentions, HTML or more cells. */
export function markdownOf({ titles, params, metrics }: ComparedTables): string {
  const heads = titles.map(markdownText);
  const paramRows = params.map(({ key, values }) => [key, ...values.map((value) => value ?? "")].map(markdownText));
  const metricRows = metrics.map(({ key, ranges, best }) => {
    const cells = ranges.map((range, index) => {
      const number = latestText(range);
      return best.includes(index) ? `**${number}**` : number;
    });
    return [markdownText(key), ...cells];
  });
  const tables = [
    ...(paramRows.length === 0 ? [] : [markdownTable(["Parameter", ...heads], paramRows)]),
    ...(metricRows.length === 0 ? [] : [markdownTable(["Metric (latest)", ...heads], metricRows)]),
  ];
  return `${tables.join("\n\n")}\n`;
}

/** One table, RFC 4180: params as they are, and a row for each thing that is known of a metric: its latest value, its least… */
export function csvOf({ titles, params, metrics }: ComparedTables): string {
  const rows = [
    ["kind", "name", ...titles],
    ...params.map(({ key, values }) => ["param", key, ...values.map((value) => value ?? "")]),
    ...metrics.flatMap(({ key, ranges }) =>
      PARTS.filter((part) => ranges.some((range) => range?.[part] !== undefined)).map((part) => [
        `metric ${part}`,
        key,
        ...ranges.map((range) => numberText(range?.[part])),
      ]),
    ),
  ];
  return rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}

/**
 * Readers of Markdown make a link or a mention of these, however they are escaped: addresses, hosts, mails, names,
 * issues.
 */
const LINKABLE = /:\/\/|www\.|@|#\d|[\p{L}\p{N}_-]\.\p{L}/iu;

function markdownText(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
  if (LINKABLE.test(line)) {
    return markdownCode(line);
  }
  return line
    .replaceAll(/[\\`*_{}[\]()#+!|~$:@]|^[-=]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;");
}

/** A table's cells end at each bar that has no backslash of its own before it, in code as well. */
function markdownCode(line: string): string {
  const longest = (line.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 0);
  const fence = "`".repeat(longest + 1);
  const padding = longest > 0 ? " " : "";
  const cell = line.replaceAll(/\\(?=\|)/g, "\\ ").replaceAll("|", "\\|");
  return fence + padding + cell + padding + fence;
}

function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map((_, index) => (index === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

/** A metric that has no latest value stands with its mean. */
function latestText(range: MetricRange | undefined): string {
  const { latest, mean } = range ?? {};
  return latest === undefined && mean !== undefined ? `${mean} (mean)` : numberText(latest);
}

function numberText(value: number | undefined): string {
  return value === undefined ? "" : String(value);
}
