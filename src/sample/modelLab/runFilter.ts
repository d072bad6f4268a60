import { paramsOf } from "../team/records/paramsOf";
import { statusAt } from "../team/records/progress";
import { STATUSES, type RunRecord } from "../team/records/records";
import { hasAllParams, hasAllTags, hasText } from "./matching";
import type { Lab } from "./operation";
import { flagParam, numberParam, oneOf, pairsParam, textParam, wholeNumber } from "./query";

type RunTest = (run: RunRecord) => boolean;

/** A run that a list shows. */
export interface FoundRun {
  readonly id: number;
  readonly run: RunRecord;
  /** True when it is there only because of a run below it. */
  readonly isDescendantMatch: boolean;
}

/**
 * The runs that a list's filters let through. The project and the parent say where to look; the others say what for,
 * and pinned runs or runs above a match may come in without matching those themselves.
 */
export function findRuns(lab: Lab, query: URLSearchParams): FoundRun[] {
  const projectId = numberParam(query, "filter[project_id]");
  const isThere = parentTest(query);
  const isWanted = wantedTest(lab, query);
  const isKept = flagParam(query, "include_pinned") ? isPinned(lab) : () => false;
  const isAbove = flagParam(query, "include_descendant_matches") ? hasMatchBelow(lab, isWanted) : () => false;
  const runs = projectId === undefined ? lab.team.runs : lab.team.runsOf(projectId);
  return runs.flatMap((run) => {
    const isFound = isKept(run) || (isThere(run) && isWanted(run));
    const isDescendantMatch = !isFound && isThere(run) && isAbove(run);
    return isFound || isDescendantMatch ? [{ id: run.id, run, isDescendantMatch }] : [];
  });
}

function parentTest(query: URLSearchParams): RunTest {
  const parent = textParam(query, "filter[parent_run_id]");
  if (parent === undefined) {
    return () => true;
  }
  const parentId = parent === "null" ? undefined : wholeNumber(parent, "filter[parent_run_id]");
  return (run) => run.parent?.id === parentId;
}

function wantedTest({ now }: Lab, query: URLSearchParams): RunTest {
  const text = textParam(query, "filter");
  const tags = pairsParam(query, "filter[tags]");
  const params = pairsParam(query, "filter[params]");
  const owner = textParam(query, "filter[owner_id]");
  const status = statusParam(query);
  const ids = idsParam(query);
  const at = now();
  const tests: RunTest[] = [
    (run) => ids?.has(run.id) ?? true,
    (run) => owner === undefined || run.ownerId === owner,
    (run) => status === undefined || statusAt(run, at) === status,
    (run) => hasText(run, text),
    (run) => hasAllTags(run.tags, tags),
    (run) => params.length === 0 || hasAllParams(paramsOf(run), params),
  ];
  return (run) => tests.every((test) => test(run));
}

function statusParam(query: URLSearchParams): string | undefined {
  const text = textParam(query, "filter[status]");
  return text === undefined ? undefined : oneOf(text, STATUSES, "filter[status]");
}

function idsParam(query: URLSearchParams): Set<number> | undefined {
  const list = textParam(query, "filter[id]");
  return list === undefined ? undefined : new Set(list.split(",").map((id) => wholeNumber(id.trim(), "filter[id]")));
}

function isPinned({ team }: Lab): RunTest {
  return (run) => team.pinnedAt(run.id) !== undefined;
}

function hasMatchBelow({ team }: Lab, isWanted: RunTest): RunTest {
  const isAbove: RunTest = (run) => team.childrenOf(run.id).some((child) => isWanted(child) || isAbove(child));
  return isAbove;
}
