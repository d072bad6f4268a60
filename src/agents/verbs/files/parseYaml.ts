import { parseDocument } from "yaml";
import { quoted } from "../../answer/shownText";
import { AskFailure } from "../../target/askFailure";

/** Aliases that stand for others, many times over, would take all memory. */
const MOST_ALIASES = 100;

/** @throws AskFailure for a text that is no YAML. */
export function parseYaml(text: string): unknown {
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false });
  const [problem] = document.errors;
  if (problem !== undefined) {
    throw new AskFailure(`It is neither JSON nor YAML: ${quoted(problem.message)}. Read its lines instead.`);
  }
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    throw new AskFailure(
      `Its YAML can't be read: ${quoted(error instanceof Error ? error.message : "")}. Read its lines instead.`,
    );
  }
}
