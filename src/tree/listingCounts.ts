/** How many rows there are, as far as it is known. */
export interface ListingCounts {
  readonly shown: number;
  readonly total?: number | undefined;
  /** How many the service gave so far, where only some of them are shown: `total` counts all of those then. */
  readonly looked?: number | undefined;
  readonly hasMore: boolean;
}

/** Of what is known of each page; undefined as soon as one says nothing. */
export function sumOf(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a + b;
}
