import type { Entry } from "../../sources/contract/entry";
import { settle } from "../../sources/shared/settle";
import type { Answer, AnswerPart } from "../answer/answer";
import { reasonText } from "../target/reasonText";
import { originOf } from "../target/target";
import { loadContents } from "./loadContents";
import type { RowListing } from "./rowListing";
import { rowHead, rowLine } from "./rowListing";
import type { VerbCall } from "./verbCall";

/** Some rows of a listing, and what is to be said of them. */
interface NextRows {
  readonly part: AnswerPart;
  readonly hints: readonly string[];
}

/** The next rows of some listings. A listing that fails does so alone. */
export async function listingAnswer(listings: readonly RowListing[], limit: number, call: VerbCall): Promise<Answer> {
  const loaded = await Promise.all(
    listings.map(async (listing) => ({ listing, rows: await settle(nextRows(listing, limit, call), call.options) })),
  );
  const found = loaded.flatMap(({ rows }) => (rows.status === "fulfilled" ? [rows.value] : []));
  const failures = loaded.flatMap(({ listing, rows }) =>
    rows.status === "rejected" ? [`Could not list ${listing.walk.section.noun}: ${reasonText(rows.reason)}.`] : [],
  );
  const parts = found.map(({ part }) => part);
  const gaps = listings.flatMap(({ walk }) => walk.gaps);
  const systems = [...new Set(listings.map(({ system }) => system))];
  const hints = [...found.flatMap((rows) => rows.hints), ...gaps, ...failures];
  return { about: [], origin: originOf(systems), parts, hints };
}

async function nextRows(listing: RowListing, limit: number, call: VerbCall): Promise<NextRows> {
  const { walk, source, show, isShown, system } = listing;
  const { world, options, continuations } = call;
  const rows = await walk.next(limit, options);
  const before = walk.taken - rows.length;
  const shown = rows.filter(isShown);
  const loaded = show.length === 0 ? undefined : await loadContents(source, shown, options);
  const lines = shown.map((entry) => rowLine(listing, entry, loaded?.contents.get(entry.id), world.now()));
  const isWhole = shown.length === rows.length;
  const { noun } = walk.section;
  const title = `${noun} of ${system.title}`;
  const next = (count: number) => {
    walk.giveBack(rowsBehind(rows, shown, count));
    return walk.isOver ? "" : `{"next":"${continuations.keep(listing)}"}`;
  };
  const part = { title, head: rowHead(show), lines, noun, before, ...(isWhole ? { total: walk.total } : {}), next };
  return { part, hints: [...emptyHint(part), ...(loaded?.gapsIn(noun) ?? [])] };
}

/** A part without lines is not shown, nor how to go on from it. */
function emptyHint({ lines, noun, next }: Pick<AnswerPart, "lines" | "noun" | "next">): readonly string[] {
  const more = lines.length === 0 ? next?.(0) : undefined;
  if (more === undefined) {
    return [];
  }
  return [more === "" ? `There are no ${noun}.` : `There are no ${noun} on the pages looked at; next: ${more}`];
}

function rowsBehind(rows: readonly Entry[], shown: readonly Entry[], count: number): readonly Entry[] {
  const last = shown[count - 1];
  return shown.length === count ? [] : rows.slice(last === undefined ? 0 : rows.indexOf(last) + 1);
}
