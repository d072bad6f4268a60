import { curlSnippet, lines, writeToFile } from "../../shared/pythonSnippets";
import { pythonQuote } from "../../../text/quotes";
import type { Shell } from "../../../text/shell";
import { curlFollowing } from "../../../text/curlCommand";
import type { Snippet } from "../../contract/source";
import type { CurlTarget } from "./copyTexts";
import { artifactRequest } from "./copyTexts";
import type { RegistryEntry } from "./entries";
import { artifactPath } from "../wire/operations";

type FileEntry = Extract<RegistryEntry, { kind: "file" }>;

/** Code that loads an artifact's package. */
export function snippetsOf(entry: RegistryEntry, target: CurlTarget, shell: Shell): readonly Snippet[] {
  return entry.kind === "file" ? [requestsSnippet(entry, target), inTwoSteps(entry, target, shell)] : [];
}

/** The link is of another host, which must not get the token; without one, no variable is needed. */
function inTwoSteps({ artifact, name }: FileEntry, target: CurlTarget, shell: Shell): Snippet {
  const text = curlFollowing(artifactRequest(artifact, target), ".data.download_url", name, shell);
  return curlSnippet(text, `curl and jq${hasToken(target) ? "; REGISTRY_TOKEN in the environment" : ""}`);
}

function hasToken({ tokenPrefix }: CurlTarget): boolean {
  return tokenPrefix !== undefined;
}

function requestsSnippet(entry: FileEntry, { baseUrl, tokenPrefix }: CurlTarget): Snippet {
  const isKeyed = tokenPrefix !== undefined;
  const prefix = tokenPrefix === "" ? "" : `${pythonQuote(tokenPrefix ?? "")} + `;
  const header = `    headers={"X-Authorization": ${prefix}os.environ["REGISTRY_TOKEN"]},`;
  const text = lines([
    ...(isKeyed ? ["import os", ""] : []),
    "import requests",
    "",
    "answer = requests.get(",
    `    ${pythonQuote(`${baseUrl.replace(/\/+$/, "")}${artifactPath(entry.artifact)}`)},`,
    ...(isKeyed ? [header] : []),
    "    allow_redirects=False,",
    "    timeout=60,",
    ")",
    "answer.raise_for_status()",
    `# A link to another host, good for an hour${isKeyed ? ": it is followed without the token" : ""}.`,
    'link = answer.json()["data"]["download_url"]',
    ...writeToFile(["link,"], entry.name),
  ]);
  const needs = isKeyed ? "requests; REGISTRY_TOKEN in the environment" : "requests";
  return { title: "Python, with requests", needs, text };
}
