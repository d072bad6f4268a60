import { lines, writeToFile } from "../pythonSnippets";
import { pythonQuote } from "../pythonQuote";
import type { Snippet } from "../source";
import type { CurlTarget } from "./copyTexts";
import type { RegistryEntry } from "./entries";
import { artifactPath } from "./operations";

/** Code that loads an artifact's package. */
export function snippetsOf(entry: RegistryEntry, { baseUrl, hasToken }: CurlTarget): readonly Snippet[] {
  if (entry.kind !== "file") {
    return [];
  }
  const header = '    headers={"X-Authorization": "bearer " + os.environ["REGISTRY_TOKEN"]},';
  const text = lines([
    ...(hasToken ? ["import os", ""] : []),
    "import requests",
    "",
    "answer = requests.get(",
    `    ${pythonQuote(`${baseUrl.replace(/\/+$/, "")}${artifactPath(entry.artifact)}`)},`,
    ...(hasToken ? [header] : []),
    "    allow_redirects=False,",
    "    timeout=60,",
    ")",
    "answer.raise_for_status()",
    `# A link to another host, good for an hour${hasToken ? ": it is followed without the token" : ""}.`,
    'link = answer.json()["data"]["download_url"]',
    ...writeToFile(["link,"], entry.name),
  ]);
  const needs = hasToken ? "requests; REGISTRY_TOKEN in the environment" : "requests";
  return [{ id: "requests", title: "Python, with requests", needs, text }];
}
