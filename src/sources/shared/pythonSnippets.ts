import { pythonQuote } from "../../text/quotes";
import { safeName } from "../../text/safeName";
import type { Snippet } from "../contract/source";

/** Where MLflow can load from, and what it needs for it beside its package. */
const MLFLOW_PLACES: readonly { readonly start: RegExp; readonly needs: string }[] = [
  { start: /^(mlflow-artifacts|runs|models):\//, needs: "MLFLOW_TRACKING_URI in the environment" },
  { start: /^(s3|gs|wasbs|abfss|hdfs|dbfs):\//, needs: "access to the storage" },
];

/** Python's lines that send a request with `requests` and write the answer to a file as it comes. */
export function writeToFile(request: readonly string[], fileName: string): readonly string[] {
  return [
    "with requests.get(",
    ...request.map((line) => `    ${line}`),
    "    stream=True,",
    "    timeout=60,",
    ") as response:",
    "    response.raise_for_status()",
    `    with open(${pythonQuote(safeName(fileName))}, "wb") as file:`,
    "        for chunk in response.iter_content(1024 * 1024):",
    "            file.write(chunk)",
  ];
}

/** Loads a file or a directory from where MLflow keeps it. Undefined for a location that is not MLflow's to load from. */
export function mlflowSnippet(location: string): Snippet | undefined {
  const place = mlflowPlace(location);
  if (place === undefined) {
    return undefined;
  }
  return {
    title: "Python, with MLflow",
    needs: `mlflow; ${place.needs}`,
    text: lines([
      "import mlflow",
      "",
      "path = mlflow.artifacts.download_artifacts(",
      `    artifact_uri=${pythonQuote(location)},`,
      '    dst_path=".",',
      ")",
      "print(path)",
    ]),
  };
}

export function isMlflowLocation(location: string): boolean {
  return mlflowPlace(location) !== undefined;
}

export function curlSnippet(text: string, needs: string): Snippet {
  return { title: "curl", needs, text: lines([text]) };
}

export function lines(texts: readonly string[]): string {
  return `${texts.join("\n")}\n`;
}

/** MLflow takes some marks for a query, a fragment or an escape, so that the path would be another. */
function mlflowPlace(location: string) {
  return /[?#%]/.test(location) ? undefined : MLFLOW_PLACES.find(({ start }) => start.test(location));
}
