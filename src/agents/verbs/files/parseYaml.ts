import { randomUUID } from "node:crypto";
import { type Document, isScalar, parseDocument, visit } from "yaml";
import { formatBytes } from "../../../text/formatNumbers";
import { quoted } from "../../answer/shownText";
import { AskFailure } from "../../target/askFailure";

/** Aliases that stand for others, many times over, would take all memory. */
const MOST_ALIASES = 100;
/** Parsing holds up the extension host: longer texts take seconds. */
const MOST_CHARACTERS = 128 * 1024;

interface ParsedYaml {
  readonly root: unknown;
  /** A value of it as JSON, but with its numbers as they are written; undefined for one that can't be laid out. */
  readonly layOut: (value: unknown) => string | undefined;
}

/** @throws AskFailure for a text that is no YAML, or is longer than may be parsed. */
export function parseYaml(text: string): ParsedYaml {
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
    const mark = randomUUID();
    markNumbers(document, mark);
    return { root: document.toJS({ maxAliasCount: MOST_ALIASES }), layOut: (value) => layOut(value, mark) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    throw new AskFailure(`It is neither JSON nor YAML that can be read: ${quoted(reason)}. Read its lines instead.`);
  }
}

/** Numbers become texts that can be told from others, as a double has fewer digits than they may have. */
function markNumbers(document: Document.Parsed, mark: string): void {
  visit(document, {
    Scalar: (place, node) => {
      if (place !== "key" && typeof node.value === "number" && isScalar(node) && node.source !== undefined) {
        node.value = mark + node.source;
      }
    },
  });
}

function layOut(value: unknown, mark: string): string | undefined {
  try {
    return JSON.stringify(value, null, 1)
      .split(`"${mark}`)
      .map((part, index) => (index === 0 ? part : part.replace('"', "")))
      .join("");
  } catch {
    // Nesting that is deeper than the stack, or an anchor that refers to itself.
    return undefined;
  }
}
