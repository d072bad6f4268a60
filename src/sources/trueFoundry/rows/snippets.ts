import { curlSnippet, lines, mlflowSnippet, writeToFile } from "../../shared/pythonSnippets";
import { pythonQuote } from "../../../text/quotes";
import { pastedCode } from "../../../text/pasted";
import type { Shell } from "../../../text/shell";
import type { Snippet } from "../../contract/source";
import { copyText } from "./copyTexts";
import type { FileEntry, RunEntry, TrueFoundryEntry } from "./entries";
import * as operations from "../wire/operations";

const KEY = "TFY_API_KEY in the environment";

/** Code that loads a version as TrueFoundry says it, or one file through the API. */
export function snippetsOf(entry: TrueFoundryEntry, apiUrl: string, shell: Shell): readonly Snippet[] {
  switch (entry.kind) {
    case "version":
      return usageSnippets(pastedCode(entry.version.usageSnippet));
    case "file":
      return [
        requestsSnippet(entry, apiUrl),
        curlSnippet(copyText(entry, "curl", apiUrl, shell), `${KEY}; gives a link`),
      ];
    case "dataDirectory":
      return usageSnippets(pastedCode(entry.directory.usageSnippet));
    case "run":
      return [
        runSnippet(entry, apiUrl),
        ...mlflowSnippets(entry.run.artifactUri),
        curlSnippet(copyText(entry, "curl", apiUrl, shell), KEY),
      ];
    default:
      return [];
  }
}

function mlflowSnippets(artifactUri: string): readonly Snippet[] {
  const snippet = mlflowSnippet(artifactUri);
  return snippet === undefined ? [] : [snippet];
}

/** The run as it is, and the whole curves of its metrics. */
function runSnippet({ run }: RunEntry, apiUrl: string): Snippet {
  const url = apiUrl + operations.runPath(run.id);
  return {
    title: "Python, with requests: the run and its curves",
    needs: `requests; ${KEY}`,
    text: lines([
      "import os",
      "",
      "import requests",
      "",
      `url = ${pythonQuote(url)}`,
      'options = {"headers": {"Authorization": "Bearer " + os.environ["TFY_API_KEY"]}, "timeout": 60}',
      "",
      "answer = requests.get(url, allow_redirects=False, **options)",
      "answer.raise_for_status()",
      'run = answer.json()["run"]',
      'keys = [metric["key"] for metric in run["data"]["metrics"]]',
      "",
      'answer = requests.post(url + "/metrics/list", json={"metric_keys": keys}, allow_redirects=False, **options)',
      "answer.raise_for_status()",
      'for curve in answer.json()["metric_collections"]:',
      '    print(curve["key"], [(point.get("step"), point.get("value")) for point in curve["metrics"]])',
    ]),
  };
}

function usageSnippets(text: string): readonly Snippet[] {
  const needs = "truefoundry, signed in";
  return text.trim() === "" ? [] : [{ title: "TrueFoundry's own usage snippet", needs, text }];
}

/** In two steps: the link that the control plane gives is of another host, which must not get the key. */
function requestsSnippet({ root, path, name }: FileEntry, apiUrl: string): Snippet {
  const url = apiUrl + operations.signedUrlsPath(root.holder);
  const { id, paths, operation } = operations.signedUrlsBody(root.holder, [path]);
  const body = [`"id": ${pythonQuote(id)}`, `"paths": [${paths.map(pythonQuote).join(", ")}]`];
  return {
    title: "Python, with requests",
    needs: `requests; ${KEY}`,
    text: lines([
      "import os",
      "",
      "import requests",
      "",
      "answer = requests.post(",
      `    ${pythonQuote(url)},`,
      `    json={${body.join(", ")}, "operation": ${pythonQuote(operation)}},`,
      '    headers={"Authorization": "Bearer " + os.environ["TFY_API_KEY"]},',
      "    allow_redirects=False,",
      "    timeout=60,",
      ")",
      "answer.raise_for_status()",
      "# A link to another host, good for a while: it is followed without the key.",
      'link = answer.json()["data"][0]["signed_url"]',
      ...writeToFile(["link,"], name),
    ]),
  };
}
