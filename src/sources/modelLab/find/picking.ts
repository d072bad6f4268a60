import { ApiError } from "../../../http/apiError";
import { idsBelow } from "../../shared/entryId";
import { mapBounded } from "../../shared/mapBounded";
import type { ModelLabClient } from "../wire/client";
import type { JustFound } from "../../shared/justFound";
import type { Project, Run } from "../wire/model";
import { projectRowId, runRowId } from "../rows/rows";
import type { CallOptions } from "../../contract/entry";

/** Projects asked for at a time. */
const AT_A_TIME = 4;

/** Projects whose rows have these ids. There is no list by ids: each is asked for alone. */
export async function pickProjects(
  {
    client,
    found,
    scope,
  }: { readonly client: ModelLabClient; readonly found: JustFound<Project>; readonly scope: string },
  rowIds: readonly string[],
  options: CallOptions,
): Promise<readonly Project[]> {
  const ids = idsBelow(rowIds, projectRowId(scope, ""));
  const ask = async (id: string) => found.take(id) ?? (await getIfThere(client, id, options));
  const projects = await mapBounded(ids, AT_A_TIME, ask);
  return projects.flatMap((project) => project ?? []);
}

/** Runs of a project whose rows below another row have these ids, with one request for each hundred. */
export async function pickRuns(
  { client, found, projectId, parentId }: RunPicking,
  rowIds: readonly string[],
  options: CallOptions,
): Promise<readonly Run[]> {
  const ids = idsBelow(rowIds, runRowId(parentId, ""));
  const known = ids.flatMap((id) => found.take(id) ?? []);
  const missing = ids.filter((id) => known.every((run) => run.id !== id));
  const { runs: asked } = await client.getRuns({ ids: missing, projectId }, options);
  const all = new Map([...asked, ...known.map((run) => [run.id, run] as const)]);
  // In the order that was asked for, and nothing else, whatever the service makes of the list.
  return ids.flatMap((id) => all.get(id) ?? []);
}

interface RunPicking {
  readonly client: ModelLabClient;
  readonly found: JustFound<Run>;
  readonly projectId: string;
  /** The id of the row that they stand below. */
  readonly parentId: string;
}

async function getIfThere(client: ModelLabClient, id: string, options: CallOptions): Promise<Project | undefined> {
  try {
    return await client.getProject(id, options);
  } catch (error) {
    if (error instanceof ApiError && (error.kind === "notFound" || error.kind === "forbidden")) {
      return undefined;
    }
    throw error;
  }
}
