import { COMMANDS } from "../../manifest/commands";
import type { SiteRef } from "../../sources/contract/siteRef";
import { ApiError, isKeyProblem } from "../../http/apiError";

const SHOW_LOG = "Show Log";
const SET_KEYS = "Set Keys…";

/** The user's ways out of a failure, by the words on the buttons. */
export type WaysOn = Readonly<Record<string, () => Promise<unknown>>>;

/** The site whose keys may be the cause of a failure. */
export interface KeyPlace extends Pick<SiteRef, "systemId"> {
  /** The one on show when absent. */
  readonly site?: SiteRef["site"] | undefined;
}

export interface FailureFacts {
  readonly error: unknown;
  /** The caller's own buttons: they come first, and replace a button of ours with the same words. */
  readonly ways: WaysOn;
  /** Unknown when absent: the user is asked for the system. */
  readonly place: KeyPlace | undefined;
}

/** The buttons of a failure: its teller's, the keys where they are the trouble, and the log. */
export function failureWays(
  { error, ways, place }: FailureFacts,
  execute: (command: string, ...args: readonly unknown[]) => PromiseLike<unknown>,
): WaysOn {
  const isKeys = error instanceof ApiError && isKeyProblem(error);
  const args = place === undefined ? [] : [place.systemId, place.site];
  const own: WaysOn = {
    ...(isKeys ? { [SET_KEYS]: async () => await execute(COMMANDS.setKeys, ...args) } : {}),
    [SHOW_LOG]: async () => await execute(COMMANDS.showLog),
  };
  // Spread twice: the first time for their places, the second for what they do.
  return { ...ways, ...own, ...ways };
}
