import { joinParts } from "../../series/joinParts";
import { seriesFormatOf } from "../../series/seriesFile";
import type { FileSeries } from "../../series/seriesReader";

/** A file's series; its path is below the run. */
interface LogSeries {
  readonly path: string;
  readonly series: readonly FileSeries[];
}

/** Directories that TensorBoard's callbacks name after a part of the data: Keras' `validation`, and `loss_val` of `add_scalars`. */
const SPLIT = /(?:^|[_-])(?:train|training|valid|validation|val|eval|test|dev)$/i;

/**
 * Files as origins of series. Event files of one directory are the parts of one log; the same tag in directories of several parts of the
 * data is another metric in each, and gets the directory's name before it.
 */
export function logOrigins(files: readonly LogSeries[]): readonly LogSeries[] {
  const directories = new Map<string, LogSeries[]>();
  const others = files.filter((file) => !isEventFile(file));
  for (const file of files.filter(isEventFile)) {
    const directory = directoryOf(file.path);
    directories.set(directory, [...(directories.get(directory) ?? []), file]);
  }
  const logs = [...directories].map(([directory, parts]) => joinedLog(directory, parts));
  return [...others, ...logs.map((log) => withSplit(log, logs))];
}

function isEventFile({ path }: LogSeries): boolean {
  return seriesFormatOf(path.slice(path.lastIndexOf("/") + 1)) === "events";
}

/** Names of event files begin with their time. */
function joinedLog(directory: string, parts: readonly LogSeries[]): LogSeries {
  const sorted = [...parts].sort((a, b) => (a.path < b.path ? -1 : 1));
  const [only] = sorted;
  const path = `${directory === "" ? "" : `${directory}/`}events.out.tfevents.* (${parts.length} files)`;
  return only !== undefined && sorted.length === 1
    ? only
    : { path, series: joinParts(sorted.map(({ series }) => series)) };
}

function withSplit(log: LogSeries, all: readonly LogSeries[]): LogSeries {
  const directory = directoryOf(log.path);
  const split = directory.slice(directory.lastIndexOf("/") + 1);
  if (!SPLIT.test(split)) {
    return log;
  }
  const others = new Set(all.filter((other) => other !== log).flatMap(({ series }) => series.map(({ name }) => name)));
  const series = log.series.map((one) => (others.has(one.name) ? { ...one, name: `${split}/${one.name}` } : one));
  return { ...log, series };
}

function directoryOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
