const WORDS = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const UNITS = [
  { name: "year", seconds: 365 * DAY },
  { name: "month", seconds: 30 * DAY },
  { name: "week", seconds: 7 * DAY },
  { name: "day", seconds: DAY },
  { name: "hour", seconds: HOUR },
  { name: "minute", seconds: MINUTE },
] as const;

/** A moment in the past as a person says it: "just now", "3 hours ago", "yesterday". Both in ms since the epoch. */
export function relativeTime(at: number, now: number): string {
  const seconds = (now - at) / 1000;
  const unit = UNITS.find((candidate) => Math.abs(seconds) >= candidate.seconds);
  return unit === undefined ? "just now" : WORDS.format(-Math.trunc(seconds / unit.seconds), unit.name);
}
