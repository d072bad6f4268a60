import { Disposable, window, workspace } from "vscode";
import type { ConfigurationChangeEvent, Event } from "vscode";
import { SETTINGS } from "../manifest/settings";
import { isLiveEnabled, liveInterval } from "../host/liveSetting";
import type { Messages } from "../host/messages/messages";
import type { RunWatcher } from "../watch/runWatcher";
import { systemClock } from "../http/clock";
import type { ExplorerView } from "./explorerView";
import { LiveRows } from "./model/liveRows";

/** One failure may be chance. */
const FAILURES_UNTIL_SAID = 2;
const TIME = new Intl.DateTimeFormat("en-GB", { timeStyle: "short" });

interface FollowLiveRowsOptions {
  readonly messages: Messages;
  /** A watched run is not asked for again while the view asks for it. */
  readonly watches: RunWatcher;
}

/**
 * Keeps a view's running runs up to date while the user can see them: the view is visible and the window focused. A view
 * that can't be kept up to date says so beside its site, and nowhere else.
 */
export function followLiveRows(view: ExplorerView, { messages, watches }: FollowLiveRowsOptions): Disposable {
  const { treeView, session } = view;
  const closed = new Set<string>();
  const notes = failureNotes(view, messages);
  const rows = new LiveRows({
    clock: systemClock,
    interval: liveInterval,
    tree: () => view.tree,
    isClosed: ({ id }) => closed.has(id),
    onDidPoll: notes,
    onDidReload: (source, entries) => watches.see(session.system.id, source, entries),
  });
  const follow = () => rows.setActive(isLiveEnabled() && treeView.visible && window.state.focused);
  const restart = () => {
    closed.clear();
    rows.reset();
    notes(0, undefined);
    follow();
  };
  follow();
  return Disposable.from(
    rows,
    treeView.onDidCollapseElement(({ element }) => closed.add(element.id)),
    treeView.onDidExpandElement(({ element }) => closed.delete(element.id)),
    onAny(follow, treeView.onDidChangeVisibility, window.onDidChangeWindowState),
    session.onDidChange(restart),
    workspace.onDidChangeConfiguration((change) => isOfLive(change) && restart()),
  );
}

/** A wait that was begun may be an hour's. */
function isOfLive(change: ConfigurationChangeEvent): boolean {
  return [SETTINGS.liveEnabled, SETTINGS.liveInterval].some((name) => change.affectsConfiguration(name));
}

function onAny(run: () => void, ...events: readonly Event<unknown>[]): Disposable {
  return Disposable.from(...events.map((event) => event(run)));
}

/** Says in the view, while polls fail, since when its runs may have changed. */
function failureNotes(view: ExplorerView, messages: Messages): (failures: number, error: unknown) => void {
  let updatedAt = Date.now();
  let isSaid = false;
  return (failures, error) => {
    if (failures === 0) {
      updatedAt = Date.now();
    }
    const isNews = failures >= FAILURES_UNTIL_SAID && !isSaid;
    if (isNews) {
      messages.logFailure("update the runs", error);
    }
    if (isNews || (failures === 0 && isSaid)) {
      isSaid = isNews;
      view.showNote(isNews ? `runs as of ${TIME.format(updatedAt)}` : "");
    }
  };
}
