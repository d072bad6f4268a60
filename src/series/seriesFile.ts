/** Formats of files that hold series. */
export type SeriesFormat = "trainerState" | "csv" | "jsonLines" | "events";

const FORMATS: readonly { readonly format: SeriesFormat; readonly name: RegExp }[] = [
  { format: "events", name: /(?:^|\.)tfevents\.\d/i },
  { format: "trainerState", name: /^trainer_state\.json$/i },
  { format: "csv", name: /\.(?:csv|tsv)$/i },
  { format: "jsonLines", name: /\.(?:jsonl|ndjson)$/i },
];

/** Tables and JSON lines may be anything: these names are of logs. */
const LOG =
  /^(?:(?:trainer|train|training|eval|system|wandb|metrics?|scalars?|loss(?:es)?|progress|history|results|stats|logs?)[_.-]?)+\d*\.\w+$/i;

/** The format of a file by its name; undefined for one that holds no series. */
export function seriesFormatOf(name: string): SeriesFormat | undefined {
  return FORMATS.find((known) => known.name.test(name))?.format;
}

/** True for a file that a training writes, and whose series are its run's. */
export function isTrainingLog(name: string): boolean {
  const format = seriesFormatOf(name);
  return format === "events" || format === "trainerState" || (format !== undefined && LOG.test(name));
}
