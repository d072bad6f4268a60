/** A switch of the site or the keys ends the source of a load, which the user did not cancel. */
export const STOPPED_LOAD = "Loading was stopped: the site or its keys changed.";
