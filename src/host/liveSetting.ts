import { workspace } from "vscode";
import { SETTINGS } from "../manifest/settings";

const DEFAULT_SECONDS = 10;
const FEWEST_SECONDS = 5;
/** A day: a timer takes no more than 24 of them. */
const MOST_SECONDS = 86_400;

/** The setting that turns live updates on. */
export function isLiveEnabled(): boolean {
  return workspace.getConfiguration().get<boolean>(SETTINGS.liveEnabled) !== false;
}

/** How long to wait between two looks, in ms. */
export function liveInterval(): number {
  const seconds = workspace.getConfiguration().get<number>(SETTINGS.liveInterval) ?? DEFAULT_SECONDS;
  const bounded = Math.min(MOST_SECONDS, Math.max(FEWEST_SECONDS, seconds));
  return (Number.isFinite(seconds) ? bounded : DEFAULT_SECONDS) * 1000;
}
