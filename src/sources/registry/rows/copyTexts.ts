import type { RegistryEntry } from "./entries";
import type { Artifact } from "../wire/model";
import { artifactPath } from "../wire/operations";
import type { CopyTarget } from "../../contract/entry";
import type { Shell } from "../../../text/shell";
import type { CurlRequest } from "../../../text/curlCommand";
import { curlCommand } from "../../../text/curlCommand";

/** The service that "Copy as curl" addresses. */
export interface CurlTarget {
  readonly baseUrl: string;
  /** Goes before a token, `bearer `; absent where requests carry none. */
  readonly tokenPrefix?: string;
}

/** The text that a row gives by itself for a target; empty when it has none. */
export function copyText(entry: RegistryEntry, target: CopyTarget, place: CurlTarget, shell: Shell): string {
  switch (target) {
    case "id":
      return entry.kind === "artifact" ? entry.artifact.id : "";
    case "name":
      return entry.kind === "artifact" || entry.kind === "file" ? entry.name : "";
    case "sourceUrl":
      return entry.kind === "source" ? entry.url : "";
    case "curl":
      return entry.kind === "artifact" ? curlCommand(artifactRequest(entry.artifact, place), shell) : "";
    default:
      return "";
  }
}

/** The request for an artifact, which holds the link to its package. */
export function artifactRequest(artifact: Artifact, { baseUrl, tokenPrefix }: CurlTarget): CurlRequest {
  const key = { header: `X-Authorization: ${tokenPrefix ?? ""}`, variable: "REGISTRY_TOKEN" };
  const url = `${baseUrl.replace(/\/+$/, "")}${artifactPath(artifact)}`;
  return { keys: tokenPrefix === undefined ? [] : [key], url };
}
