import { withCancellableProgress } from "../host/cancellableProgress";
import type { Messages } from "../host/messages";
import type { RunWatch } from "../host/runWatch";
import type { SourcePool } from "../host/sourcePool";
import { shortName } from "../host/watchWords";
import type { ExplorerView } from "../tree/explorerView";

export interface ShowRunOptions {
  readonly views: readonly ExplorerView[];
  readonly pool: SourcePool;
  readonly messages: Messages;
}

/** Opens the tree at a watched run. */
export async function showWatchedRun(watch: RunWatch, options: ShowRunOptions): Promise<void> {
  const { views, pool, messages } = options;
  const view = views.find(({ session }) => session.system.id === watch.systemId);
  const action = `show ${shortName(watch)}`;
  try {
    if (view === undefined || pool.shownSite(watch.systemId) !== watch.site) {
      await messages.showRefusal(
        `Could not ${action}: it is on another site than the one on show. "Switch Site…" leads there.`,
      );
      return;
    }
    const isThere = await withCancellableProgress(
      `Going to ${shortName(watch)}`,
      async (signal) => (await view.reveal(watch.rowIds, { signal })) !== undefined || signal.aborted,
    );
    if (!isThere) {
      await messages.showRefusal(`Could not ${action}: it is not among the rows any more.`);
    }
  } catch (error) {
    await messages.showFailure(action, error, {}, watch);
  }
}
