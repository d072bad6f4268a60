import type { RepoRecord, VersionRecord } from "../repos/repoRecords";
import type { RepoStock } from "../repos/repoStock";
import type { RunBook } from "../repos/runBook";
import type { TrackedRun } from "../repos/trackedRuns";
import { Problem } from "../server/problem";
import type { SignedUrls } from "../server/signedUrls";
import { plainProblem } from "./tokenCheck";

/** The state that every operation works on. */
export interface Hub {
  readonly stock: RepoStock;
  readonly signedUrls: SignedUrls;
  readonly plane: Plane;
  readonly runs: RunBook;
  readonly now: () => number;
}

/** How a control plane differs from others. */
export interface Plane {
  /** The one of the two paths that it serves; both without it. */
  readonly paths?: readonly ApiPath[];
  /** How it spells the tokens of pages of files: as since October 2025 (`pageToken`) without it, or as before. */
  readonly tokens?: "camelCase" | "snake_case";
  /** Operations that it does not have: what starts with one of these is no route. */
  readonly lacks?: readonly ("/runs" | "/data-directories")[];
}

export const API_PATHS = ["/api/ml/v1", "/api/svc/v1"] as const;
type ApiPath = (typeof API_PATHS)[number];

/** Of an artifact or a model. */
export function versionOf({ stock }: Hub, id: string): VersionRecord {
  const version = stock.version(id);
  if (version === undefined) {
    throw notFound("Artifact version", id);
  }
  return version;
}

export function runOf({ runs }: Hub, id: string): TrackedRun {
  const run = runs.run(id);
  if (run === undefined) {
    throw notFound("Run", id);
  }
  return run;
}

export function repoOf({ stock }: Hub, id: string): RepoRecord {
  const repo = stock.repos.find((candidate) => candidate.id === id);
  if (repo === undefined) {
    throw notFound("ML Repo", id);
  }
  return repo;
}

export function notFound(what: string, id: string): Problem {
  return new Problem(plainProblem(404, `${what} with id ${id} does not exist`));
}
