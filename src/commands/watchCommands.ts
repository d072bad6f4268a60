import { Disposable, window } from "vscode";
import { showInformation } from "../host/messageBox";
import { COMMANDS } from "../contract";
import { plainLabel } from "../host/plainLabel";
import type { RunWatch } from "../host/runWatch";
import { watchKey } from "../host/runWatch";
import type { RunWatches, WatchedRun } from "../host/runWatches";
import type { SourcePool } from "../host/sourcePool";
import type { WatchNews } from "../host/watchNews";
import { shortName, watchFacts } from "../host/watchWords";
import type { RunState } from "../sources/liveRuns";
import type { EntryRow, Row } from "../tree/row";
import { hasAbility } from "../tree/row";
import { attempt } from "./attempt";
import type { RegisterCommand } from "./commandRegistry";
import { openLink } from "./openCommands";
import { rowPath } from "./rowPath";
import { targetRows } from "./rowTargets";
import { siteOfRow } from "./siteOfRow";
import { askLine } from "./watchDialog";
import { tellNews } from "./watchMessages";
import type { ShowRowOptions } from "./showRow";
import { showRow } from "./showRow";

export interface WatchCommandsOptions extends ShowRowOptions {
  readonly watches: RunWatches;
}

/** "Watch Run…", "Stop Watching…" and what the status bar's item opens; and the messages of what is watched. */
export function registerWatchCommands(register: RegisterCommand, options: WatchCommandsOptions): Disposable[] {
  const { systems, watches, messages } = options;
  const views = systems.map(({ view }) => view);
  const tell = (news: WatchNews) => attempt(messages, "tell of the watched run", () => tellNews(news, options));
  return [
    Disposable.from(watches.onDidChange((news) => news !== undefined && void tell(news))),
    register(COMMANDS.watchRun, "watch the run", async (...args) => {
      const accepts = (row: Row): row is EntryRow => hasAbility(row, "watch");
      const rows = await targetRows(views, args, { accepts, title: "Watch Run" });
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
    const line = targets.length > 1 ? "none" : await askLine(state);
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

function watchedRun({ all }: RunWatches, place: WatchPlace | undefined): WatchedRun | undefined {
  return place === undefined ? undefined : all.find(({ watch }) => watchKey(watch) === watchKey(place));
}

async function pickRun(watches: RunWatches, title: string): Promise<WatchedRun | undefined> {
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
  const show = () => showRow({ ...watch, name: shortName(watch) }, options);
  const actions: Action[] = [{ label: "$(list-tree) Show in Tree", run: show }];
  if (state !== undefined) {
    actions.push({ label: "$(edit) Change the Line…", run: () => changeLine(watch, state, watches) });
  }
  const { link } = state ?? {};
  if (link !== undefined) {
    actions.push({ label: "$(link-external) Open in Browser", run: () => openLink(link, messages) });
  }
  return [...actions, { label: "$(eye-closed) Stop Watching", run: () => watches.remove(watch) }];
}

async function changeLine(watch: RunWatch, state: RunState, watches: RunWatches): Promise<void> {
  const line = await askLine(state);
  if (line !== undefined) {
    watches.setLine(watch, line === "none" ? undefined : line);
  }
}
