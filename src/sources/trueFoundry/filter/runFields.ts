import type { FilterField } from "../../contract/entryFilter";
import { splitPair } from "../../filter/filterValues";
import { RUN_STATUSES, statusIcon, statusWord } from "../rows/runStatus";
import { conditionOf, isQuery, queryProblem, quotedName, quotedText } from "./runQuery";

const STATUS: FilterField = {
  id: "status",
  title: "Status",
  icon: "pulse",
  kind: "choice",
  placeHolder: "One of them",
  example: "status:failed",
  choices: RUN_STATUSES.map((status) => ({ value: statusWord({ status }), label: label(status), icon: icon(status) })),
  validate: (value) => (/^[\w -]+$/.test(value) ? undefined : `"${value}" is no status`),
};

const METRIC: FilterField = {
  id: "metric",
  title: "Metric",
  icon: "graph-line",
  kind: "pairs",
  placeHolder: "key and comparison: eval/loss:<1.5",
  example: "eval/loss:<1.5",
  description: "by its latest value: <1.5, >=0.9",
  isSuggested: true,
  takesTheRest: true,
  validate: metricProblem,
};

const PARAM: FilterField = {
  id: "param",
  title: "Parameter",
  icon: "symbol-parameter",
  kind: "pairs",
  placeHolder: "key:value, or with != before the value",
  example: "param:lora_r:16",
  description: "a value as text, or != and a value",
  isSuggested: true,
  validate: textProblem,
};

const TAG: FilterField = { ...PARAM, id: "tag", title: "Tag", icon: "tag", example: "tag:team:nlp" };

const NAME: FilterField = {
  id: "name",
  title: "Name",
  icon: "search",
  kind: "text",
  placeHolder: "A run's whole name",
  description: "a whole name",
  takesTheRest: true,
  validate: () => undefined,
};

const QUERY: FilterField = {
  id: "query",
  title: "Query",
  icon: "code",
  kind: "text",
  placeHolder: 'metrics.rmse < 1 and params.model_class = "LogisticRegression"',
  example: "metrics.rmse < 1",
  description: "in the service's comparison language",
  readsWhole: isQuery,
  validate: queryProblem,
};

/** Everything that the service can narrow runs by. */
export const RUN_FIELDS: readonly FilterField[] = [STATUS, METRIC, PARAM, TAG, NAME, QUERY];

function metricProblem(pair: string): string | undefined {
  const [key, value] = splitPair(pair);
  if (key === "" || value === "") {
    return `"${pair}" is not of the form key:comparison`;
  }
  const { limit } = conditionOf(value);
  return limit !== "" && Number.isFinite(Number(limit))
    ? quotedName(key).problem
    : `Write a comparison and a number, as in ${key}:<0.5`;
}

function textProblem(pair: string): string | undefined {
  const [key, value] = splitPair(pair);
  const { operator, limit } = conditionOf(value);
  if (key === "" || limit === "") {
    return `"${pair}" is not of the form key:value`;
  }
  if (operator.startsWith("<") || operator.startsWith(">")) {
    return "The service compares these as text: write a value, or != and a value";
  }
  return quotedName(key).problem ?? quotedText(limit).problem;
}

function label(status: string): string {
  return status.charAt(0) + statusWord({ status }).slice(1);
}

function icon(status: string): string {
  const found = statusIcon(status);
  return typeof found === "string" ? found : found.codicon.replace(/~.*/, "");
}
