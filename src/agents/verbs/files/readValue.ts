import { isDeeperThan } from "../../../http/jsonText";
import { parseJson } from "../../../http/jsonBody";
import type { CallOptions } from "../../../sources/contract/entry";
import { formatBytes } from "../../../text/formatNumbers";
import { layOutJson } from "../../../text/jsonText";
import { withRawJson } from "../../../text/rawJson";
import { RawJson } from "../../../text/rawValue";
import { BUDGET } from "../../answer/answer";
import { quoted, shownFileLine } from "../../answer/shownText";
import { AskFailure } from "../../target/askFailure";
import { collectBytes } from "./collectBytes";
import { nearNames } from "../nearNames";
import type { ReadFile, ReadPart } from "./readFile";

const MOST_BYTES = 8 * 1024 * 1024;
const LONGEST_LINE = 2_000;
const DEEPEST = 5_000;

/** A parsed text, and the way to lay a value of it out: numbers, escapes and repeated keys as they are written. */
interface Parsed {
  readonly root: unknown;
  readonly layOut: (value: unknown) => string | undefined;
}

/** The value at a path in a JSON or YAML file: `trainer.args.learning_rate`, `layers[0].name`, `/layers/0/name`; all of it for ".". */
export async function readValue(file: ReadFile, at: string, options: CallOptions): Promise<ReadPart> {
  const { bytes, hasMore } = await collectBytes(file, { start: 0, most: MOST_BYTES }, options);
  if (hasMore) {
    throw new AskFailure(
      `Only files up to ${formatBytes(MOST_BYTES)} are read by a path: read some of its lines instead.`,
    );
  }
  if (isDeeperThan(bytes, DEEPEST)) {
    throw tooDeep();
  }
  const steps = stepsOf(at);
  const { root, layOut } = await parse(bytes, file.name, steps);
  const value = steps.reduce((below, step) => stepInto(below, step, at), root);
  const text = layOut(value);
  if (text === undefined) {
    throw tooDeep();
  }
  const lines = text.split("\n");
  const shown = lines.slice(0, BUDGET.most).map((line) => shownFileLine(line, LONGEST_LINE));
  return { title: "value", lines: shown, noun: "lines", total: lines.length };
}

function tooDeep(): AskFailure {
  return new AskFailure("It is nested too deeply to be laid out: give a longer path, or read its lines instead.");
}

async function parse(bytes: Buffer, name: string, steps: readonly string[]): Promise<Parsed> {
  const json = /\.ya?ml$/i.test(name) ? undefined : jsonIn(bytes, steps);
  if (json !== undefined) {
    return json;
  }
  const { parseYaml } = await import("./parseYaml");
  return parseYaml(bytes.toString("utf8"));
}

/** Undefined for what is none. */
function jsonIn(bytes: Buffer, steps: readonly string[]): Parsed | undefined {
  try {
    const { value, text } = parseJson(bytes, undefined);
    const pattern = steps.map((step) => (/^\d+$/.test(step) ? "*" : step));
    const root = steps.length === 0 ? new RawJson(text) : withRawJson(value, text, pattern);
    return { root, layOut: (found) => (found instanceof RawJson ? layOutJson(found.json, 1) : undefined) };
  } catch {
    // Comments and the like, which are YAML.
    return undefined;
  }
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
