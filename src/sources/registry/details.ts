import type { EntryDetails, Fact } from "../source";
import type { ArtifactFacts } from "./artifactFacts";
import { missingReason } from "./artifactFacts";
import type { ArtifactEntry, RegistryEntry } from "./entries";
import { isRegex } from "./search";
import { shownAddress } from "./webAddress";

/** What a tooltip or a page says of an artifact, below its name. */
export function artifactDetails({ artifact }: ArtifactEntry, facts: ArtifactFacts): EntryDetails {
  const { sourceUrl, package: state } = facts;
  const source: Fact[] = sourceUrl.trim() === "" ? [] : [{ label: "Source", text: shownAddress(sourceUrl) }];
  return describe("", [
    { label: "Type", text: artifact.type },
    { label: "ID", text: artifact.id },
    ...source,
    { label: "Package", text: state.kind === "file" ? state.name : missingReason(state) },
  ]);
}

/** What is said of the other rows, without asking for anything. */
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
