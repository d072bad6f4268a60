import type { ItemBlueprint } from "./repoBlueprints";

type Line = readonly [name: string, versions: number, contents: ItemBlueprint["contents"]];

export function models(...lines: readonly Line[]): ItemBlueprint[] {
  return lines.map(([name, versions, contents]) => ({ kind: "model", name, versions, contents }));
}

export function artifacts(...lines: readonly Line[]): ItemBlueprint[] {
  return lines.map(([name, versions, contents]) => ({ kind: "artifact", name, versions, contents }));
}
