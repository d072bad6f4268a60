import { defined } from "../../../text/defined";
import { ApiError } from "../../../http/apiError";
import { LoadCache } from "../../shared/loadCache";
import type { CallOptions } from "../../contract/entry";
import type { ListPage, Unread } from "../../contract/listPage";
import { givenOn, joinUnread, mayBeUnread } from "../../shared/unread";
import type { TrueFoundryClient } from "../wire/client";
import type { VersionQuery } from "../wire/listQuery";
import type { ArtifactType, Version } from "../wire/model";

const PAGE_SIZE = 100;
/** Versions of one artifact that are gone through for an alias, which no service looks for. */
const MOST_PAGES = 100;
/** Of all artifacts, while the user types: the answer is kept for a while. */
const MOST_TYPED_PAGES = 5;
const KEPT = { keptMs: 60_000 };

interface Walked extends Pick<ListPage<Version>, "items" | "mayHaveMore"> {
  readonly unread?: Unread | undefined;
}

/**
 * The version of an artifact or model that bears an alias, else the newest one with it for a tag.
 * @throws ApiError of kind notFound when there is none.
 */
export async function versionCalled(
  client: TrueFoundryClient,
  { type, artifactId, name }: { readonly type: ArtifactType; readonly artifactId: string; readonly name: string },
  options: CallOptions,
): Promise<Version> {
  const isIt = ({ alias }: Version) => alias === name;
  const walked = await walk(client, { type, query: { artifactId }, most: MOST_PAGES, until: isIt }, options);
  const aliased = walked.items.find(isIt);
  if (aliased !== undefined) {
    return aliased;
  }
  const tagged = await client.listVersions(type, { artifactId, tag: name, limit: PAGE_SIZE }, options);
  // A service that does not know the parameter would answer with what is first.
  const [newest] = tagged.items
    .filter(({ tags }) => tags.includes(name))
    .sort((a, b) => (b.number ?? -1) - (a.number ?? -1));
  if (newest === undefined) {
    const unread = joinUnread(walked.unread, tagged.unread);
    throw unread === undefined
      ? new ApiError("notFound", `the service has no version with the alias or tag ${name}`)
      : mayBeUnread(unread);
  }
  return newest;
}

/** Versions by their aliases and tags, whatever they are versions of, for a user who types. */
export class VersionNames {
  readonly #client: TrueFoundryClient;
  readonly #listed = new LoadCache<Walked>(2, KEPT);

  constructor(client: TrueFoundryClient) {
    this.#client = client;
  }

  /** Gives the versions with an alias that begins with a text, or a tag that is the text; the newest first. */
  async find(text: string, options: CallOptions): Promise<ListPage<Version>> {
    const all = await Promise.all([this.#ofType("model", text, options), this.#ofType("artifact", text, options)]);
    const items = all.flatMap((found) => found.items);
    const unread = all.map((found) => found.unread).reduce(joinUnread, undefined);
    const newest = items.toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0));
    return { items: newest, total: items.length, ...defined({ unread }) };
  }

  async #ofType(type: ArtifactType, text: string, options: CallOptions): Promise<Pick<Walked, "items" | "unread">> {
    const list = (own: CallOptions) => walk(this.#client, { type, query: {}, most: MOST_TYPED_PAGES }, own);
    const [listed, tagged] = await Promise.all([
      this.#listed.get(type, list, options),
      this.#client.listVersions(type, { tag: text, limit: PAGE_SIZE }, options),
    ]);
    const wanted = text.toLowerCase();
    const aliased = listed.items.filter(({ alias }) => alias.toLowerCase().startsWith(wanted));
    const others = tagged.items.filter(({ id, tags }) => tags.includes(text) && aliased.every((one) => one.id !== id));
    return { items: [...aliased, ...others], unread: joinUnread(listed.unread, tagged.unread) };
  }
}

interface Walk {
  readonly type: ArtifactType;
  readonly query: VersionQuery;
  readonly most: number;
  /** Ends the walk. */
  readonly until?: (version: Version) => boolean;
}

async function walk(
  client: TrueFoundryClient,
  { type, query, most, until = () => false }: Walk,
  options: CallOptions,
): Promise<Walked> {
  const items: Version[] = [];
  let unread: Unread | undefined;
  let [offset, hasMore] = [0, true];
  for (let count = 0; count < most && hasMore && !items.some(until); count++) {
    const page = await client.listVersions(type, { ...query, offset, limit: PAGE_SIZE }, options);
    page.items.forEach((version) => items.push(version));
    unread = joinUnread(unread, page.unread);
    offset += givenOn(page);
    hasMore = givenOn(page) > 0 && offset < page.total;
  }
  return { items, unread, ...(hasMore && { mayHaveMore: true }) };
}
