import { createContext, Script } from "node:vm";
import { problem } from "./shelf";

/** A regular expression may take for ever, and only a script of its own can be stopped. */
const LONGEST_MS = 300;
/** A machine that stands still for a moment looks like an expression that takes long: not this many times in a row. */
const TRIES = 3;

const SCRIPT = new Script("texts.map((group) => group.some((text) => pattern.test(text)))");

/** For each group of texts whether one of them matches. `(?i)` at the start ignores the case, as in Python. */
export function matchAll(regex: string, texts: readonly (readonly string[])[]): boolean[] {
  const context = createContext({ texts, pattern: patternOf(regex) });
  for (let tries = 0; tries < TRIES; tries++) {
    try {
      return SCRIPT.runInContext(context, { timeout: LONGEST_MS }) as boolean[];
    } catch (error) {
      if (!isTimeout(error)) throw error;
    }
  }
  throw problem(400, "Invalid regex: it takes too long to evaluate.");
}

/** It is an error of the other context, and no `Error` of this one. */
function isTimeout(error: unknown): boolean {
  const { code } = Object(error) as { readonly code?: unknown };
  return code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}

function patternOf(regex: string): RegExp {
  const isCaseless = regex.startsWith("(?i)");
  try {
    return new RegExp(isCaseless ? regex.slice(4) : regex, isCaseless ? "i" : "");
  } catch (error) {
    throw problem(400, `Invalid regex: ${error instanceof Error ? error.message : regex}`);
  }
}
