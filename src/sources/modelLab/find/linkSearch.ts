import { ApiError } from "../../../http/apiError";
import { formatCount } from "../../../text/formatNumbers";
import { isWebAddress } from "../../shared/webAddress";
import type { ModelLabClient } from "../wire/client";
import type { ListPage } from "../../contract/listPage";
import type { Project, Run } from "../wire/model";
import type { PageQuery } from "../wire/listQuery";
import type { CallOptions } from "../../contract/entry";
import { defined } from "../../../text/defined";

const PAGE_SIZE = 100;
/** How far an address is looked for, which the API can't be asked for: a request a page. */
const MOST_PAGES = 50;
const MLFLOW_RUN = /^#\/(?:experiments\/[^/]+\/)?runs\/([^/?]+)/;

/** Equal for all addresses of one web page: MLflow shows a run with and without its experiment in the address. */
export function linkKey(url: string): string {
  if (!isWebAddress(url)) {
    return url;
  }
  const { origin, pathname, hash, href } = new URL(url);
  const run = MLFLOW_RUN.exec(hash)?.[1];
  return run === undefined ? withoutSlash(href) : `${origin}${withoutSlash(pathname)}#/runs/${run}`;
}

/** Looks through the newest runs, or the projects last updated, for one with a web address. @throws ApiError of kind notFound */
export async function findByLink(
  client: ModelLabClient,
  url: string,
  options: CallOptions,
): Promise<{ readonly kind: "project" | "run"; readonly id: string }> {
  const wanted = linkKey(url);
  if (/#\/runs\/[^/]+$/.test(wanted)) {
    const listRuns = (page: PageQuery) => client.listRuns({ sort: "-created_at", ...page }, options);
    return { kind: "run", id: await idOnPages("runs", listRuns, wanted) };
  }
  const listProjects = (page: PageQuery) => client.listProjects({ sort: "-updated_at", ...page }, options);
  return { kind: "project", id: await idOnPages("projects", listProjects, wanted) };
}

async function idOnPages<T extends Run | Project>(
  noun: string,
  list: (page: PageQuery) => Promise<ListPage<T>>,
  wanted: string,
): Promise<string> {
  let looked = 0;
  let page: string | undefined;
  for (let count = 0; count < MOST_PAGES; count++) {
    const { items, next } = await list({ pageSize: PAGE_SIZE, ...defined({ page }) });
    const found = items.find(({ externalUrl }) => externalUrl !== undefined && linkKey(externalUrl) === wanted);
    if (found !== undefined) {
      return found.id;
    }
    looked += items.length;
    page = next;
    if (page === undefined) {
      throw new ApiError("notFound", `none of the ${formatCount(looked)} ${noun} has this web address`);
    }
  }
  const reason = `none of the newest ${formatCount(looked)} ${noun} has this web address; a name or an ID is found among all`;
  throw new ApiError("notFound", reason);
}

function withoutSlash(text: string): string {
  return text.endsWith("/") ? text.slice(0, -1) : text;
}
