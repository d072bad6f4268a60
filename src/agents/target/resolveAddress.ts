import { decodeName } from "../../files/fileSystem/nameSegment";
import { ApiError } from "../../http/apiError";
import type { CallOptions } from "../../sources/contract/entry";
import type { ArtifactSource } from "../../sources/contract/source";
import { quoted } from "../answer/shownText";
import { AskFailure } from "./askFailure";
import type { AgentSystem, AgentWorld } from "./agentWorld";
import { foundByName } from "./foundByName";
import { isAllowed } from "./isAllowed";
import type { Target } from "./target";
import { idsAlong, walkTo } from "./walkTo";

const SCHEME = "mlartifact:";
const LONGEST = 4_000;

/** The ids of rows that lead to what an address names, and where they are looked for. */
interface Located {
  readonly system: AgentSystem;
  readonly source: ArtifactSource;
  readonly ids: readonly string[];
}

/**
 * Finds what an address names, among the systems and projects that the user lets agents see, at the sites on show alone.
 * @throws AskFailure, ApiError, or the signal's reason when aborted.
 */
export async function resolveAddress(world: AgentWorld, address: string, options: CallOptions): Promise<Target> {
  const text = checkedText(address);
  const located = await locate(world, text, options);
  const path = located === undefined ? [] : ((await walkTo(located.source, located.ids, options)) ?? []);
  const [top, entry] = [path[0], path.at(-1)];
  if (located === undefined || top === undefined || entry === undefined || !isAllowed(world, top)) {
    throw new AskFailure(
      `There is nothing at ${quoted(text)} that agents may see here. find with {"text": …} looks for it by a part of its name.`,
    );
  }
  return { system: located.system, source: located.source, entry, top, ids: path.map(({ id }) => id) };
}

function checkedText(address: string): string {
  const text = address.trim();
  if (text === "" || text.length > LONGEST) {
    throw new AskFailure("The address is empty or too long. find lists projects and runs with their addresses.");
  }
  return text;
}

async function locate(world: AgentWorld, text: string, options: CallOptions): Promise<Located | undefined> {
  if (text.startsWith(SCHEME)) {
    return await locateFile(world, text, options);
  }
  const named = world.systems().find(({ id }) => text.startsWith(`${id}/`));
  if (named !== undefined) {
    return await locateIn(named, text, options);
  }
  return (await locateAnywhere(world, text, options)) ?? (await locateNamed(world, text, options));
}

/** An address that does not say which system it is of is that of the first which reads it. */
async function locateAnywhere(world: AgentWorld, text: string, options: CallOptions): Promise<Located | undefined> {
  for (const system of world.systems()) {
    const source = await system.source();
    const ids = source.finder?.read(text, []) === undefined ? undefined : await orNothing(source, text, options);
    if (ids !== undefined) {
      return { system, source, ids };
    }
  }
  return undefined;
}

async function locateNamed(world: AgentWorld, text: string, options: CallOptions): Promise<Located | undefined> {
  const found = await foundByName(world, text, options);
  if (found === undefined) {
    return undefined;
  }
  const source = await found.system.source();
  const ids = await source.addresses?.locate(found.address, options);
  return ids && { system: found.system, source, ids };
}

/** `modelLab/run/70158`, or the id of a row, which holds the site. */
async function locateIn(system: AgentSystem, text: string, options: CallOptions): Promise<Located | undefined> {
  const source = await system.source();
  const rest = text.slice(system.id.length + 1);
  const ids = await orNothing(source, rest, options);
  return { system, source, ids: ids ?? idsAlong(text) };
}

/** An address of a file names its site: another one than that on show is not asked. */
async function locateFile(world: AgentWorld, text: string, options: CallOptions): Promise<Located | undefined> {
  const path = text
    .slice(SCHEME.length)
    .replace(/[?#].*$/s, "")
    .replace(/^\/+|\/$/g, "");
  const [systemId, site, ...place] = path.split("/").map(decodeName);
  const system = world.systems().find(({ id }) => id === systemId);
  if (system === undefined) {
    return undefined;
  }
  if (system.site !== site) {
    throw new AskFailure(`${system.title} shows the site ${quoted(system.site)}; agents can't ask another one.`);
  }
  const source = await system.source();
  const ids = await source.addresses?.locatePlace(place, options);
  return ids && { system, source, ids };
}

async function orNothing(source: ArtifactSource, text: string, options: CallOptions) {
  try {
    return await source.addresses?.locate(text, options);
  } catch (error) {
    if (error instanceof ApiError && error.kind === "notFound") {
      return undefined;
    }
    throw error;
  }
}
