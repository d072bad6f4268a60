import { latestValue } from "../repos/runCurves";
import { runStatusAt, type TrackedRun } from "../repos/trackedRuns";
import { Problem } from "../server/problem";
import { plainProblem } from "./tokenCheck";

/** A value that runs are compared or sorted by; undefined where a run has none. */
type Value = number | string | undefined;

const IDENTIFIER = String.raw`(metrics?|params?|parameters?|tags?|attributes?|attr)\.("[^"]+"|\x60[^\x60]+\x60|[^\s=<>!"\x60]+)`;
const CONDITION = new RegExp(
  String.raw`^\s*${IDENTIFIER}\s*(!=|<=|>=|=|<|>|like\b|ilike\b)\s*('[^']*'|"[^"]*"|[-+.\w]+)\s*$`,
  "i",
);
const ORDER = new RegExp(String.raw`^\s*${IDENTIFIER}(?:\s+(asc|desc))?\s*$`, "i");

interface Name {
  readonly type: string;
  readonly key: string;
}

/** The comparison language, as MLflow has it: conditions joined by AND. @throws Problem for what it can't read. */
export function runFilter(filter: string, now: number): (run: TrackedRun) => boolean {
  const tests = filter.trim() === "" ? [] : clausesOf(filter).map((clause) => conditionOf(clause, now));
  return (run) => tests.every((test) => test(run));
}

/** Runs without the value come last, whatever the direction. */
export function runOrder(order: string, now: number): (a: TrackedRun, b: TrackedRun) => number {
  const match = ORDER.exec(order);
  if (match === null) {
    throw refused(`Invalid order_by clause '${order}'`);
  }
  const [, type = "", key = "", direction = "asc"] = match;
  const name = { type: typeOf(type), key: unquoted(key) };
  const sign = direction.toLowerCase() === "desc" ? -1 : 1;
  return (a, b) => compareValues(valueOf(a, name, now), valueOf(b, name, now), sign);
}

function compareValues(a: Value, b: Value, sign: number): number {
  const [hasA, hasB] = [isSortable(a), isSortable(b)];
  if (!hasA || !hasB) {
    return Number(hasB) - Number(hasA);
  }
  return a === b ? 0 : (a as number) < (b as number) ? -sign : sign;
}

function isSortable(value: Value): boolean {
  return value !== undefined && !Number.isNaN(value);
}

/** At each AND that stands outside of quotes. */
function clausesOf(filter: string): string[] {
  return filter
    .replaceAll(/"[^"]*"|'[^']*'|`[^`]*`|\band\b/gi, (found) => (/^and$/i.test(found) ? "\u0000" : found))
    .split("\u0000");
}

function conditionOf(clause: string, now: number): (run: TrackedRun) => boolean {
  const match = CONDITION.exec(clause);
  if (match === null) {
    throw refused(`Invalid clause(s) in filter string: '${clause.trim()}'`);
  }
  const [, type = "", key = "", operator = "=", text = ""] = match;
  const name = { type: typeOf(type), key: unquoted(key) };
  const isQuoted = /^['"]/.test(text);
  checkValue(name, text, isQuoted);
  const wanted = isQuoted ? unquoted(text) : Number(text);
  return (run) => isMatch(valueOf(run, name, now), operator.toLowerCase(), wanted);
}

function unquoted(text: string): string {
  return /^['"`]/.test(text) ? text.slice(1, -1) : text;
}

function checkValue({ type, key }: Name, text: string, isQuoted: boolean): void {
  if (type === "attributes" && !ATTRIBUTES.includes(key)) {
    throw refused(`Invalid attribute key '${key}' specified. Valid keys are '${ATTRIBUTES.join("', '")}'`);
  }
  if (type === "metrics" && (isQuoted || !Number.isFinite(Number(text)))) {
    throw refused(`Expected numeric value type for metric. Found ${text}`);
  }
  if (!isQuoted && ["params", "tags"].includes(type)) {
    throw refused(`Expected a quoted string value for ${type} (e.g. 'my-value'). Got value ${text}`);
  }
}

function isMatch(value: Value, operator: string, wanted: number | string): boolean {
  if (value === undefined) {
    return false;
  }
  switch (operator) {
    case "=":
      return value === wanted;
    case "!=":
      return value !== wanted;
    case "like":
    case "ilike":
      return likePattern(String(wanted), operator === "ilike").test(String(value));
    default:
      return isOrdered(Number(value), operator, Number(wanted));
  }
}

function isOrdered(value: number, operator: string, wanted: number): boolean {
  const isEqual = operator.endsWith("=") && value === wanted;
  return isEqual || (operator.startsWith("<") ? value < wanted : value > wanted);
}

/** A percent sign stands for any characters. */
function likePattern(pattern: string, ignoresCase: boolean): RegExp {
  const parts = pattern.split("%").map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, ignoresCase ? "is" : "s");
}

const ATTRIBUTES = ["run_id", "run_name", "name", "status", "start_time", "end_time"];

function typeOf(word: string): string {
  const plain = word.toLowerCase();
  if (plain.startsWith("attr")) {
    return "attributes";
  }
  return plain.startsWith("param") ? "params" : `${plain.replace(/s$/, "")}s`;
}

function valueOf(run: TrackedRun, { type, key }: Name, now: number): Value {
  switch (type) {
    case "metrics":
      return run.course && latestValue(run.course, key, now);
    case "params":
      return run.params.find(([name]) => name === key)?.[1];
    case "tags":
      return run.tags.find(([name]) => name === key)?.[1];
    default:
      return attributeOf(run, key, now);
  }
}

function attributeOf(run: TrackedRun, key: string, now: number): Value {
  switch (key) {
    case "run_id":
      return run.id;
    case "status":
      return runStatusAt(run, now);
    case "start_time":
      return run.createdAt;
    case "end_time":
      return run.endsAt;
    default:
      return run.name;
  }
}

function refused(message: string): Problem {
  return new Problem(plainProblem(400, message));
}
