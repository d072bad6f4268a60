import { setTimeout } from "node:timers/promises";

/** Generous: a wait ends by what it waits for, on a slow machine later than on a fast one. */
export const WAIT_LIMIT_MS = 60_000;
/** What comes soon is seen soon. What takes long is asked for less often: each question takes the window's own time. */
const POLL_MS = { first: 40, last: 200, growth: 1.3 };

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
  for (let pause = POLL_MS.first; ; pause = Math.min(pause * POLL_MS.growth, POLL_MS.last)) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) break;
    await setTimeout(pause);
  }
  const text = typeof describe === "string" ? describe : await describe();
  throw new Error(`Waited ${limitMs / 1000} s in vain for ${text}`);
}

/** Acts again as long as that fails, as it may while the window is drawn. `describe` says what was to be done. */
export async function tryUntilDone<T>(act: () => Promise<T>, describe: () => Promise<string> | string): Promise<T> {
  let reason = "";
  const { result } = await waitUntil(
    () =>
      act().then(
        (result) => ({ result }),
        (error: unknown) => {
          reason = String(error).split("\n")[0] ?? "";
          return undefined;
        },
      ),
    async () => `${await describe()}\n${reason}`,
  );
  return result;
}

export type Text = string | RegExp;

/** A string has to be equal, a pattern has to be found. */
export function matches(text: string, wanted: Text): boolean {
  return typeof wanted === "string" ? text === wanted : wanted.test(text);
}
