import { createContext, Script } from "node:vm";
import { problem } from "./shelf";

/** A regular expression may take for ever, and only a script of its own can be stopped. */
const LONGEST_MS = 400;

const SCRIPT = new Script("texts.map((group) => group.some((text) => pattern.test(text)))");

/** For each group of texts whether one of them matches. `(?i)` at the start ignores the case, as in Python. */
export function matchAll(regex: string, texts: readonly (readonly string[])[]): boolean[] {
  const context = createContext({ texts, pattern: patternOf(regex) });
  try {
    return SCRIPT.runInContext(context, { timeout: LONGEST_MS }) as boolean[];
  } catch {
    throw problem(400, "Invalid regex: it takes too long to evaluate.");
  }
}

function patternOf(regex: string): RegExp {
  const isCaseless = regex.startsWith("(?i)");
  try {
    return new RegExp(isCaseless ? regex.slice(4) : regex, isCaseless ? "i" : "");
  } catch (error) {
    throw problem(400, `Invalid regex: ${error instanceof Error ? error.message : regex}`);
  }
}
