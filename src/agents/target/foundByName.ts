import { mapBounded } from "../../sources/shared/mapBounded";
import { settle } from "../../sources/shared/settle";
import type { CallOptions } from "../../sources/contract/entry";
import type { FindGroup, Found } from "../../sources/contract/finder";
import type { ListPage } from "../../sources/contract/listPage";
import { quoted } from "../answer/shownText";
import type { AgentSystem, AgentWorld } from "./agentWorld";
import { AskFailure } from "./askFailure";
import { isAllowed } from "./isAllowed";
import { walkTo } from "./walkTo";

const AT_ONCE = 3;
const MOST_NAMED = 6;

interface FoundIn {
  readonly system: AgentSystem;
  readonly address: string;
}

/** The results of a kind of thing in a system, or why it could not be asked. */
interface FoundGroup {
  readonly system: AgentSystem;
  /** Plural: "runs". */
  readonly noun: string;
  readonly result: PromiseSettledResult<FoundPage>;
}

type FoundPage = Pick<ListPage<Found>, "items" | "total" | "unread" | "mayHaveMore">;

/** Looks for a text in the names that all systems have. A system or a group that fails does so alone. */
export async function searchAll(world: AgentWorld, text: string, options: CallOptions): Promise<readonly FoundGroup[]> {
  const asked = await Promise.all(
    world.systems().map(async (system) => {
      const source = await settle(system.source(), options);
      const groups = source.status === "fulfilled" ? (source.value.finder?.groups ?? []) : [notAsked(source)];
      return groups.map((group) => ({ system, group }));
    }),
  );
  return await mapBounded(asked.flat(), AT_ONCE, async ({ system, group }) => {
    const found = group.find(text, options).then((page) => shownOf(world, system, page, options));
    const result = await settle(found, options);
    return { system, noun: group.noun, result };
  });
}

function notAsked({ reason }: PromiseRejectedResult): FindGroup {
  return { noun: "projects and runs", find: () => Promise.reject(asError(reason)) };
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error("an unexpected error", { cause: reason });
}

/** Without what is in projects that the user keeps from agents; how many there are of it is not said either. */
async function shownOf(world: AgentWorld, system: AgentSystem, page: FoundPage, options: CallOptions) {
  if (!world.isNarrowed()) {
    return page;
  }
  const source = await system.source();
  const shown = await mapBounded(page.items, AT_ONCE, async (found) => {
    const ids = await source.addresses?.locate(found.address, options);
    const walk = ids === undefined ? undefined : await settle(walkTo(source, ids, options), options);
    const top = walk?.status === "fulfilled" ? walk.value?.[0] : undefined;
    return top !== undefined && isAllowed(world, top) ? [found] : [];
  });
  return { items: shown.flat() };
}

/** The one thing that is called so. @throws AskFailure that names all, when there are several. */
export async function foundByName(world: AgentWorld, text: string, options: CallOptions): Promise<FoundIn | undefined> {
  const groups = await searchAll(world, text, options);
  const all = groups.flatMap(({ system, result }) =>
    result.status === "fulfilled" ? result.value.items.map((found) => ({ system, ...found })) : [],
  );
  const named = all.filter(({ name }) => name === text);
  if (named.length > 1) {
    const addresses = named.slice(0, MOST_NAMED).map(({ system, address }) => quoted(prefixed(system, address)));
    throw new AskFailure(`${named.length} are called ${quoted(text)}. Take an address: ${addresses.join(", ")}.`);
  }
  return named[0];
}

/** An address that says which system it is of. */
export function prefixed({ id }: AgentSystem, address: string): string {
  return address.includes(":") ? address : `${id}/${address}`;
}
