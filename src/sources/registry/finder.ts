import type { FindGroup, Found, SourceFinder } from "../contract/finder";
import { parseAddress } from "./artifactAddress";
import type { RegistryClient } from "./wire/client";
import type { RegistryEntry } from "./rows/entries";
import type { Artifact } from "./wire/model";
import { artifactEntry } from "./rows/rows";

const MOST = 10;
/** The service gives all that match at once: shorter texts would match nearly everything. */
const SHORTEST = 3;
/** Nothing is called so; services refuse an expression of this length. */
const LONGEST = 200;

/** Models, datasets and code by a part of their names. */
export function registryFinder(client: RegistryClient, baseUrl: string): SourceFinder<RegistryEntry> {
  const artifacts: FindGroup = {
    noun: "artifacts",
    find: async (text, options) => {
      if (text.length < SHORTEST || text.length > LONGEST) {
        return { items: [] };
      }
      // Model cards are searched, too: only artifacts with the text in their name are wanted.
      const { items, ...rest } = await client.byRegEx(escaped(text), options);
      const matches = items.filter(({ name }) => name.includes(text));
      return { ...rest, items: matches.sort(shorterFirst).slice(0, MOST).map(foundArtifact), total: matches.length };
    },
  };
  return {
    groups: [artifacts],
    examples: [{ what: "an artifact's type and ID, or its address at the registry", example: "model/12345" }],
    read: (text) => {
      const address = parseAddress(text.trim(), baseUrl);
      return address === undefined ? undefined : `${address.type} ${address.id}`;
    },
  };
}

/** All dialects take a backslash before a mark for the mark itself. */
function escaped(text: string): string {
  return text.replaceAll(/[.*+?$^(){}|[\]\\]/g, "\\$&");
}

/** The shorter a name, the more of it was typed. */
function shorterFirst(a: Artifact, b: Artifact): number {
  return a.name.length - b.name.length || a.name.localeCompare(b.name, "en");
}

function foundArtifact(artifact: Artifact): Found {
  const { name, icon } = artifactEntry({ id: "", detail: [] }, artifact);
  const detail = [artifact.type, artifact.id];
  return { name, detail, icon, address: `${artifact.type}/${artifact.id}` };
}
