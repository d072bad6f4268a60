import type { FaultKind } from "./faultyProxy";

/** What a soak counts. All but the first four are to be 0. */
export interface SoakFigures {
  readonly seed: number;
  readonly requests: number;
  readonly faults: Readonly<Partial<Record<FaultKind, number>>>;
  readonly done: Readonly<Record<"trees" | "reads" | "downloads" | "files", number>>;
  /** Rejections and exceptions that nothing handled. */
  readonly unhandled: readonly string[];
  /** Errors that a tree threw, or that are no ApiError. */
  readonly foreign: readonly string[];
  /** Where a key stood: a log line, an error, a row, a file. */
  readonly leaks: readonly string[];
  /** Requests with a key that came where a redirect led. */
  readonly strayed: number;
  /** Files that stood under their own name with other bytes, or reads that gave others. */
  readonly wrong: readonly string[];
  /** Operations that had not ended long after all else had. */
  readonly hung: number;
  readonly sockets: number;
  readonly timers: number;
  readonly openFiles: number;
  /** Parts and their notes for files that came whole. */
  readonly leftOver: readonly string[];
  readonly heapGrowthBytes: number;
}

/** What a listing, caches and the libraries may hold in the end beside what they held after the first tenth. */
const MOST_GROWTH_BYTES = 48 * 1024 * 1024;

/** Sentences on what is not as it has to be; none when all is well. */
export function brokenFigures(figures: SoakFigures, wanted: { readonly faults: number }): readonly string[] {
  const { unhandled, foreign, leaks, wrong, leftOver, done } = figures;
  const lists = { unhandled, foreign, leaks, wrong, leftOver };
  const counts = {
    strayed: figures.strayed,
    hung: figures.hung,
    sockets: figures.sockets,
    timers: figures.timers,
    "open files": figures.openFiles,
  };
  return [
    ...Object.entries(lists).flatMap(([name, list]) =>
      list.length === 0 ? [] : [`${list.length} ${name}, the first: ${list[0] ?? ""}`],
    ),
    ...Object.entries(counts).flatMap(([name, count]) => (count === 0 ? [] : [`${count} ${name}`])),
    ...Object.entries(done).flatMap(([name, count]) => (count === 0 ? [`no ${name}`] : [])),
    ...(faultCount(figures) < wanted.faults ? [`only ${faultCount(figures)} faulted requests`] : []),
    ...(figures.heapGrowthBytes > MOST_GROWTH_BYTES ? [`the heap grew by ${figures.heapGrowthBytes} bytes`] : []),
  ];
}

export function faultCount({ faults }: SoakFigures): number {
  return Object.values(faults).reduce((sum, count) => sum + count, 0);
}

export function describeFigures(figures: SoakFigures): string {
  const { done, faults } = figures;
  const kinds = Object.entries(faults).sort(([, a], [, b]) => b - a);
  return [
    `seed ${figures.seed}`,
    `requests ${figures.requests}, faulted ${faultCount(figures)}`,
    `  ${kinds.map(([kind, count]) => `${kind} ${count}`).join(", ")}`,
    `done: ${done.trees} steps in trees, ${done.reads} reads, ${done.downloads} downloads, ${done.files} files whole on disk`,
    `unhandled rejections and exceptions ${figures.unhandled.length}, foreign errors ${figures.foreign.length}, hung ${figures.hung}`,
    `keys in logs, errors, rows and files ${figures.leaks.length}, sent along a redirect ${figures.strayed}`,
    `wrong bytes ${figures.wrong.length}`,
    `left: sockets ${figures.sockets}, timers ${figures.timers}, open files ${figures.openFiles}, parts of whole files ${figures.leftOver.length}`,
    `heap growth ${(figures.heapGrowthBytes / 1024 / 1024).toFixed(1)} MB`,
  ].join("\n");
}
