import type { Query } from "../../../http/requestPath";
import type { KeyValue } from "./runs/keyValues";

type Sorted<Field extends string> = Field | `-${Field}`;
export type ProjectSort = Sorted<"name" | "created_at" | "updated_at">;
export type RunSort = Sorted<"name" | "created_at" | "updated_at" | "duration">;

export interface PageQuery {
  /** At most 100; 25 when absent. */
  readonly pageSize?: number;
  /** `next` of the page before, as it was given; absent for the first page. */
  readonly page?: string;
}

export interface ProjectQuery extends PageQuery {
  /** A text in the name or the description. */
  readonly filter?: string;
  readonly ownerId?: string;
  readonly tags?: readonly KeyValue[];
  readonly sort?: ProjectSort;
}

export interface RunQuery extends PageQuery {
  readonly filter?: string;
  readonly ids?: readonly string[];
  readonly projectId?: string;
  readonly ownerId?: string;
  /** One: the service takes no list of them. */
  readonly status?: string;
  readonly tags?: readonly KeyValue[];
  /** A value may start with a comparison: `>0.5`. */
  readonly params?: readonly KeyValue[];
  /** Null for root runs only. */
  readonly parentRunId?: string | null;
  readonly pinnedFirst?: boolean;
  readonly includePinned?: boolean;
  readonly includeDescendantMatches?: boolean;
  readonly sort?: RunSort;
}

export function projectListQuery(query: ProjectQuery): Query {
  return {
    filter: query.filter,
    "filter[owner_id]": query.ownerId,
    "filter[tags]": pairs(query.tags),
    ...pageOf(query),
  };
}

export function runListQuery(query: RunQuery): Query {
  return {
    filter: query.filter,
    "filter[id]": commaList(query.ids),
    "filter[owner_id]": query.ownerId,
    "filter[status]": query.status,
    "filter[project_id]": query.projectId,
    "filter[tags]": pairs(query.tags),
    "filter[params]": pairs(query.params),
    "filter[parent_run_id]": query.parentRunId === null ? "null" : query.parentRunId,
    pinned_first: query.pinnedFirst,
    include_pinned: query.includePinned,
    include_descendant_matches: query.includeDescendantMatches,
    ...pageOf(query),
  };
}

function pageOf({ sort, pageSize, page }: PageQuery & { readonly sort?: string }): Query {
  return { sort, "page[size]": pageSize, "page[number]": page };
}

/** The service has no way to write a comma or a colon within a value, so they go as they are. */
function pairs(list: readonly KeyValue[] | undefined): string | undefined {
  return commaList(list?.map(({ key, value }) => `${key}:${value}`));
}

function commaList(items: readonly string[] | undefined): string | undefined {
  return items?.join(",");
}
