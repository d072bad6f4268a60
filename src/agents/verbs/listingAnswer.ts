import type { Entry } from "../../sources/contract/entry";
import { settle } from "../../sources/shared/settle";
import type { Answer, AnswerPart } from "../answer/answer";
import { reasonText } from "../target/reasonText";
import { originOf } from "../target/target";
import { loadContents } from "./loadContents";
import type { RowListing } from "./rowListing";
import { rowHead, rowLine } from "./rowListing";
import type { VerbCall } from "./verbCall";

/** The next rows of some listings. A listing that fails does so alone. */
export async function listingAnswer(listings: readonly RowListing[], limit: number, call: VerbCall): Promise<Answer> {
  const loaded = await Promise.all(
    listings.map(async (listing) => ({ listing, part: await settle(nextPart(listing, limit, call), call.options) })),
  );
  const parts = loaded.flatMap(({ part }) => (part.status === "fulfilled" ? [part.value] : []));
  const failures = loaded.flatMap(({ listing, part }) =>
    part.status === "rejected" ? [`Could not list ${listing.walk.section.noun}: ${reasonText(part.reason)}.`] : [],
  );
  const empty = parts.flatMap(({ lines, noun }) => (lines.length === 0 ? [`There are no ${noun}.`] : []));
  const unread = listings.flatMap(({ walk }) =>
    walk.unread === 0 ? [] : [`${walk.unread} ${walk.section.noun} could not be read and are left out.`],
  );
  const systems = [...new Set(listings.map(({ system }) => system))];
  return { about: [], origin: originOf(systems), parts, hints: [...empty, ...unread, ...failures] };
}

async function nextPart(listing: RowListing, limit: number, call: VerbCall): Promise<AnswerPart> {
  const { walk, source, show, isShown, system } = listing;
  const { world, options, continuations } = call;
  const rows = await walk.next(limit, options);
  const before = walk.taken - rows.length;
  const shown = rows.filter(isShown);
  const contents = show.length === 0 ? undefined : await loadContents(source, shown, options);
  const lines = shown.map((entry) => rowLine(listing, entry, contents?.get(entry.id), world.now()));
  const isWhole = shown.length === rows.length;
  const { noun } = walk.section;
  const title = `${noun} of ${system.title}`;
  const next = (count: number) => {
    walk.giveBack(rowsBehind(rows, shown, count));
    return walk.isOver ? "" : `{"next":"${continuations.keep(listing)}"}`;
  };
  return { title, head: rowHead(show), lines, noun, before, ...(isWhole ? { total: walk.total } : {}), next };
}

function rowsBehind(rows: readonly Entry[], shown: readonly Entry[], count: number): readonly Entry[] {
  const last = shown[count - 1];
  return shown.length === count ? [] : rows.slice(last === undefined ? 0 : rows.indexOf(last) + 1);
}
