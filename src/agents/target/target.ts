import { decodeName, encodeName } from "../../files/fileSystem/nameSegment";
import type { Entry } from "../../sources/contract/entry";
import type { ArtifactSource } from "../../sources/contract/source";
import type { FilePlace, SourceFiles } from "../../sources/contract/sourceFiles";
import { AskFailure } from "./askFailure";
import type { AgentSystem } from "./agentWorld";

/** Something that an agent's address names. */
export interface Target {
  readonly system: AgentSystem;
  readonly source: ArtifactSource;
  readonly entry: Entry;
  /** The project, repo or group that it is in, or that it is. */
  readonly top: Entry;
  /** The ids of the rows from the top down to it. */
  readonly ids: readonly string[];
}

/** An address that leads back to an entry: `modelLab/run/70158`, `model:tenant/repo/name:3`, `mlartifact:/…`, or its row's id. */
export function addressOf({ system, source, entry }: Pick<Target, "system" | "source" | "entry">): string {
  const { addresses } = source;
  const own = entry.abilities.includes("link") && addresses !== undefined ? addresses.of(entry) : "";
  if (own !== "") {
    return own.includes(":") ? own : `${system.id}/${own}`;
  }
  const place = entry.abilities.includes("page") ? undefined : source.files?.placeOf(entry);
  return place === undefined ? entry.id : fileAddressText(system, place);
}

/** `mlartifact:/modelLab/datadoghq.eu/project/2387/run/70158/lora_model/adapter_config.json`. */
export function fileAddressText(system: AgentSystem, place: FilePlace): string {
  return `mlartifact:/${[system.id, system.site, ...place].map(encodeName).join("/")}`;
}

export function originOf(systems: readonly AgentSystem[]): string {
  return [...new Set(systems.map(({ title, siteName }) => `${title} (${siteName})`))].join(", ");
}

/** The files of a target, and where they lie. Names are spelled as in addresses. @throws AskFailure for what has none. */
export function filesOf(target: Target, path = ""): { readonly files: SourceFiles; readonly place: FilePlace } {
  const { files } = target.source;
  const place = files?.placeOf(target.entry);
  if (files === undefined || place === undefined) {
    throw new AskFailure(
      `This ${target.entry.kind} holds no files. Give the address of a run, a version, a directory or a file; find with {"in": …} lists them.`,
    );
  }
  const names = path.split("/").filter((name) => name !== "" && name !== ".");
  return { files, place: [...place, ...names.map(decodeName)] };
}
