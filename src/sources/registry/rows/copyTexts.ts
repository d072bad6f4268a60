import type { RegistryEntry } from "./entries";
import type { Artifact } from "../wire/model";
import { artifactPath } from "../wire/operations";
import type { CopyTarget } from "../../contract/entry";
import { shellQuote } from "../../../text/quotes";

/** The service that "Copy as curl" addresses. */
export interface CurlTarget {
  readonly baseUrl: string;
  /** Goes before a token, `bearer `; absent where requests carry none. */
  readonly tokenPrefix?: string;
}

/** The text that a row gives by itself for a target; empty when it has none. */
export function copyText(entry: RegistryEntry, target: CopyTarget, place: CurlTarget): string {
  switch (target) {
    case "id":
      return entry.kind === "artifact" ? entry.artifact.id : "";
    case "name":
      return entry.kind === "artifact" || entry.kind === "file" ? entry.name : "";
    case "sourceUrl":
      return entry.kind === "source" ? entry.url : "";
    case "curl":
      return entry.kind === "artifact" ? curlOf(entry.artifact, place) : "";
    default:
      return "";
  }
}

export function curlOf(artifact: Artifact, { baseUrl, tokenPrefix }: CurlTarget): string {
  return [
    "curl --fail --silent --show-error",
    ...(tokenPrefix === undefined ? [] : [`--header "X-Authorization: ${tokenPrefix}$REGISTRY_TOKEN"`]),
    shellQuote(`${baseUrl.replace(/\/+$/, "")}${artifactPath(artifact)}`),
  ].join(" ");
}
