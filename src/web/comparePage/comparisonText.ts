import type { ComparedMetric, ComparedParam } from "./comparison";

/** What is copied: what the page shows, as it shows it. */
export interface ComparedTables {
  /** From left to right. */
  readonly titles: readonly string[];
  readonly params: readonly ComparedParam[];
  readonly metrics: readonly ComparedMetric[];
}

/** Two tables. The best of a metric is bold; texts from outside can't become links, HTML or more cells. */
export function markdownOf({ titles, params, metrics }: ComparedTables): string {
  const heads = titles.map(markdownText);
  const paramRows = params.map(({ key, values }) => [key, ...values.map((value) => value ?? "")].map(markdownText));
  const metricRows = metrics.map(({ key, ranges, best }) => {
    const cells = ranges.map((range, index) => {
      const number = numberText(range?.latest ?? range?.mean);
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

/** One table, RFC 4180: params as they are, and each metric's latest, least and greatest value. */
export function csvOf({ titles, params, metrics }: ComparedTables): string {
  const rows = [
    ["kind", "name", ...titles],
    ...params.map(({ key, values }) => ["param", key, ...values.map((value) => value ?? "")]),
    ...metrics.flatMap(({ key, ranges }) =>
      (["latest", "min", "max"] as const).map((part) => [
        `metric ${part}`,
        key,
        ...ranges.map((range) => numberText(range?.[part])),
      ]),
    ),
  ];
  return rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}

/** Spreadsheets run what starts like a formula: such a text gets an apostrophe before it. Numbers stay numbers. */
function csvCell(text: string): string {
  const isNumber = text.trim() === text && text !== "" && Number.isFinite(Number(text));
  const safe = /^[\s\0]*[=+\-@\t\r|%]/.test(text) && !isNumber ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe.trim() !== safe ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function markdownText(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
  return line
    .replaceAll(/[\\`*_{}[\]()#+!|~$:@]|^[-=]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;");
}

function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map((_, index) => (index === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

function numberText(value: number | undefined): string {
  return value === undefined ? "" : String(value);
}
