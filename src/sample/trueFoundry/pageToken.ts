import { hexOf } from "../bytes/dice";
import { Problem } from "../server/problem";
import { plainProblem } from "./tokenCheck";

/** A page token belongs to one listing: with another version or directory it is refused. */
export interface Listing {
  readonly versionId: string;
  readonly directory: string;
}

/** Opaque to clients. */
export function pageToken(listing: Listing, start: number): string {
  return Buffer.from(`${checkOf(listing, start)}.${start}`).toString("base64url");
}

export function pageStart(token: string | undefined, listing: Listing): number {
  if (token === undefined) {
    return 0;
  }
  const start = Number(Buffer.from(token, "base64url").toString("latin1").split(".")[1]);
  if (pageToken(listing, start) !== token) {
    throw new Problem(plainProblem(400, "Invalid page token"));
  }
  return start;
}

function checkOf({ versionId, directory }: Listing, start: number): string {
  return hexOf(16, "page", versionId, directory, start);
}
