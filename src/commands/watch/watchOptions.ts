import type { ListingWatcher } from "../../watch/listingWatcher";
import type { RunWatcher } from "../../watch/runWatcher";
import type { RevealOptions } from "../goTo/revealRow";

/** The parts that the commands of watched runs work on. */
export interface WatchCommandsOptions extends RevealOptions {
  readonly watches: RunWatcher;
  readonly listings: ListingWatcher;
}
