import type { SampleRequest, SampleResponse } from "../server/exchange";
import type { Route } from "../server/routes";
import { completedAt, updatedAt } from "../team/records/progress";
import { NO_CONTENT, operation, runOf, type Lab } from "./operation";
import { pageResponse } from "./pageResponse";
import { flagParam } from "./query";
import { findRuns, type FoundRun } from "./runFilter";
import { runShape } from "./shapes";
import { sorted, type Fields } from "./sorted";

export function runOperations(lab: Lab): Route[] {
  const { team, now } = lab;
  return [
    operation("GET", "/runs", ({ request }) => listRuns(lab, request)),
    operation("GET", "/runs/{run_id}", (match) => ({
      status: 200,
      json: { data: runShape(runOf(lab, match), { team, now: now(), isDescendantMatch: false }) },
    })),
    operation("DELETE", "/runs/{run_id}", (match) => {
      team.delete(runOf(lab, match));
      return NO_CONTENT;
    }),
    operation("POST", "/runs/{run_id}/pin", (match) => {
      team.pin(runOf(lab, match).id, now());
      return NO_CONTENT;
    }),
    operation("DELETE", "/runs/{run_id}/pin", (match) => {
      team.unpin(runOf(lab, match).id);
      return NO_CONTENT;
    }),
  ];
}

function listRuns(lab: Lab, request: SampleRequest): SampleResponse {
  const { team } = lab;
  const now = lab.now();
  const found = sorted(findRuns(lab, request.query), request.query, fieldsAt(now));
  const ordered = flagParam(request.query, "pinned_first") ? pinnedFirst(lab, found) : found;
  return pageResponse(request, ordered, ({ run, isDescendantMatch }) =>
    runShape(run, { team, now, isDescendantMatch }),
  );
}

function fieldsAt(now: number): Fields<FoundRun> {
  return {
    name: ({ run }) => run.name,
    created_at: ({ run }) => run.createdAt,
    updated_at: ({ run }) => updatedAt(run, now),
    // Runs without a duration stand with the shortest.
    duration: ({ run }) => (completedAt(run, now) ?? run.startedAt) - run.startedAt,
  };
}

/** Pinned runs by the time of their pinning, the latest first; the others keep their order. */
function pinnedFirst({ team }: Lab, found: readonly FoundRun[]): FoundRun[] {
  const pinTime = ({ id }: FoundRun): number => team.pinnedAt(id) ?? -1;
  return [...found].sort((a, b) => pinTime(b) - pinTime(a));
}
