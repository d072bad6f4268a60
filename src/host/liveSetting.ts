import { workspace } from "vscode";
import { SETTINGS } from "../contract";

const DEFAULT_SECONDS = 10;
const FEWEST_SECONDS = 5;

/** Whether what is under way is followed. */
export function isLiveEnabled(): boolean {
  return workspace.getConfiguration().get<boolean>(SETTINGS.liveEnabled) !== false;
}

/** How long to wait between two looks, in ms. */
export function liveInterval(): number {
  const seconds = workspace.getConfiguration().get<number>(SETTINGS.liveInterval) ?? DEFAULT_SECONDS;
  return (Number.isFinite(seconds) ? Math.max(FEWEST_SECONDS, seconds) : DEFAULT_SECONDS) * 1000;
}
