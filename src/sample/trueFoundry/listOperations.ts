import type { ItemKind, ItemRecord, RepoRecord, VersionRecord } from "../repos/repoRecords";
import type { SampleRequest, SampleResponse } from "../server/exchange";
import type { Route } from "../server/routes";
import { directoryShape } from "./directoryShape";
import { notFound, repoOf, versionOf, type Hub } from "./hub";
import { flagParam, listPage, textParam } from "./listPage";
import { directoryFqn, itemFqn, itemShape, repoShape, runIdOf, updatedAt, versionShape } from "./shapes";
import { hasWantedVersion } from "./versionFilter";

export function listOperations(hub: Hub): Route[] {
  return [
    { method: "GET", pattern: "/ml-repos", answer: ({ request }) => listRepos(hub, request) },
    { method: "GET", pattern: "/ml-repos/{id}", answer: ({ param }) => getRepo(hub, param("id")) },
    ...operationsOf(hub, "artifact"),
    ...operationsOf(hub, "model"),
    { method: "GET", pattern: "/data-directories", answer: ({ request }) => listDirectories(hub, request) },
  ];
}

function operationsOf(hub: Hub, kind: ItemKind): Route[] {
  return [
    { method: "GET", pattern: `/${kind}s`, answer: ({ request }) => listItems(hub, kind, request) },
    { method: "GET", pattern: `/${kind}s/{id}`, answer: ({ param }) => getItem(hub, kind, param("id")) },
    { method: "GET", pattern: `/${kind}-versions`, answer: ({ request }) => listVersions(hub, kind, request) },
    { method: "GET", pattern: `/${kind}-versions/{id}`, answer: ({ param }) => getVersion(hub, kind, param("id")) },
  ];
}

function listRepos(hub: Hub, request: SampleRequest): SampleResponse {
  const name = textParam(request.query, "name");
  const found = hub.stock.repos.filter((repo) => name === undefined || repo.name === name);
  return listPage(request, found, (repo) => repoShape(repo, runCount(hub, repo)));
}

function getRepo(hub: Hub, id: string): SampleResponse {
  const repo = repoOf(hub, id);
  return { status: 200, json: { data: repoShape(repo, runCount(hub, repo)) } };
}

function runCount({ runs }: Hub, repo: RepoRecord): number {
  return runs.of(repo).filter((run) => !runs.isArchived(run)).length;
}

function listDirectories({ stock }: Hub, request: SampleRequest): SampleResponse {
  const [fqn, repoId, name] = ["fqn", "ml_repo_id", "name"].map((field) => textParam(request.query, field));
  const found = stock.repos
    .flatMap(({ directories }) => directories)
    .filter((directory) => fqn === undefined || directoryFqn(directory) === fqn)
    .filter(({ repo }) => repoId === undefined || repo.id === repoId)
    .filter((directory) => name === undefined || directory.name === name);
  return listPage(request, found, directoryShape);
}

function listItems({ stock }: Hub, kind: ItemKind, request: SampleRequest): SampleResponse {
  const { query } = request;
  const [fqn, repoId, name, runId] = ["fqn", "ml_repo_id", "name", "run_id"].map((field) => textParam(query, field));
  const includesEmpty = flagParam(query, `include_empty_${kind}s`, true);
  const tests: ((item: ItemRecord) => boolean)[] = [
    (item) => fqn === undefined || itemFqn(item) === fqn,
    ({ repo }) => repoId === undefined || repo.id === repoId,
    (item) => name === undefined || item.name === name,
    ({ versions }) => runId === undefined || versions.some((version) => runIdOf(version) === runId),
    ({ versions }) => includesEmpty || versions.length > 0,
  ];
  const found = stock.items(kind).filter((item) => tests.every((test) => test(item)));
  found.sort((a, b) => updatedAt(b) - updatedAt(a));
  return listPage(request, found, (item) => itemShape(item, { stock, runId }));
}

function getItem({ stock }: Hub, kind: ItemKind, id: string): SampleResponse {
  const item = stock.items(kind).find((candidate) => candidate.id === id);
  if (item === undefined) {
    throw notFound(kind === "model" ? "Model" : "Artifact", id);
  }
  return { status: 200, json: { data: itemShape(item, { stock, runId: undefined }) } };
}

function listVersions(hub: Hub, kind: ItemKind, request: SampleRequest): SampleResponse {
  const { stock } = hub;
  const isWanted = hasWantedVersion(stock, kind, request.query);
  const hasInternals = flagParam(request.query, "include_internal_metadata", false);
  const found = stock.items(kind).flatMap(({ versions }) => versions.filter(isWanted));
  found.sort(newestFirst);
  return listPage(request, found, (version) => versionShape(version, { stock, hasInternals }));
}

function newestFirst(a: VersionRecord, b: VersionRecord): number {
  return a.item === b.item ? b.number - a.number : b.createdAt - a.createdAt;
}

function getVersion(hub: Hub, kind: ItemKind, id: string): SampleResponse {
  const version = versionOf(hub, id);
  if (version.item.kind !== kind) {
    throw notFound(`${kind === "model" ? "Model" : "Artifact"} version`, id);
  }
  return { status: 200, json: { data: versionShape(version, { stock: hub.stock, hasInternals: false }) } };
}
