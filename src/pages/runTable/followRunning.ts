import type { WebviewPanel } from "vscode";
import { Disposable, window, workspace } from "vscode";
import { isLiveEnabled, liveInterval } from "../../host/liveSetting";
import { systemClock } from "../../http/clock";
import { SETTINGS } from "../../manifest/settings";
import { LiveTable } from "../../runTable/liveTable";
import type { OpenTable } from "../../runTable/openTable";

/** One failure may be chance. */
const FAILURES_UNTIL_SAID = 2;
const TIME = new Intl.DateTimeFormat("en-GB", { timeStyle: "short" });

interface FollowOptions {
  readonly open: () => OpenTable | undefined;
  /** The lines in sight, and some around them. */
  readonly inSight: () => { readonly start: number; readonly count: number };
  /** Takes a sentence on runs that could not be kept up to date; empty once they are. */
  readonly onDidFail: (note: string) => void;
}

/** Keeps the running runs of a table up to date while the user can see them: its panel is in sight, and the window focused. */
export function followRunning(panel: WebviewPanel, { open, inSight, onDidFail }: FollowOptions): Disposable {
  let updatedAt = Date.now();
  let isSaid = false;
  const say = (failures: number) => {
    updatedAt = failures === 0 ? Date.now() : updatedAt;
    if (isSaid !== failures >= FAILURES_UNTIL_SAID) {
      isSaid = !isSaid;
      onDidFail(isSaid ? `Unfinished runs are shown as of ${TIME.format(updatedAt)}: they could not be updated.` : "");
    }
  };
  const live = new LiveTable({ clock: systemClock, interval: liveInterval, open, inSight, onDidPoll: say });
  const follow = () => live.setActive(isLiveEnabled() && panel.visible && window.state.focused);
  follow();
  return Disposable.from(
    live,
    panel.onDidChangeViewState(follow),
    window.onDidChangeWindowState(follow),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(SETTINGS.liveEnabled) || change.affectsConfiguration(SETTINGS.liveInterval)) {
        live.setActive(false);
        follow();
      }
    }),
  );
}
