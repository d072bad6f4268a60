import type { FilterValues } from "../../sources/contract/entryFilter";
import type { Section } from "../../sources/contract/source";
import type { CallOptions } from "../../sources/contract/entry";
import { formatCount } from "../../text/formatNumbers";
import type { Answer, AnswerPart } from "../answer/answer";
import { AskFailure } from "../target/askFailure";
import { reasonText } from "../target/reasonText";
import { settle } from "../../sources/shared/settle";
import { narrowedSections } from "../target/narrowedSections";
import { resolveAddress } from "../target/resolveAddress";
import type { Target } from "../target/target";
import { originOf } from "../target/target";
import { cell } from "../answer/shownText";
import { filterHelp } from "./agentFilter";
import { loadContents } from "./loadContents";
import { mainSection, RowWalk } from "./rowWalk";
import { describeContents } from "./describeContents";
import type { ArgumentsOfVerb } from "./verbArguments";
import type { VerbCall } from "./verbCall";

/** Enough to tell what runs of a project have; the answer says how many it was. */
const MOST_LOOKED = 300;

/** Sums up the runs or versions below something: statuses, tags, parameters and metrics, with ranges and how many have each. */
export async function describe({ address }: ArgumentsOfVerb<"describe">, call: VerbCall): Promise<Answer> {
  const target = await resolveAddress(call.world, address, call.options);
  const { source, entry, system } = target;
  const section = mainSection(narrowedSections(source, entry));
  if (section === undefined) {
    throw new AskFailure(`Nothing is listed below this ${entry.kind}. get says what it is itself.`);
  }
  const walk = new RowWalk(section);
  const rows = await walk.next(MOST_LOOKED, call.options);
  const loaded = await loadContents(source, rows, call.options);
  const statuses = walk.isOver ? [] : await statusTotals(target, call.options);
  const parts = [...statuses, ...describeContents(rows, loaded.contents, { hasStatuses: statuses.length > 0 })];
  const about = [countedText(walk, rows.length)];
  const gaps = [...walk.gaps, ...loaded.gapsIn(section.noun)];
  return { about, origin: originOf([system]), parts, hints: [...gaps, ...waysToNarrow(target)] };
}

function countedText(walk: RowWalk, count: number): string {
  const total = walk.total ?? (walk.isOver ? count : undefined);
  const of = total === undefined ? "" : ` of ${formatCount(total)}`;
  return `Counted over ${formatCount(count)}${of} ${walk.section.noun}, in the listing's order.`;
}

function waysToNarrow({ source, entry }: Target): readonly string[] {
  const orders = (source.sort?.choices(entry) ?? []).map(({ id }) => id).join(", ");
  const help = filterHelp(source.filter?.fields(entry) ?? []);
  return [
    ...(help === "" ? [] : [help]),
    ...(orders === "" ? [] : [`Sort by: ${orders}; by a metric with find's best.`]),
  ];
}

/** How many there are of each status, as the service counts them. */
async function statusTotals({ source, entry }: Target, options: CallOptions): Promise<readonly AnswerPart[]> {
  const status = source.filter?.fields(entry).find(({ id, choices }) => id === "status" && choices !== undefined);
  const lines = await Promise.all(
    (status?.choices ?? []).map(async ({ value }) => {
      const total = await settle(totalOf(filteredSection(source, entry, { status: [value] }), options), options);
      if (total.status === "rejected") {
        return [`${cell(value)} | not known: ${reasonText(total.reason)}`];
      }
      return total.value === undefined || total.value === 0 ? [] : [`${cell(value)} | ${total.value}`];
    }),
  );
  const found = lines.flat();
  return found.length === 0
    ? []
    : [{ title: "statuses of all", head: "status | how many", lines: found, noun: "statuses" }];
}

function filteredSection(source: Target["source"], entry: Target["entry"], values: FilterValues): Section | undefined {
  return narrowedSections(source, entry, { values }).find(({ isFiltered }) => isFiltered === true);
}

async function totalOf(section: Section | undefined, options: CallOptions): Promise<number | undefined> {
  return (await section?.load(undefined, options))?.total;
}
