import type { StoredArtifact } from "../wire/model";
import { isWebAddress } from "../../shared/webAddress";
import { fileNameOf, schemeOf } from "./webAddress";

/** The state of an artifact's package, without its signed address. */
export type PackageState =
  | { readonly kind: "file"; readonly name: string }
  | { readonly kind: "none" }
  /** `scheme` is that of its address; empty when that is no address at all. */
  | { readonly kind: "unreachable"; readonly scheme: string };

/** The facts of an artifact that a listing does not give. */
export interface ArtifactFacts {
  readonly name: string;
  readonly sourceUrl: string;
  readonly package: PackageState;
}

export function factsOf({ artifact, sourceUrl, downloadUrl }: StoredArtifact): ArtifactFacts {
  return { name: artifact.name, sourceUrl, package: packageState(downloadUrl) };
}

function packageState(downloadUrl: string): PackageState {
  if (downloadUrl.trim() === "") {
    return { kind: "none" };
  }
  return isWebAddress(downloadUrl)
    ? { kind: "file", name: fileNameOf(downloadUrl) }
    : { kind: "unreachable", scheme: schemeOf(downloadUrl) };
}

/** Why there is nothing to download. */
export function missingReason(state: Exclude<PackageState, { kind: "file" }>): string {
  if (state.kind === "none") {
    return "the registry has no package of this artifact";
  }
  return state.scheme === ""
    ? "the registry gives no address of this artifact's package"
    : `${state.scheme}://… can't be reached from here`;
}
