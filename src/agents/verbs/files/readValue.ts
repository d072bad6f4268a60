import type { CallOptions } from "../../../sources/contract/entry";
import { formatBytes } from "../../../text/formatNumbers";
import { BUDGET } from "../../answer/answer";
import { quoted, shownFileLine } from "../../answer/shownText";
import { AskFailure } from "../../target/askFailure";
import { collectBytes } from "./collectBytes";
import { nearNames } from "../nearNames";
import type { ReadFile, ReadPart } from "./readFile";

const MOST_BYTES = 8 * 1024 * 1024;
const LONGEST_LINE = 2_000;

/** The value at a path in a JSON or YAML file: `trainer.args.learning_rate`, `layers[0].name`, `/layers/0/name`; all of it for ".". */
export async function readValue(file: ReadFile, at: string, options: CallOptions): Promise<ReadPart> {
  const { bytes, hasMore } = await collectBytes(file, { start: 0, most: MOST_BYTES }, options);
  if (hasMore) {
    throw new AskFailure(
      `Only files up to ${formatBytes(MOST_BYTES)} are read by a path: read some of its lines instead.`,
    );
  }
  const root = await parse(bytes.toString("utf8"), file.name);
  const value = stepsOf(at).reduce((below, step) => stepInto(below, step, at), root);
  const lines = layOut(value).split("\n");
  const shown = lines.slice(0, BUDGET.most).map((line) => shownFileLine(line, LONGEST_LINE));
  return { title: "value", lines: shown, noun: "lines", total: lines.length };
}

function layOut(value: unknown): string {
  try {
    return JSON.stringify(value, null, 1);
  } catch {
    // Nesting that is deeper than the stack, or a YAML anchor that refers to itself.
    throw new AskFailure("It is nested too deeply to be laid out: give a longer path, or read its lines instead.");
  }
}

async function parse(text: string, name: string): Promise<unknown> {
  if (!/\.ya?ml$/i.test(name)) {
    try {
      return JSON.parse(text);
    } catch {
      // NaN, comments and the like, which are YAML.
    }
  }
  const { parseYaml } = await import("./parseYaml");
  return parseYaml(text);
}

function stepsOf(at: string): readonly string[] {
  const path = at.trim();
  if (path.startsWith("/")) {
    return path
      .slice(1)
      .split("/")
      .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  }
  return path
    .replace(/^\$/, "")
    .replaceAll(/\[["']?([^\]"']*)["']?\]/g, ".$1")
    .split(".")
    .filter((step) => step !== "");
}

function stepInto(value: unknown, step: string, path: string): unknown {
  if (typeof value !== "object" || value === null) {
    throw new AskFailure(`There is nothing at ${quoted(path)}: what is above ${quoted(step)} is a plain value.`);
  }
  if (!Object.hasOwn(value, step)) {
    const keys = Array.isArray(value) ? `it is a list of ${value.length}.` : nearNames(step, Object.keys(value));
    throw new AskFailure(`No ${quoted(step)} at ${quoted(path)}; ${keys}`);
  }
  return Reflect.get(value, step);
}
