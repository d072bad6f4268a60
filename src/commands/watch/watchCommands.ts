import { Disposable, window } from "vscode";
import { showInformation, showWarning } from "../../host/messages/messageBox";
import { COMMANDS } from "../../manifest";
import { plainLabel } from "../../text/plainText";
import type { RunWatch } from "../../watch/runWatch";
import { watchKey } from "../../watch/runWatch";
import type { RunWatcher, WatchedRun } from "../../watch/runWatcher";
import type { SourcePool } from "../../host/site/sourcePool";
import type { WatchNews } from "../../watch/watchNews";
import { shortName, watchFacts, newsText } from "../../watch/watchWords";
import type { RunState } from "../../sources/contract/liveRuns";
import type { EntryRow } from "../../tree/model/row";
import { rowPath, withAbility } from "../../tree/model/row";
import { attempt } from "../shared/attempt";
import type { RegisterCommand } from "../shared/commandRegistry";
import { openLink } from "../open/openLink";
import { targetRows } from "../shared/rowTargets";
import { askThreshold } from "./watchDialog";
import { siteOfRow } from "../shared/rowAddress";
import { type RevealOptions, revealRow } from "../goTo/revealRow";

interface WatchCommandsOptions extends RevealOptions {
  readonly watches: RunWatcher;
}

/** "Watch Run…", "Stop Watching…" and what the status bar's item opens; and the messages of what is watched. */
export function registerWatchCommands(register: RegisterCommand, options: WatchCommandsOptions): Disposable[] {
  const { systems, watches, messages } = options;
  const views = systems.map(({ view }) => view);
  const tell = (news: WatchNews) => attempt(messages, "tell of the watched run", () => notifyNews(news, options));
  return [
    Disposable.from(watches.onDidChange((news) => news !== undefined && void tell(news))),
    register(COMMANDS.watchRun, "watch the run", async (called) => {
      const accepts = withAbility("watch");
      const rows = await targetRows(views, called, {
        accepts,
        title: "Watch Run",
        none: "No unfinished run is loaded.",
      });
      await watchRows(rows, options);
    }),
    register(COMMANDS.stopWatching, "stop watching", async () => {
      const run = await pickRun(watches, "Stop Watching");
      if (run !== undefined) {
        watches.remove(run.watch);
      }
    }),
    register(COMMANDS.watchedRuns, "show the watched runs", () => chooseRun(options)),
  ];
}

/** Of several, only their ends are told: a line is of one run's metric. */
async function watchRows(rows: readonly EntryRow[], options: WatchCommandsOptions): Promise<void> {
  const { watches } = options;
  const targets = rows.flatMap((row) => targetOf(row, options.pool));
  const known = targets.length === 1 ? watchedRun(watches, targets[0]?.place) : undefined;
  if (known !== undefined) {
    await chooseAction(known, options);
    return;
  }
  for (const { place, state } of targets.filter((target) => watchedRun(watches, target.place) === undefined)) {
    const line = targets.length > 1 ? "none" : await askThreshold(state);
    if (line !== undefined) {
      watches.add({ ...place, ...(line === "none" ? {} : { line }), isLineCrossed: false }, state);
    }
  }
}

type WatchPlace = Omit<RunWatch, "line" | "isLineCrossed">;

function targetOf(row: EntryRow, pool: SourcePool): { place: WatchPlace; state: RunState } | [] {
  const { live } = row.source;
  const site = siteOfRow(row, pool);
  if (live === undefined || site === undefined) {
    return [];
  }
  const state = live.stateOf(row.entry);
  const place = { ...site, runId: live.runIdOf(row.entry), name: state.name, rowIds: rowPath(row).map(({ id }) => id) };
  return { place, state };
}

function watchedRun({ all }: RunWatcher, place: WatchPlace | undefined): WatchedRun | undefined {
  return place === undefined ? undefined : all.find(({ watch }) => watchKey(watch) === watchKey(place));
}

async function pickRun(watches: RunWatcher, title: string): Promise<WatchedRun | undefined> {
  const items = watches.all.map((run) => ({
    label: plainLabel(shortName(run.watch)),
    description: plainLabel(watchFacts(run, Date.now())),
    run,
  }));
  if (items.length === 0) {
    await showInformation(`${title}: no run is watched. "Watch Run…" is in the menu of a run that has not ended.`);
    return undefined;
  }
  const placeHolder = "Choose a watched run";
  return (await window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.run;
}

async function chooseRun(options: WatchCommandsOptions): Promise<void> {
  const [first, ...others] = options.watches.all;
  const run = first === undefined || others.length > 0 ? await pickRun(options.watches, "Watched Runs") : first;
  if (run !== undefined) {
    await chooseAction(run, options);
  }
}

async function chooseAction(run: WatchedRun, options: WatchCommandsOptions): Promise<void> {
  const title = `${plainLabel(shortName(run.watch))} (watched)`;
  const placeHolder = plainLabel(watchFacts(run, Date.now()));
  const picked = await window.showQuickPick(actionsOf(run, options), { title, placeHolder });
  await picked?.run();
}

interface Action {
  readonly label: string;
  readonly run: () => Promise<void> | void;
}

function actionsOf({ watch, state }: WatchedRun, options: WatchCommandsOptions): Action[] {
  const { watches, messages } = options;
  const show = () => revealRow({ ...watch, name: shortName(watch) }, options);
  const actions: Action[] = [{ label: "$(list-tree) Show in Tree", run: show }];
  if (state !== undefined) {
    actions.push({ label: "$(edit) Change Threshold…", run: () => changeLine(watch, state, watches) });
  }
  const { link } = state ?? {};
  if (link !== undefined) {
    actions.push({ label: "$(link-external) Open in Browser", run: () => openLink(link, messages) });
  }
  return [...actions, { label: "$(eye-closed) Stop Watching", run: () => watches.remove(watch) }];
}

async function changeLine(watch: RunWatch, state: RunState, watches: RunWatcher): Promise<void> {
  const line = await askThreshold(state);
  if (line !== undefined) {
    watches.setLine(watch, line === "none" ? undefined : line);
  }
}

const SHOW = "Show in Tree";

const OPEN = "Open in Browser";

/** Tells what became of a watched run, and leads to it. */
async function notifyNews(news: WatchNews, options: RevealOptions): Promise<void> {
  if (news.kind === "gone") {
    await showInformation(newsText(news));
    return;
  }
  const { state, watch } = news;
  const hasFailed = news.kind === "ended" && !state.isSuccess;
  const show = hasFailed ? showWarning : showInformation;
  const choices = state.link === undefined ? [SHOW] : [SHOW, OPEN];
  const choice = await show(newsText(news), ...choices);
  if (choice === SHOW) {
    await revealRow({ ...watch, name: shortName(watch) }, options);
  } else if (choice === OPEN && state.link !== undefined) {
    await openLink(state.link, options.messages);
  }
}
