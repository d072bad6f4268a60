/** How many directories are kept, and for how long: an editor asks for each file of one, and a running run's files grow. */
export const MOST_LISTINGS = 200;
export const LISTING_FRESHNESS = { keptMs: 10_000 };
