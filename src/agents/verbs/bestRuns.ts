import type { Entry } from "../../sources/contract/entry";
import type { MetricDirection, MetricRange, PanelContent } from "../../sources/contract/panelContent";
import type { Section } from "../../sources/contract/source";
import { formatCount } from "../../text/formatNumbers";
import { metricDirection } from "../../sources/metrics/metricDirection";
import type { Answer } from "../answer/answer";
import { quoted } from "../answer/shownText";
import { AskFailure } from "../target/askFailure";
import type { Target } from "../target/target";
import { originOf } from "../target/target";
import { loadContents } from "./loadContents";
import { nearNames } from "./nearNames";
import { rowHead, rowLine } from "./rowListing";
import { mainSection, RowWalk } from "./rowWalk";
import type { ArgumentsOfVerb } from "./verbArguments";
import type { VerbCall } from "./verbCall";

type BestArguments = ArgumentsOfVerb<"find"> & { readonly best: string };

/** Services don't sort by a metric: so many rows are looked at, and the answer says so. */
const MOST_LOOKED = 1_000;
const USUAL_BEST = 10;

interface Ranked {
  readonly entry: Entry;
  readonly content: PanelContent;
  readonly value: number;
}

/** Ranks the rows of a listing by the latest value of a metric: `eval_loss`, or with a direction, `grad_norm:lower`. */
export async function bestRuns(
  { source, system }: Target,
  sections: readonly Section[],
  { best, limit = USUAL_BEST, show = [] }: BestArguments,
  call: VerbCall,
): Promise<Answer> {
  const section = mainSection(sections);
  if (section === undefined) {
    throw new AskFailure("Nothing is listed there.");
  }
  const walk = new RowWalk(section);
  const rows = await walk.next(MOST_LOOKED, call.options);
  const loaded = await loadContents(source, rows, call.options);
  const { contents } = loaded;
  const { key, direction } = metricOf(best, [...contents.values()]);
  const ranked = rank(rows, contents, key, direction);
  const columns = [key, ...show.filter((name) => name !== key)];
  const lines = ranked
    .slice(0, limit)
    .map(({ entry, content }) => rowLine({ system, source, show: columns }, entry, content, call.world.now()));
  const { noun } = section;
  const looked = formatCount(rows.length);
  const all = walk.total === undefined ? "more" : formatCount(walk.total);
  const about = [
    `Ranked by the latest ${quoted(key)}, ${direction} is better: ${formatCount(ranked.length)} of the ${looked} ${noun} looked at have it.${oddText(contents, key)}`,
    ...(walk.isOver
      ? []
      : [`Only the first ${looked} of ${all} were looked at: narrow them with filter, or sort otherwise.`]),
  ];
  const part = { title: noun, head: rowHead(columns), lines, noun: `${noun} with it`, total: ranked.length };
  return { about, origin: originOf([system]), parts: [part], hints: [...walk.gaps, ...loaded.gapsIn(noun)] };
}

/** Tells of rows that are not ranked, as their value is no number. */
function oddText(contents: ReadonlyMap<string, PanelContent>, key: string): string {
  const all = [...contents.values()].map(({ metrics }) => metrics.find((metric) => metric.key === key)?.latest);
  const odd = all.filter((value) => value !== undefined && !Number.isFinite(value)).length;
  return odd === 0 ? "" : ` ${formatCount(odd)} more are NaN or infinite and not ranked.`;
}

function rank(
  rows: readonly Entry[],
  contents: ReadonlyMap<string, PanelContent>,
  key: string,
  direction: MetricDirection,
): readonly Ranked[] {
  const sign = direction === "lower" ? 1 : -1;
  const ranked = rows.flatMap((entry) => {
    const content = contents.get(entry.id);
    const value = content === undefined ? undefined : latestOf(content.metrics, key);
    return content === undefined || value === undefined ? [] : [{ entry, content, value }];
  });
  return ranked.sort((one, other) => sign * (one.value - other.value));
}

/** A run that has diverged is not the best. */
function latestOf(metrics: readonly MetricRange[], key: string): number | undefined {
  const latest = metrics.find((metric) => metric.key === key)?.latest;
  return latest !== undefined && Number.isFinite(latest) ? latest : undefined;
}

function isDirection(text: string | undefined): text is MetricDirection {
  return text === "lower" || text === "higher";
}

function metricOf(
  best: string,
  contents: readonly PanelContent[],
): { readonly key: string; readonly direction: MetricDirection } {
  const [, named = best, asked] = /^(.*):(lower|higher)$/.exec(best) ?? [];
  const metrics = contents.flatMap((content) => content.metrics);
  const known = metrics.find(({ key }) => key === named);
  if (known === undefined) {
    throw new AskFailure(
      `No metric ${quoted(named)}; ${nearNames(
        named,
        metrics.map(({ key }) => key),
      )}`,
    );
  }
  const direction = isDirection(asked) ? asked : (known.direction ?? metricDirection(named));
  if (direction === undefined) {
    throw new AskFailure(
      `Is a lower or a higher ${quoted(named)} better? Ask with ${quoted(`${named}:lower`)} or ${quoted(`${named}:higher`)}.`,
    );
  }
  return { key: named, direction };
}
