import { ApiError } from "../../../http/apiError";
import type { FindGroup, Found, SourceFinder } from "../../contract/finder";
import type { ListPage } from "../../contract/listPage";
import { defined } from "../../../text/defined";
import type { ModelLabClient } from "../wire/client";
import type { ModelLabEntry } from "../rows/entries";
import { readAddress } from "./addresses";
import type { Project, Run } from "../wire/model";
import type { RunRows } from "../rows/runRows";

/** As many as a glance takes in; who wants another one types more of its name. */
const PAGE_SIZE = 10;
const ID = /^\d{1,15}$/;

interface FinderOptions {
  readonly client: ModelLabClient;
  readonly baseUrl: string;
  /** Gives the names of projects that were listed. */
  readonly projectName: (projectId: string) => string | undefined;
  readonly rows: RunRows;
}

/** Projects and runs by their names, or by their ids when the text is a number. */
export function modelLabFinder({ client, baseUrl, projectName, rows }: FinderOptions): SourceFinder<ModelLabEntry> {
  const projects: FindGroup = {
    noun: "projects",
    find: (text, options) => {
      const list = client.listProjects({ filter: text, sort: "-updated_at", pageSize: PAGE_SIZE }, options);
      return findIn(
        text,
        list,
        (id) => client.getProject(id, options),
        (project) => foundProject(rows, project),
      );
    },
  };
  const runs: FindGroup = {
    noun: "runs",
    find: (text, options) => {
      const list = client.listRuns({ filter: text, sort: "-created_at", pageSize: PAGE_SIZE }, options);
      return findIn(
        text,
        list,
        (id) => client.getRun(id, options),
        (run) => foundRun(rows, run, projectName(run.projectId)),
      );
    },
  };
  const examples = [
    { what: "the ID of a run or a project", example: "70158, run/70158, project/2387" },
    { what: "the web address of a run", example: "https://mlflow.example.com/#/runs/f635…" },
  ];
  return { groups: [projects, runs], examples, read: (text, loaded) => readAddress(baseUrl, text, loaded) };
}

/** A match of the id goes before matches of the name. */
async function findIn<T extends { readonly id: string }>(
  text: string,
  list: Promise<ListPage<T>>,
  get: (id: string) => Promise<T>,
  toFound: (item: T) => Found,
): Promise<ListPage<Found>> {
  const [{ items, total, unread }, named] = await Promise.all([list, ID.test(text) ? orNothing(get(text)) : undefined]);
  const others = items.filter(({ id }) => id !== named?.id);
  const all = named === undefined ? others : [named, ...others];
  const count = (total ?? items.length) + all.length - items.length;
  return { items: all.map(toFound), total: count, ...defined({ unread }) };
}

function foundProject(rows: RunRows, project: Project): Found {
  const { name, detail, icon } = rows.projectRow(project);
  return { name, detail, icon, address: `project/${project.id}` };
}

/** Many runs bear one name: the project tells them apart. */
function foundRun(rows: RunRows, run: Run, projectName: string | undefined): Found {
  const project = { id: run.projectId, name: "", description: "", storageLocation: "", tags: [] };
  const shown = { ...project, createdAt: 0, updatedAt: 0, isStarred: false };
  const { name, detail, icon } = rows.row({ kind: "project", id: "" }, run, shown);
  const place = projectName ?? `project ${run.projectId}`;
  return { name, detail: [place, ...detail], icon, address: `run/${run.id}` };
}

async function orNothing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ApiError && error.kind === "notFound") {
      return undefined;
    }
    throw error;
  }
}
