import type { RunRecord } from "../team/records/records";
import { logHistory } from "./configs";

/** One line a step, one column a metric; empty where nothing was measured. */
export function metricsTable(run: RunRecord, now: number): string {
  const records = logHistory(run, now);
  const columns = [...new Set(["step", ...records.flatMap((record) => Object.keys(record))])];
  const lines = records.map((record) => columns.map((column) => String(record[column] ?? "")).join(","));
  return `${[columns.join(","), ...lines].join("\n")}\n`;
}
