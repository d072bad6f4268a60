import { curlSnippet, lines, writeToFile } from "../../shared/pythonSnippets";
import { pythonQuote } from "../../../text/quotes";
import { pastedCode } from "../../../text/pasted";
import type { Shell } from "../../../text/shell";
import type { Snippet } from "../../contract/source";
import { copyText } from "./copyTexts";
import type { FileEntry, TrueFoundryEntry } from "./entries";
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
    case "repo":
    case "group":
    case "artifact":
    case "directory":
      return [];
  }
}

function usageSnippets(text: string): readonly Snippet[] {
  const needs = "truefoundry, signed in";
  return text.trim() === "" ? [] : [{ title: "TrueFoundry's own usage snippet", needs, text }];
}

/** In two steps: the link that the control plane gives is of another host, which must not get the key. */
function requestsSnippet({ root, path, name }: FileEntry, apiUrl: string): Snippet {
  const url = apiUrl + operations.SIGNED_URLS_PATH;
  const { id, paths, operation } = operations.signedUrlsBody(root.version.id, [path]);
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
