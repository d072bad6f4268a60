import { namesOf } from "../shared/filePlace";
import type { Sibling, SiblingListing } from "../contract/source";
import type { ModelLabClient } from "./wire/client";
import type { RunFileEntry } from "./rows/entries";
import type { Run } from "./wire/model";
import type { RunRows } from "./rows/runRows";
import type { CallOptions } from "../contract/entry";
import { defined } from "../../text/defined";

const PAGE_SIZE = 30;

/** The other runs of a file's project, child runs among them. */
export function siblingRuns(client: ModelLabClient, rows: RunRows, { root, path }: RunFileEntry): SiblingListing {
  const { project, run: own } = root;
  const siblingOf = (run: Run): Sibling => {
    const { name, detail, icon } = rows.row({ kind: "project", id: "" }, run, project);
    const place = ["project", project.id, "run", run.id, ...namesOf(path)];
    const above = rows.parentName(run.id);
    const details = above === undefined ? detail : [`below ${above}`, ...detail];
    return { id: run.id, name, detail: details, icon, place, path, at: startOf(run) };
  };
  return {
    noun: "run",
    isSearchable: true,
    at: startOf(own),
    load: async ({ text, cursor }, options: CallOptions) => {
      const query = {
        projectId: project.id,
        sort: "-created_at",
        pageSize: PAGE_SIZE,
        ...(text === "" ? {} : { filter: text }),
        ...defined({ page: cursor }),
      } as const;
      const { items, ...page } = await client.listRuns(query, options);
      return { ...page, items: items.filter(({ id }) => id !== own.id).map(siblingOf) };
    },
  };
}

function startOf({ startedAt, createdAt }: Run): number {
  return startedAt ?? createdAt;
}
