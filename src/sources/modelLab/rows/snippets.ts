import { curlSnippet, lines, mlflowSnippet, writeToFile } from "../../shared/pythonSnippets";
import { pythonQuote } from "../../../text/quotes";
import type { Shell } from "../../../text/shell";
import type { Snippet } from "../../contract/source";
import { copyText, pathInProject, uriOf } from "./copyTexts";
import type { ModelLabEntry, ProjectFileEntry, RunFileEntry } from "./entries";
import { MODEL_LAB_PATH } from "../wire/operations";

const KEYS = "DD_API_KEY and DD_APP_KEY in the environment";

/** Code that loads what an entry stands for: a file through the API, and all that MLflow has through MLflow. */
export function snippetsOf(entry: ModelLabEntry, baseUrl: string, shell: Shell): readonly Snippet[] {
  switch (entry.kind) {
    case "run":
    case "directory":
      return mlflowOf(entry);
    case "file":
      return [
        requestsSnippet(entry, entry.root.project.id, baseUrl),
        ...mlflowOf(entry),
        curlOf(entry, baseUrl, shell),
      ];
    case "projectFile":
      return [requestsSnippet(entry, entry.project.id, baseUrl), curlOf(entry, baseUrl, shell)];
    case "project":
    case "projectListing":
    case "projectDirectory":
    case "ranking":
      return [];
  }
}

/** Of the run's own location alone: a project's is not laid out for MLflow. */
function mlflowOf(entry: ModelLabEntry): readonly Snippet[] {
  const run = entry.kind === "run" ? entry.run : "root" in entry ? entry.root.run : undefined;
  const snippet = run?.artifactLocation ? mlflowSnippet(uriOf(entry)) : undefined;
  return snippet === undefined ? [] : [snippet];
}

function curlOf(entry: ModelLabEntry, baseUrl: string, shell: Shell): Snippet {
  return curlSnippet(copyText(entry, "curl", baseUrl, shell), KEYS);
}

function requestsSnippet(entry: RunFileEntry | ProjectFileEntry, projectId: string, baseUrl: string): Snippet {
  const url = `${baseUrl.replace(/\/+$/, "")}${MODEL_LAB_PATH}/artifacts/content`;
  const request = [
    `${pythonQuote(url)},`,
    "params={",
    `    "project_id": ${pythonQuote(projectId)},`,
    `    "artifact_path": ${pythonQuote(pathInProject(entry))},`,
    "},",
    "headers={",
    '    "DD-API-KEY": os.environ["DD_API_KEY"],',
    '    "DD-APPLICATION-KEY": os.environ["DD_APP_KEY"],',
    "},",
    "allow_redirects=False,",
  ];
  return {
    title: "Python, with requests",
    needs: `requests; ${KEYS}`,
    text: lines(["import os", "", "import requests", "", ...writeToFile(request, entry.name)]),
  };
}
