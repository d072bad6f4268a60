import { setTimeout } from "node:timers/promises";

/** Generous: a wait ends by what it waits for, on a slow machine later than on a fast one. */
export const WAIT_LIMIT_MS = 60_000;
const POLL_MS = 40;

/**
 * Asks until there is an answer other than undefined or false. `describe` says at the end of the time limit
 * what was waited for, and may look at the window to say what was seen in its place.
 */
export async function waitUntil<T>(
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  describe: string | (() => Promise<string>),
  limitMs = WAIT_LIMIT_MS,
): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) break;
    await setTimeout(POLL_MS);
  }
  const text = typeof describe === "string" ? describe : await describe();
  throw new Error(`Waited ${limitMs / 1000} s in vain for ${text}`);
}

export type Text = string | RegExp;

/** A string has to be equal, a pattern has to be found. */
export function matches(text: string, wanted: Text): boolean {
  return typeof wanted === "string" ? text === wanted : wanted.test(text);
}
