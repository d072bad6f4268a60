/** What was on show may have changed while something was loading, which ended its source; the user did not cancel it. */
export const STOPPED_LOAD = "Loading was stopped: the site or its keys changed.";
