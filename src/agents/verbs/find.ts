import type { Answer, AnswerPart } from "../answer/answer";
import { reasonText } from "../target/reasonText";
import { cell, quoted } from "../answer/shownText";
import { AskFailure } from "../target/askFailure";
import { prefixed, searchAll } from "../target/foundByName";
import { narrowedSections } from "../target/narrowedSections";
import type { AgentSystem, AgentWorld } from "../target/agentWorld";
import { isAllowed } from "../target/isAllowed";
import { resolveAddress } from "../target/resolveAddress";
import type { Target } from "../target/target";
import { originOf } from "../target/target";
import { settle } from "../../sources/shared/settle";
import { detailText } from "../../sources/shared/detailText";
import type { Entry } from "../../sources/contract/entry";
import type { Section } from "../../sources/contract/source";
import { agentFilter, filterHelp } from "./agentFilter";
import { bestRuns } from "./bestRuns";
import { listingAnswer } from "./listingAnswer";
import type { RowListing } from "./rowListing";
import { RowWalk } from "./rowWalk";
import type { ArgumentsOfVerb } from "./verbArguments";
import type { VerbCall } from "./verbCall";

type FindArguments = ArgumentsOfVerb<"find">;

const USUAL_ROWS = 50;

/** Projects, runs, models and artifacts: by a part of their names, or those below an address, filtered and sorted. */
export async function find(args: FindArguments, call: VerbCall): Promise<Answer> {
  if (args.next !== undefined) {
    return await goOn(args.next, args, call);
  }
  if (args.in !== undefined) {
    return await findBelow(await resolveAddress(call.world, args.in, call.options), args, call);
  }
  const text = args.text?.trim() ?? "";
  return text === "" ? await findTop(args, call) : await findNamed(text, call);
}

async function goOn(next: string, { limit = USUAL_ROWS }: FindArguments, call: VerbCall): Promise<Answer> {
  const listing = call.continuations.find(next);
  if (listing?.isOpen() !== true) {
    throw new AskFailure("This continuation is no longer known. Call find again as the first time, without next.");
  }
  return await listingAnswer([listing], limit, call);
}

/** The projects, repos and groups of all systems. */
async function findTop({ limit = USUAL_ROWS, show = [] }: FindArguments, call: VerbCall): Promise<Answer> {
  const { world } = call;
  const systems = world.systems();
  const listed = await Promise.all(systems.map((system) => settle(topListings(system, show, call), call.options)));
  const listings = listed.flatMap((each) => (each.status === "fulfilled" ? each.value : []));
  const failures = listed.flatMap((each, index) =>
    each.status === "rejected" ? [`Could not ask ${systems[index]?.title ?? ""}: ${reasonText(each.reason)}.`] : [],
  );
  const answer = await listingAnswer(listings, limit, call);
  return { ...answer, hints: [...answer.hints, ...failures] };
}

async function topListings(
  system: AgentSystem,
  show: readonly string[],
  { world }: VerbCall,
): Promise<readonly RowListing[]> {
  const source = await system.source();
  return narrowedSections(source, undefined).map((section) => ({
    ...{ system, source, show, walk: new RowWalk(section) },
    isOpen: () => isSeen(world, system),
    isShown: (entry: Entry) => isAllowed(world, entry),
  }));
}

async function findNamed(text: string, { world, options }: VerbCall): Promise<Answer> {
  const groups = await searchAll(world, text, options);
  const problems: string[] = [];
  const parts: AnswerPart[] = [];
  for (const { system, noun: kind, result } of groups) {
    if (result.status === "rejected") {
      problems.push(`Could not search ${kind} of ${system.title}: ${reasonText(result.reason)}.`);
      continue;
    }
    const { items, total = items.length, mayHaveMore, unread } = result.value;
    const lines = items.map(({ address, name, detail }) =>
      [prefixed(system, address), name, detailText(detail, world.now())].map((part) => cell(part)).join(" | "),
    );
    const noun = `${kind} of ${system.title}`;
    parts.push({ title: noun, head: "address | name | detail", lines, noun, total });
    problems.push(
      ...(unread === undefined ? [] : [`${unread.count} ${noun} could not be read and are left out.`]),
      ...(mayHaveMore === true ? [`There may be more ${noun} with it than were found.`] : []),
    );
  }
  const count = parts.reduce((sum, { lines }) => sum + lines.length, 0);
  const nothing =
    problems.length === 0 ? `Nothing is called ${quoted(text)}.` : `Nothing called ${quoted(text)} was found.`;
  const about = count === 0 ? [`${nothing} find without arguments lists all projects.`] : [];
  return { about, origin: originOf(world.systems()), parts, hints: problems };
}

async function findBelow(target: Target, args: FindArguments, call: VerbCall): Promise<Answer> {
  const { source, entry, system } = target;
  const filter = filterText(args);
  const values = await agentFilter(source, entry, filter, call.options);
  const sections = narrowedSections(source, entry, { values, sort: sortOf(target, args.sort) });
  if (args.best !== undefined) {
    return await bestRuns(target, sections, { ...args, best: args.best }, call);
  }
  const { show = [], limit = USUAL_ROWS } = args;
  const listings = relevant(sections, entry).map((section) => ({
    ...{ system, source, show, walk: new RowWalk(section) },
    isOpen: () => isSeen(call.world, system) && isAllowed(call.world, target.top),
    isShown: () => true,
  }));
  const answer = await listingAnswer(listings, limit, call);
  const help = filter === "" ? helpFor(target) : "";
  return { ...answer, hints: [...answer.hints, ...(help === "" ? [] : [help])] };
}

function isSeen(world: AgentWorld, { id, site }: AgentSystem): boolean {
  return world.systems().some((system) => system.id === id && system.site === site);
}

function filterText({ filter = "", text = "" }: FindArguments): string {
  return `${filter} ${text.trim() === "" ? "" : JSON.stringify(text)}`.trim();
}

function helpFor({ source, entry }: Target): string {
  return filterHelp(source.filter?.fields(entry) ?? []);
}

/** Where something is filtered, the rest would only take room. @throws AskFailure for what has nothing below it. */
function relevant(sections: readonly Section[], { kind }: Entry): readonly Section[] {
  if (sections.length === 0) {
    throw new AskFailure(`Nothing is listed below this ${kind}. get, list or read look into it.`);
  }
  const filtered = sections.filter(({ isFiltered }) => isFiltered === true);
  return filtered.length > 0 ? filtered : sections;
}

function sortOf({ source, entry }: Target, sort: string | undefined): string | undefined {
  const choices = source.sort?.choices(entry) ?? [];
  if (sort === undefined || choices.some(({ id }) => id === sort)) {
    return sort;
  }
  const known = choices.map(({ id }) => id).join(", ");
  throw new AskFailure(
    known === ""
      ? "The service gives this listing in one order: leave sort out, or rank runs by a metric with best."
      : `There is no order ${quoted(sort)}; there are ${known}. To rank by a metric, use best.`,
  );
}
