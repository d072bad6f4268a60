import { window } from "vscode";
import { showInformation } from "../../host/messages/messageBox";
import { plainLabel } from "../../text/plainText";
import type { WatchedListing } from "../../watch/listingWatcher";
import type { WatchedRun } from "../../watch/watchedRun";
import { listingFacts, listingTitle, shortName, watchFacts } from "../../watch/watchWords";
import { openLink } from "../open/openLink";
import { revealRow } from "../goTo/revealRow";
import { askRules } from "./watchDialog";
import type { WatchCommandsOptions } from "./watchOptions";

/** A run or a listing that is watched. */
type Watched = { readonly run: WatchedRun } | { readonly listing: WatchedListing };

interface Action {
  readonly label: string;
  readonly run: () => Promise<void> | void;
}

/** Lets the user choose what to do with something that is watched; with the only one at once. */
export async function chooseWatched(options: WatchCommandsOptions): Promise<void> {
  const [first, ...others] = allWatched(options);
  const watched = first === undefined || others.length > 0 ? await pickWatched("Watched Runs", options) : first;
  if (watched !== undefined) {
    await chooseAction(watched, options);
  }
}

export async function stopWatching(options: WatchCommandsOptions): Promise<void> {
  const watched = await pickWatched("Stop Watching", options);
  if (watched !== undefined) {
    remove(watched, options);
  }
}

export async function chooseAction(watched: Watched, options: WatchCommandsOptions): Promise<void> {
  const title = `${titleOf(watched)} (watched)`;
  const placeHolder = factsOf(watched);
  const picked = await window.showQuickPick(actionsOf(watched, options), { title, placeHolder });
  await picked?.run();
}

function allWatched({ watches, listings }: WatchCommandsOptions): readonly Watched[] {
  return [...watches.all.map((run) => ({ run })), ...listings.all.map((listing) => ({ listing }))];
}

async function pickWatched(title: string, options: WatchCommandsOptions): Promise<Watched | undefined> {
  const items = allWatched(options).map((watched) => ({
    label: titleOf(watched),
    description: factsOf(watched),
    watched,
  }));
  if (items.length === 0) {
    await showInformation(`${title}: no run is watched. "Watch Run…" is in the menu of a run that has not ended.`);
    return undefined;
  }
  const placeHolder = "Choose a watched run";
  return (await window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.watched;
}

function titleOf(watched: Watched): string {
  return plainLabel("run" in watched ? shortName(watched.run.watch) : listingTitle(watched.listing.watch));
}

function factsOf(watched: Watched): string {
  return plainLabel("run" in watched ? watchFacts(watched.run, Date.now()) : listingFacts(watched.listing));
}

function remove(watched: Watched, { watches, listings }: WatchCommandsOptions): void {
  if ("run" in watched) {
    watches.remove(watched.run.watch);
  } else {
    listings.remove(watched.listing.watch);
  }
}

function actionsOf(watched: Watched, options: WatchCommandsOptions): Action[] {
  const { watch } = "run" in watched ? watched.run : watched.listing;
  const link = "run" in watched ? watched.run.state?.link : undefined;
  return [
    { label: "$(list-tree) Show in Tree", run: () => revealRow({ ...watch, name: shortName(watch) }, options) },
    { label: "$(edit) Change Rules…", run: () => changeRules(watched, options) },
    ...(link === undefined
      ? []
      : [{ label: "$(link-external) Open in Browser", run: () => openLink(link, options.messages) }]),
    { label: "$(eye-closed) Stop Watching", run: () => remove(watched, options) },
  ];
}

async function changeRules(watched: Watched, { watches, listings }: WatchCommandsOptions): Promise<void> {
  if ("run" in watched) {
    const { watch, state } = watched.run;
    const { metrics = [], best } = state ?? {};
    const rules = await askRules({ title: shortName(watch), metrics, best, current: watch.rules });
    if (rules !== undefined) {
      watches.setRules(watch, rules);
    }
    return;
  }
  const { watch } = watched.listing;
  const known = watch.rules.flatMap((rule) => ("metric" in rule ? [{ key: rule.metric }] : []));
  const subject = { title: listingTitle(watch), metrics: known, current: watch.rules, isListing: true };
  const rules = await askRules(subject);
  if (rules !== undefined) {
    listings.setRules(watch, rules);
  }
}
