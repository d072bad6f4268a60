import { shortened } from "../../../http/errorText";
import { entryId } from "../../shared/entryId";
import type { SearchQuery } from "../../contract/source";
import type { ArtifactFacts } from "./artifactFacts";
import { missingReason } from "./artifactFacts";
import { TYPE_LOOKS, typeIcon } from "./artifactTypes";
import type { ArtifactEntry, GroupEntry, NothingEntry, PackageEntry, SearchEntry, SourceEntry } from "./entries";
import type { Artifact, ArtifactType } from "../wire/model";
import { searchTitle } from "./search";
import { shownAddress } from "./webAddress";
import type { Ability, DetailPart } from "../../contract/entry";

export const ARTIFACT: readonly Ability[] = [
  "link",
  "copy.id",
  "copy.name",
  "copy.sourceUrl",
  "copy.curl",
  "external",
  "refresh",
  "delete",
  "download",
  "page",
];
const PACKAGE: readonly Ability[] = ["copy.name", "open", "download", "snippets"];

export function groupEntry(scope: string, type: ArtifactType): GroupEntry {
  const { title, noun, icon } = TYPE_LOOKS[type];
  return {
    kind: "group",
    id: entryId(scope, type),
    name: title,
    detail: [],
    icon,
    spoken: `all ${noun} of the registry`,
    isExpandable: true,
    abilities: ["refresh"],
    type,
  };
}

export function searchEntry(scope: string, query: SearchQuery): SearchEntry {
  return {
    kind: "search",
    id: entryId(scope, "search", query.mode, query.text),
    name: searchTitle(query),
    detail: [],
    icon: { codicon: "search" },
    spoken: "search results",
    isExpandable: true,
    isOpenAtFirst: true,
    abilities: ["refresh"],
    query,
  };
}

export interface ArtifactPlace {
  readonly id: string;
  /** Tells it from the other rows there. */
  readonly detail: readonly DetailPart[];
}

export function artifactEntry({ id, detail }: ArtifactPlace, artifact: Artifact): ArtifactEntry {
  return {
    kind: "artifact",
    id,
    name: artifact.name,
    detail,
    icon: typeIcon(artifact.type),
    spoken: artifact.type,
    isExpandable: true,
    abilities: ARTIFACT,
    artifact,
  };
}

/** The rows below an artifact: its source, if that is known, and its package. */
export function contentEntries(
  parent: ArtifactEntry,
  facts: ArtifactFacts,
): readonly (SourceEntry | PackageEntry | NothingEntry)[] {
  const source = facts.sourceUrl.trim() === "" ? [] : [sourceEntry(parent, facts.sourceUrl)];
  return [...source, packageEntry(parent, facts)];
}

function sourceEntry(parent: ArtifactEntry, url: string): SourceEntry {
  return {
    kind: "source",
    id: entryId(parent.id, "source"),
    name: "Source",
    detail: [shortened(shownAddress(url).replace(/^https?:\/\//, ""))],
    icon: { codicon: "link" },
    spoken: "where the artifact comes from",
    isExpandable: false,
    abilities: ["copy.sourceUrl", "external"],
    url,
  };
}

function packageEntry(parent: ArtifactEntry, { package: state }: ArtifactFacts): PackageEntry | NothingEntry {
  const common = { id: entryId(parent.id, "package"), isExpandable: false } as const;
  if (state.kind === "file") {
    const shape = { kind: "file", detail: [], icon: "file", spoken: "package", abilities: PACKAGE } as const;
    return { ...common, ...shape, name: state.name, artifact: parent.artifact };
  }
  return {
    ...common,
    kind: "nothing",
    name: "No package",
    detail: [missingReason(state)],
    icon: { codicon: "circle-slash", color: "disabledForeground" },
    spoken: "note",
    abilities: [],
  };
}
