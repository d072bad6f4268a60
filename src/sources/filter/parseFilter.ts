import type { FilterField, FilterValues } from "../contract/entryFilter";
import { FLAG_ON, isListField, withValues } from "./filterValues";

interface ParsedFilter {
  readonly values: FilterValues;
  /** Sentences about what could not be read. */
  readonly problems: readonly string[];
  /** Keys of pairs, as in `team:nlp`, of which the grammar does not tell yet whose they are. */
  readonly undecided: readonly string[];
}

interface FilterGrammar {
  readonly fields: readonly FilterField[];
  /** Keys that the service is known to have, by the ids of pair fields: they tell whose `key:value` is. */
  readonly keys?: Readonly<Record<string, readonly string[]>>;
  /** True while further keys are on their way. */
  readonly isIncomplete?: boolean;
}

interface Word {
  readonly text: string;
  /** Where the first colon is that stands outside of quotes; -1 without one. */
  readonly colon: number;
}

interface Reading {
  readonly field: FilterField;
  readonly values: readonly string[];
}

/** Reads `status:failed,killed tag:team:nlp lr:>0.001 is:pinned "two words" vanilla`. */
export function parseFilter(text: string, grammar: FilterGrammar): ParsedFilter {
  const whole = grammar.fields.find(({ readsWhole }) => readsWhole?.(text));
  return whole === undefined ? parseWords(text, grammar) : parseWhole(text.trim(), whole);
}

function parseWhole(text: string, field: FilterField): ParsedFilter {
  const problem = field.validate(text);
  return problem === undefined
    ? { values: { [field.id]: [text] }, problems: [], undecided: [] }
    : { values: {}, problems: [problem], undecided: [] };
}

function parseWords(text: string, grammar: FilterGrammar): ParsedFilter {
  const words = splitWords(text);
  const named = words.filter(({ colon }) => colon > 0).map((word) => readPair(word, grammar));
  const bare = words.filter(({ colon }) => colon <= 0).map((word) => word.text);
  const readings = bare.length === 0 ? named : [...named, readBare(bare.join(" "), grammar.fields)];
  const problems = readings.flatMap((reading) => problemOf(reading) ?? []);
  const isOpen = (text.match(/"/g) ?? []).length % 2 === 1;
  const good = readings.filter((reading) => typeof reading === "object").filter((reading) => !problemOf(reading));
  const values = good.reduce((found, reading) => withValues(found, reading.field, reading.values), {});
  const undecided = grammar.isIncomplete === true ? undecidedKeys(words, grammar.fields) : [];
  return { values, problems: isOpen ? ["A quote is not closed", ...problems] : problems, undecided };
}

/** Where one field has pairs, all that name no field are its own. */
function undecidedKeys(words: readonly Word[], fields: readonly FilterField[]): readonly string[] {
  const keys = words.filter(({ colon }) => colon > 0).map(({ text, colon }) => text.slice(0, colon));
  const hasSeveral = fields.filter(({ kind }) => kind === "pairs").length > 1;
  const isOpen = (key: string) => key.toLowerCase() !== "is" && fieldNamed(fields, key) === undefined;
  return hasSeveral ? keys.filter(isOpen) : [];
}

/** The field that a word before a colon names: `tag` or `tags`. */
function fieldNamed(fields: readonly FilterField[], word: string): FilterField | undefined {
  const name = word.toLowerCase();
  const named = fields.filter(({ kind }) => kind !== "flag");
  return named.find(({ id }) => id === name) ?? named.find(({ id }) => `${id}s` === name);
}

/** Words that name no field. */
function readBare(text: string, fields: readonly FilterField[]): Reading | string {
  const field = fields.find(({ kind, takesTheRest }) => kind === "text" && takesTheRest === true);
  const example = `${fields[0]?.id ?? ""}:${text.split(" ")[0] ?? ""}`;
  return field === undefined ? `Write what "${text}" is, as in ${example}` : { field, values: [text] };
}

/** Reads a word with a colon, or says why it can't be read. */
function readPair({ text, colon }: Word, { fields, keys = {} }: FilterGrammar): Reading | string {
  const key = text.slice(0, colon);
  const value = text.slice(colon + 1);
  if (key.toLowerCase() === "is") {
    return readFlag(fields, value.toLowerCase());
  }
  const field = fieldNamed(fields, key);
  if (field !== undefined) {
    return { field, values: valuesOf(field, value) };
  }
  const pairs = fields.filter(({ kind }) => kind === "pairs");
  const owner = pairs.find(({ id }) => keys[id]?.includes(key)) ?? pairs.find(({ takesTheRest }) => takesTheRest);
  return owner === undefined ? unknownField(fields, key) : { field: owner, values: [text] };
}

function readFlag(fields: readonly FilterField[], name: string): Reading | string {
  const flags = fields.filter(({ kind }) => kind === "flag");
  const field = flags.find(({ id }) => id === name);
  if (field !== undefined) {
    return { field, values: [FLAG_ON] };
  }
  const known = flags.map(({ id }) => `is:${id}`).join(", ");
  return known === "" ? unknownField(fields, "is") : `"is:${name}" is not known; there is ${known}`;
}

function unknownField(fields: readonly FilterField[], name: string): string {
  const known = fields.filter(({ kind }) => kind !== "flag").map(({ id }) => `${id}:`);
  return `"${name}:" is not known; there is ${known.join(", ")}`;
}

function valuesOf(field: FilterField, text: string): readonly string[] {
  const list =
    isListField(field) && field.kind !== "pairs" ? text.split(",").map((part) => part.trim()) : [text.trim()];
  return list.map((value) => knownChoice(field, value));
}

function knownChoice({ choices = [], names = new Map() }: FilterField, typed: string): string {
  const isIt = (text: string) => text.toLowerCase() === typed.toLowerCase();
  const named = [...names].find(([, name]) => isIt(name))?.[0];
  return choices.find(({ value }) => isIt(value))?.value ?? named ?? typed;
}

/** Gives the reason for the first value that is refused. */
function problemOf(reading: Reading | string): string | undefined {
  if (typeof reading === "string") {
    return reading;
  }
  const { field, values } = reading;
  const problems = values.map((value) => (value === "" ? `Write something after ${field.id}:` : field.validate(value)));
  return problems.find((problem) => problem !== undefined);
}

/** At spaces outside of quotes; the quotes are dropped. */
function splitWords(text: string): readonly Word[] {
  const words = text.match(/(?:[^\s"]|"[^"]*"?)+/g) ?? [];
  return words
    .map((word) => {
      const colon = word.replaceAll(/"[^"]*"?/g, (quoted) => "_".repeat(quoted.length)).indexOf(":");
      const before = colon < 0 ? -1 : unquoted(word.slice(0, colon)).length;
      return { text: unquoted(word), colon: before };
    })
    .filter((word) => word.text !== "");
}

function unquoted(text: string): string {
  return text.replaceAll('"', "");
}
