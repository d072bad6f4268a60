import type { ArtifactFacts } from "./artifactFacts";
import { missingReason } from "./artifactFacts";
import type { ArtifactEntry, RegistryEntry } from "./entries";
import type { Artifact } from "../wire/model";
import { isRegex } from "./search";
import { shownAddress } from "./webAddress";
import type { EntryDetails, Fact } from "../../contract/entry";

/** For the tooltip of an artifact, below its name. */
export function artifactDetails({ artifact }: ArtifactEntry, facts: ArtifactFacts): EntryDetails {
  return factsOfArtifact(artifact, facts);
}

/** The same of an artifact that has no row yet. */
export function factsOfArtifact(artifact: Artifact, facts: ArtifactFacts): EntryDetails {
  return describe("", [{ label: "Type", text: artifact.type }, ...artifactFactList(artifact, facts)]);
}

/** Leaves out the type, where it is seen already. */
export function artifactFactList({ id }: Artifact, { sourceUrl, package: state }: ArtifactFacts): readonly Fact[] {
  const source: Fact[] = sourceUrl.trim() === "" ? [] : [{ label: "Source", text: shownAddress(sourceUrl) }];
  const packageText = state.kind === "file" ? state.name : missingReason(state);
  return [{ label: "ID", text: id }, ...source, { label: "Package", text: packageText }];
}

/** For the tooltips of the other rows. Sends nothing. */
export function detailsOf(entry: Exclude<RegistryEntry, ArtifactEntry>): EntryDetails {
  switch (entry.kind) {
    case "group":
      return describe("");
    case "search":
      return describe(
        isRegex(entry.query)
          ? "Artifacts in whose name or model card the registry finds this regular expression."
          : "Artifacts of exactly this name.",
      );
    case "source":
      return describe("", [{ label: "Address", text: shownAddress(entry.url) }]);
    case "file":
      return describe("", [{ label: "Package of", text: entry.artifact.name }]);
    case "nothing":
      return describe(entry.detail.filter((part) => typeof part === "string").join(" "));
  }
}

function describe(description: string, facts: readonly Fact[] = []): EntryDetails {
  return { description, facts, tables: [] };
}
