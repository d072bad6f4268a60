import type { Disposable } from "vscode";
import { withLateProgress } from "../../host/messages/cancellableProgress";
import type { FilterStore } from "../../host/filterStore";
import { choicesSite } from "../../host/site/session";
import { COMMANDS } from "../../manifest/commands";
import type { CallOptions, Entry } from "../../sources/contract/entry";
import type { BestQuery } from "../../sources/contract/runMetrics";
import { metricDirection } from "../../sources/metrics/metricDirection";
import { formatCount } from "../../text/formatNumbers";
import { plainLabel } from "../../text/plainText";
import type { EntryRow } from "../../tree/model/row";
import type { ExplorerView } from "../../tree/explorerView";
import { withAbility } from "../../tree/model/row";
import type { RegisterCommand } from "../shared/commandRegistry";
import { targetRows } from "../shared/rowTargets";
import { pickDirection, pickMetric } from "./metricPicker";
import type { MetricPlace } from "./metricRows";
import { metricPlace, placeOf } from "./metricRows";

interface MetricCommandsOptions {
  readonly views: readonly ExplorerView[];
  readonly store: FilterStore;
}

/** "Best Runs by Metric…", what can be done with a ranking, and "Show Metric in Rows…". */
export function registerMetricCommands(register: RegisterCommand, options: MetricCommandsOptions): Disposable[] {
  const { views } = options;
  const { signal } = register;
  const accepts = withAbility("ranking");
  const ranking = { accepts, title: "Best Runs", none: "No ranking of runs is shown." };
  return [
    register(COMMANDS.bestRuns, "find the best runs", async (called) => {
      const place = await metricPlace(views, called, "Best Runs by Metric");
      await (place && askAndFind(place, { signal }));
    }),
    register(COMMANDS.turnRanking, "find the best runs", async (called) => {
      const [row] = await targetRows(views, called, ranking);
      const place = row && placeOf(views, row);
      const question = place?.metrics.best.questionOf(place.row.entry);
      if (place !== undefined && question !== undefined) {
        const { metric, direction } = question.query;
        const turned = { metric, direction: direction === "lower" ? "higher" : "lower" } as const;
        await findBest(place, question.entry, turned, { signal });
      }
    }),
    register(COMMANDS.clearRanking, "clear the best runs", async (called) => {
      for (const row of await targetRows(views, called, ranking)) {
        const place = placeOf(views, row);
        place?.metrics.best.clear(row.entry);
        place?.view.relist();
      }
    }),
    register(COMMANDS.showMetric, "show a metric in rows", async (called) => {
      const place = await metricPlace(views, called, "Show Metric in Rows");
      await (place && chooseShown(place, options.store));
    }),
  ];
}

/** Ranks the runs below a row by a metric whose name is known, as for a filter that can't be by it. */
export async function rankBy(
  views: readonly ExplorerView[],
  row: EntryRow,
  metric: string,
  options: CallOptions,
): Promise<void> {
  const place = placeOf(views, row);
  const direction = metricDirection(metric) ?? (await pickDirection(metric));
  if (place !== undefined && direction !== undefined) {
    await findBest(place, row.entry, { metric, direction }, options);
  }
}

async function askAndFind(place: MetricPlace, options: CallOptions): Promise<void> {
  const { row, metrics } = place;
  const picked = await pickMetric({
    title: `Best Runs of ${plainLabel(row.entry.name)}`,
    placeHolder: "By which metric? The button at a row's end turns it around",
    names: (own) => metrics.names(row.entry, own),
    isRanking: true,
  });
  const { metric } = picked ?? {};
  if (metric === undefined) {
    return;
  }
  const direction = picked?.direction ?? (await pickDirection(metric));
  await (direction && findBest(place, row.entry, { metric, direction }, options));
}

/** Goes through the runs, and shows the best of them with the first selected. */
async function findBest(
  { view, metrics }: MetricPlace,
  entry: Entry,
  query: BestQuery,
  options: CallOptions,
): Promise<void> {
  const { source } = view;
  const ids = await withLateProgress(`Looking for the best ${query.metric} of ${entry.name}`, (signal, report) =>
    metrics.best.find(entry, query, {
      signal,
      onProgress: (looked, total) => report(progressWords(looked, total), total === undefined ? 0 : looked / total),
    }),
  );
  if (source !== undefined && view.source === source) {
    view.relist();
    await view.reveal(ids, options);
  }
}

function progressWords(looked: number, total: number | undefined): string {
  return `${formatCount(looked)}${total === undefined ? "" : ` of ${formatCount(total)}`} runs`;
}

async function chooseShown({ view, row, metrics }: MetricPlace, store: FilterStore): Promise<void> {
  const picked = await pickMetric({
    title: `Show Metric in Rows of ${plainLabel(row.entry.name)}`,
    placeHolder: "Which metric do the rows show?",
    names: (options) => metrics.names(row.entry, options),
    isRanking: false,
    current: metrics.shown(row.entry),
    none: "$(discard) What says most of each run",
  });
  const { state, system } = view.session;
  const { choices } = row.source;
  if (picked === undefined || state.kind !== "ready" || state.source !== row.source) {
    return;
  }
  metrics.show(row.entry, picked.metric);
  view.tree?.redraw();
  if (choices !== undefined) {
    await store.keepChoice(choicesSite(system, state.site), row.id, choices.of(row.id));
  }
}
