import { ApiError } from "../../../http/apiError";
import type { SearchMode, SearchQuery, SourceSearch } from "../../contract/source";
import { regexProblem } from "./regexProblem";
import { defined } from "../../../text/defined";

const BY_NAME: SearchMode = {
  id: "name",
  title: "Search by Name",
  placeHolder: "google-bert/bert-base-uncased",
  validate: (text) => nameProblem(text.trim()),
};
/** The dialect is the service's, which says itself what is wrong with an expression that other engines take. */
const BY_REGEX: SearchMode = {
  id: "regex",
  title: "Search by Regular Expression",
  placeHolder: "bert.*uncased, in names and model cards",
  validate: (text) => (text.trim() === "" ? "Type a regular expression" : regexProblem(text)),
};

/** A search of the registry: what was asked, not what was found. */
export class RegistrySearch implements SourceSearch {
  readonly modes: readonly SearchMode[] = [BY_NAME, BY_REGEX];
  #current: SearchQuery | undefined;

  get current(): SearchQuery | undefined {
    return this.#current;
  }

  set(query: SearchQuery | undefined): void {
    this.#current = query === undefined || isRegex(query) ? query : { mode: BY_NAME.id, text: query.text.trim() };
  }
}

export function isRegex({ mode }: SearchQuery): boolean {
  return mode === BY_REGEX.id;
}

/** Names the row of a search. */
export function searchTitle(query: SearchQuery): string {
  return isRegex(query) ? `Search: /${query.text}/` : `Name: ${query.text}`;
}

export function noMatchText(query: SearchQuery): string {
  return isRegex(query) ? `No artifact matches /${query.text}/` : `No artifact matches the name ${query.text}`;
}

/**
 * A refused expression as its row says it: services repeat that it is invalid, and the expression itself, before they come to the
 * reason.
 */
export function refusal(error: unknown): unknown {
  if (!(error instanceof ApiError) || error.kind !== "badRequest") {
    return error;
  }
  const { message, status } = error;
  const reason = message.replace(PREAMBLE, "");
  const facts = { cause: error, ...defined({ status }) };
  return new ApiError(error.kind, reason === "" ? message : reason, facts);
}

const PREAMBLE =
  /^(?:(?:invalid|malformed|bad) (?:regex|regexp|regular expression|pattern)(?: pattern)?[:,]? *(?:\/[^:]*\/[a-z]*: *)?)+(?=[^\s(])/i;

/** Servers resolve dots in a path, even when they are encoded, so that these two can't be asked for. */
function nameProblem(name: string): string | undefined {
  if (name === "") {
    return "Type a name";
  }
  return name === "." || name === ".." ? "The registry can't be asked for this name" : undefined;
}
