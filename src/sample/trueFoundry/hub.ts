import type { RepoStock } from "../repos/repoStock";
import type { VersionRecord } from "../repos/repoRecords";
import { Problem } from "../server/problem";
import type { SignedUrls } from "../server/signedUrls";
import { plainProblem } from "./tokenCheck";

/** What every operation works on. */
export interface Hub {
  readonly stock: RepoStock;
  readonly signedUrls: SignedUrls;
}

/** Of an artifact or a model. */
export function versionOf({ stock }: Hub, id: string): VersionRecord {
  const version = stock.version(id);
  if (version === undefined) {
    throw notFound("Artifact version", id);
  }
  return version;
}

export function notFound(what: string, id: string): Problem {
  return new Problem(plainProblem(404, `${what} with id ${id} does not exist`));
}
