import { pathSegment } from "../../../http/requestPath";
import type { Artifact } from "./model";

/** Tells an artifact from all others. */
export type ArtifactKey = Pick<Artifact, "id" | "type">;

export const LIST_PATH = "/artifacts";

/** One artifact; what the service computes about it lies elsewhere. */
export function artifactPath({ type, id }: ArtifactKey): string {
  return `${LIST_PATH}/${pathSegment(type)}/${pathSegment(id)}`;
}

/** `rate`, `lineage` or `cost` of an artifact. */
export function reportPath({ type, id }: ArtifactKey, report: string): string {
  return `/artifact/${pathSegment(type)}/${pathSegment(id)}/${report}`;
}
