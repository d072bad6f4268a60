/** How many are compared side by side, at least and at most. */
export const LEAST_COMPARED = 2;
export const MOST_COMPARED = 10;
