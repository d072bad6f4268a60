import type { SampleResponse } from "../server/exchange";
import type { Route, RouteMatch } from "../server/routes";
import type { ProjectRecord, RunRecord } from "../team/records/records";
import type { Team } from "../team/team";
import { notFound } from "./problem";
import { wholeNumber } from "./query";

/** The state that every operation works on. */
export interface Lab {
  readonly team: Team;
  /** ms since the epoch. */
  readonly now: () => number;
}

export const ROOT = "/api/v2/model-lab-api";
export const NO_CONTENT: SampleResponse = { status: 204 };

export function operation(method: string, pattern: string, answer: (match: RouteMatch) => SampleResponse): Route {
  return { method, pattern: ROOT + pattern, answer };
}

export function projectOf(lab: Lab, text: string, parameter: string): ProjectRecord {
  const project = lab.team.project(wholeNumber(text, parameter));
  if (project === undefined) {
    throw notFound("project");
  }
  return project;
}

export function runOf(lab: Lab, match: RouteMatch): RunRecord {
  const run = lab.team.run(wholeNumber(match.param("run_id"), "run_id"));
  if (run === undefined) {
    throw notFound("run");
  }
  return run;
}
