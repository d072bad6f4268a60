import type { FilterField } from "../../contract/entryFilter";
import { splitPair } from "../../filter/filterValues";
import { RUN_STATUSES } from "../wire/model";
import { statusIcon } from "../rows/runStatus";

/** Stands for the user among owners. */
export const MINE = "mine";
/** A comparison that is still being typed: `>`, `>1e`, `>0,5`. */
const UNFINISHED_COMPARISON = /^([<>]=?)\s*[-+.,\de]*$/i;

const TEXT: FilterField = {
  id: "text",
  title: "Text",
  icon: "search",
  kind: "text",
  placeHolder: "A part of the name or the description",
  example: "vanilla",
  description: "in the name or the description",
  takesTheRest: true,
  validate: () => undefined,
};

const TAG: FilterField = {
  id: "tag",
  title: "Tag",
  icon: "tag",
  kind: "pairs",
  placeHolder: "key:value, for example team:nlp",
  example: "tag:team:nlp",
  isSuggested: true,
  validate: pairProblem,
};

const PARAM: FilterField = {
  id: "param",
  title: "Parameter",
  icon: "symbol-parameter",
  kind: "pairs",
  placeHolder: "key:value, or with a comparison: learning_rate:>0.0001",
  example: "learning_rate:>0.0001",
  description: "a value, or a comparison such as >0.0001",
  isSuggested: true,
  takesTheRest: true,
  validate: paramProblem,
};

const STATUS: FilterField = {
  id: "status",
  title: "Status",
  icon: "pulse",
  kind: "choice",
  placeHolder: "One or more",
  example: "status:failed",
  isMultiple: true,
  choices: RUN_STATUSES.map((status) => ({ value: status, label: capitalized(status), icon: codiconOf(status) })),
  validate: (value) =>
    RUN_STATUSES.some((status) => status === value)
      ? undefined
      : `"${value}" is no status; there are ${RUN_STATUSES.join(", ")}`,
};

function flag(id: string, words: string, title: string, facts: { icon: string; description: string }): FilterField {
  return { id, title, words, ...facts, kind: "flag", placeHolder: "", validate: () => undefined };
}

const STARRED = flag("starred", "starred", "Starred Only", {
  icon: "star-empty",
  description: "among loaded projects only",
});
const PINNED = flag("pinned", "pinned", "Pinned Only", { icon: "pinned", description: "the runs you pinned" });
const WITH_PINNED = flag("with-pinned", "including pinned runs", "Include Pinned Runs", {
  icon: "pin",
  description: "whether they match or not",
});
const ALL_RUNS = flag("all", "all runs", "All Runs", {
  icon: "list-flat",
  description: "root and child runs in one list; otherwise only root runs",
});
const ABOVE_MATCH = flag("above-match", "including parents of matches", "Include Parents of Matches", {
  icon: "list-tree",
  description: "root runs with a matching run below them",
});

/** The user has said who is who. */
interface KnownOwners {
  /** The owner that `mine` stands for. */
  readonly self?: string | undefined;
  /** By their ids. */
  readonly ownerNames?: ReadonlyMap<string, string>;
}

function ownerField({ self, ownerNames = new Map() }: KnownOwners): FilterField {
  return {
    id: "owner",
    title: "Owner",
    icon: "account",
    kind: "choice",
    placeHolder: "An owner's ID",
    isSuggested: true,
    selfValue: MINE,
    names: ownerNames,
    validate: (value) => ownerProblem(value, self),
  };
}

export function projectFields(owners: KnownOwners): readonly FilterField[] {
  return [TEXT, { ...TAG, takesTheRest: true }, ownerField(owners), STARRED];
}

export function runFields(owners: KnownOwners): readonly FilterField[] {
  return [TEXT, STATUS, TAG, PARAM, ownerField(owners), PINNED, WITH_PINNED, ALL_RUNS, ABOVE_MATCH];
}

/** The service takes pairs as a comma list, without a way to write a comma within a value. */
function pairProblem(pair: string): string | undefined {
  const [key, value] = splitPair(pair);
  if (key === "" || value === "") {
    return `"${pair}" is not of the form key:value`;
  }
  return pair.includes(",") ? "The service can't look for a comma" : undefined;
}

/** `>0.5` compares. What no number follows, as in `<|endoftext|>`, is a text like any other. */
export function comparisonOf(value: string): { readonly operator: string; readonly limit: string } | undefined {
  const [, operator = "", limit = ""] = /^([<>]=?)\s*(\S+)$/.exec(value) ?? [];
  return limit !== "" && Number.isFinite(Number(limit)) ? { operator, limit } : undefined;
}

function paramProblem(pair: string): string | undefined {
  const [key, value] = splitPair(pair);
  const [, operator] = comparisonOf(value) === undefined ? (UNFINISHED_COMPARISON.exec(value) ?? []) : [];
  return operator === undefined
    ? pairProblem(pair)
    : `Write a number after ${operator}, as in ${key}:${operator}0.0001`;
}

function ownerProblem(value: string, self: string | undefined): string | undefined {
  if (/[\s,]/.test(value)) {
    return "An owner's ID holds neither spaces nor commas";
  }
  return value === MINE && self === undefined
    ? "Choose Owner, find or type your ID, and mark there which one is you"
    : undefined;
}

function codiconOf(status: string): string {
  const icon = statusIcon(status);
  return typeof icon === "string" ? icon : icon.codicon.replace(/~.*/, "");
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
