/** Names in a memento, and of a folder, that the next window looks for before it loads anything. */
export const KEPT_NAMES = {
  watchedRuns: "watchedRuns",
  watchedListings: "watchedListings",
  mountedAt: "mount.at",
  /** In the extension's own folder. */
  downloads: "downloads",
} as const;
