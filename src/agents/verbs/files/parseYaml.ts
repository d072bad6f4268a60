import { parseDocument } from "yaml";
import { formatBytes } from "../../../text/formatNumbers";
import { quoted } from "../../answer/shownText";
import { AskFailure } from "../../target/askFailure";

/** Aliases that stand for others, many times over, would take all memory. */
const MOST_ALIASES = 100;
/** Parsing holds up the extension host: longer texts take seconds. */
const MOST_CHARACTERS = 128 * 1024;

/** @throws AskFailure for a text that is no YAML, or is longer than may be parsed. */
export function parseYaml(text: string): unknown {
  if (text.length > MOST_CHARACTERS) {
    throw new AskFailure(
      `It is no JSON, and YAML is read by a path up to ${formatBytes(MOST_CHARACTERS)} alone: read some of its lines instead.`,
    );
  }
  try {
    const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false });
    const [problem] = document.errors;
    if (problem !== undefined) {
      throw problem;
    }
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    throw new AskFailure(`It is neither JSON nor YAML that can be read: ${quoted(reason)}. Read its lines instead.`);
  }
}
