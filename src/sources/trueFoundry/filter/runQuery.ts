import type { FilterValues } from "../../contract/entryFilter";
import { splitPair } from "../../filter/filterValues";
import { defined } from "../../../text/defined";

/** A comparison's sign, `=` where none is written, and what stands behind it. */
interface Condition {
  readonly operator: string;
  readonly limit: string;
}

type Quoted =
  | { readonly text: string; readonly problem?: undefined }
  | { readonly text?: undefined; readonly problem: string };

const NAME = String.raw`(?:metrics?|params?|parameters?|tags?|attributes?|attr)\.(?:"[^"]*"|\x60[^\x60]*\x60|[^\s=<>!"'\x60]+)`;
const COMPARED = new RegExp(String.raw`^\s*${NAME}\s*(?:[<>]=?|!=|=|(?:i?like|in)\b)`, "i");
const STRING = /"[^"]*"|'[^']*'|`[^`]*`/g;

/** True for a text that begins as the service's comparison language does: `metrics.rmse < 1`. */
export function isQuery(text: string): boolean {
  return COMPARED.test(text);
}

/** Only what can't be read for sure: the service itself says what else it does not take. */
export function queryProblem(text: string): string | undefined {
  if (!isQuery(text)) {
    return "Begin with metrics., params., tags. or attributes. and a comparison, as in metrics.loss < 1";
  }
  return /["'`]/.test(text.replaceAll(STRING, "")) ? "A quote is not closed" : undefined;
}

export function conditionOf(value: string): Condition {
  const [, operator = "=", limit = ""] = /^(!=|[<>]=?|=)?\s*(.*)$/s.exec(value) ?? [];
  return { operator, limit: limit.trim() };
}

/** A key as the language names it; it has no way to write one with both kinds of quotes. */
export function quotedName(key: string): Quoted {
  if (/^[A-Za-z_]\w*$/.test(key)) {
    return { text: key };
  }
  return quotedBy(key, ['"', "`"]);
}

export function quotedText(text: string): Quoted {
  return quotedBy(text, ['"', "'"]);
}

function quotedBy(text: string, marks: readonly string[]): Quoted {
  const mark = marks.find((each) => !text.includes(each));
  return mark === undefined
    ? { problem: `The service can't look for ${marks.join(" and ")} in one text` }
    : { text: mark + text + mark };
}

/** A filter as one text of the comparison language, and the name, which the service takes apart from it. */
export function runNarrowing(values: FilterValues): { readonly filter?: string; readonly name?: string } {
  const filter = [
    ...(values["status"] ?? []).map((word) => `attributes.status = ${quoted(statusOf(word))}`),
    ...conditions("metrics", values["metric"], (limit) => limit),
    ...conditions("params", values["param"], quoted),
    ...conditions("tags", values["tag"], quoted),
    ...(values["query"] ?? []),
  ].join(" and ");
  const [name] = values["name"] ?? [];
  return { ...(filter === "" ? {} : { filter }), ...defined({ name }) };
}

function conditions(type: string, pairs: readonly string[] = [], toText: (limit: string) => string): readonly string[] {
  return pairs.map((pair) => {
    const [key, value] = splitPair(pair);
    const { operator, limit } = conditionOf(value);
    return `${type}.${quotedName(key).text ?? key} ${operator} ${toText(limit)}`;
  });
}

function quoted(text: string): string {
  return quotedText(text).text ?? "";
}

function statusOf(word: string): string {
  return word.toUpperCase().replaceAll(" ", "_");
}
