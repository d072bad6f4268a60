import { Disposable } from "vscode";
import { showInformation, showWarning } from "../../host/messages/messageBox";
import { COMMANDS } from "../../manifest/commands";
import type { ListingWatch } from "../../watch/listingWatch";
import type { RunWatch } from "../../watch/runWatch";
import { watchKey } from "../../watch/runWatch";
import type { RunWatcher } from "../../watch/runWatcher";
import type { WatchedRun } from "../../watch/watchedRun";
import type { SourcePool } from "../../host/site/sourcePool";
import type { WatchNews } from "../../watch/watchNews";
import { goneText, newsText, shortName } from "../../watch/watchWords";
import type { RunState } from "../../sources/contract/liveRuns";
import type { EntryRow } from "../../tree/model/row";
import { rowPath, withAbility } from "../../tree/model/row";
import { attempt } from "../shared/attempt";
import type { RegisterCommand } from "../shared/commandRegistry";
import { openLink } from "../open/openLink";
import { targetRows } from "../shared/rowTargets";
import type { WatchSubject } from "./ruleItems";
import { askRules } from "./watchDialog";
import type { WatchCommandsOptions } from "./watchOptions";
import { watchListing } from "./watchListing";
import { chooseAction, chooseWatched, stopWatching } from "./watchedList";
import { siteOfRow } from "../shared/rowAddress";
import { revealRow } from "../goTo/revealRow";

/** "Watch Run…", "Watch Runs of This List…", "Stop Watching…" and what the status bar's item opens; and the messages of what is watched. */
export function registerWatchCommands(register: RegisterCommand, options: WatchCommandsOptions): Disposable[] {
  const { systems, watches, listings, messages } = options;
  const views = systems.map(({ view }) => view);
  const tell = (news: WatchNews) => attempt(messages, "tell of the watched run", () => notifyNews(news, options));
  const tellGone = (gone: ListingWatch) =>
    attempt(messages, "tell of the watched runs", async () => {
      await showInformation(goneText(gone));
    });
  return [
    Disposable.from(watches.onDidChange((news) => news !== undefined && void tell(news))),
    Disposable.from(listings.onDidChange((gone) => gone !== undefined && void tellGone(gone))),
    register(COMMANDS.watchRun, "watch the run", async (called) => {
      const accepts = withAbility("watch");
      const none = "No unfinished run is loaded.";
      await watchRows(await targetRows(views, called, { accepts, title: "Watch Run", none }), options);
    }),
    register(COMMANDS.watchListing, "watch the runs", async (called) => {
      const accepts = withAbility("runs");
      const title = "Watch Runs of This List";
      for (const row of await targetRows(views, called, { accepts, title, none: "No loaded row holds runs." })) {
        await watchListing(row, options);
      }
    }),
    register(COMMANDS.stopWatching, "stop watching", () => stopWatching(options)),
    register(COMMANDS.watchedRuns, "show the watched runs", () => chooseWatched(options)),
  ];
}

interface WatchTarget {
  readonly place: WatchPlace;
  readonly state: RunState;
}

/** A run that is watched already leads to what can be done with its watch. */
async function watchRows(rows: readonly EntryRow[], options: WatchCommandsOptions): Promise<void> {
  const { watches } = options;
  const targets = rows.flatMap((row) => targetOf(row, options.pool));
  const [known] = targets.length === 1 ? targets.flatMap(({ place }) => watchedRun(watches, place) ?? []) : [];
  if (known !== undefined) {
    await chooseAction({ run: known }, options);
    return;
  }
  const added = targets.filter(({ place }) => watchedRun(watches, place) === undefined);
  const rules = added.length === 0 ? undefined : await askRules(subjectOf(added));
  if (rules !== undefined) {
    added.forEach(({ place, state }) => watches.add({ ...place, rules }, state));
  }
}

/** Several are asked about once, by the metrics of all of them. */
function subjectOf(targets: readonly WatchTarget[]): WatchSubject {
  const states = targets.map(({ state }) => state);
  const [first] = states;
  const current = [{ kind: "ends" }] as const;
  if (first !== undefined && states.length === 1) {
    return { title: shortName(first), metrics: first.metrics, best: first.best, current };
  }
  const keys = new Set(states.flatMap(({ metrics }) => metrics.map(({ key }) => key)));
  return { title: `${states.length} runs`, metrics: [...keys].map((key) => ({ key })), best: first?.best, current };
}

type WatchPlace = Omit<RunWatch, "rules" | "within">;

function targetOf(row: EntryRow, pool: SourcePool): WatchTarget | [] {
  const { live } = row.source;
  const site = siteOfRow(row, pool);
  if (live === undefined || site === undefined) {
    return [];
  }
  const state = live.stateOf(row.entry);
  const place = { ...site, runId: live.runIdOf(row.entry), name: state.name, rowIds: rowPath(row).map(({ id }) => id) };
  return { place, state };
}

function watchedRun({ all }: RunWatcher, place: WatchPlace): WatchedRun | undefined {
  return all.find(({ watch }) => watchKey(watch) === watchKey(place));
}

const SHOW = "Show in Tree";

const OPEN = "Open in Browser";

/** Tells what became of a watched run, and leads to it. */
async function notifyNews(news: WatchNews, options: WatchCommandsOptions): Promise<void> {
  if (news.kind === "gone") {
    await showInformation(newsText(news));
    return;
  }
  const { state, watch } = news;
  const show = isBad(news) ? showWarning : showInformation;
  const choices = state.link === undefined ? [SHOW] : [SHOW, OPEN];
  const choice = await show(newsText(news), ...choices);
  if (choice === SHOW) {
    await revealRow({ ...watch, name: shortName(watch) }, options);
  } else if (choice === OPEN && state.link !== undefined) {
    await openLink(state.link, options.messages);
  }
}

function isBad(news: WatchNews): boolean {
  return news.kind === "broken" || news.kind === "stalled" || (news.kind === "ended" && !news.state.isSuccess);
}
