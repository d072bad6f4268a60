import type { SampleRequest, SampleResponse } from "../server/exchange";
import type { Route, RouteMatch } from "../server/routes";
import type { ProjectRecord } from "../team/records/records";
import { hasAllTags, hasText } from "./matching";
import { NO_CONTENT, operation, projectOf, type Lab } from "./operation";
import { pageResponse } from "./pageResponse";
import { pairsParam, textParam } from "./query";
import { projectShape } from "./shapes";
import { sorted, type Fields } from "./sorted";

const FIELDS: Fields<ProjectRecord> = {
  name: (project) => project.name,
  created_at: (project) => project.createdAt,
  updated_at: (project) => project.updatedAt,
};

export function projectOperations(lab: Lab): Route[] {
  const project = (match: RouteMatch): ProjectRecord => projectOf(lab, match.param("project_id"), "project_id");
  return [
    operation("GET", "/projects", ({ request }) => listProjects(lab, request)),
    operation("GET", "/projects/{project_id}", (match) => ({
      status: 200,
      json: { data: projectShape(project(match), lab.team) },
    })),
    operation("POST", "/projects/{project_id}/star", (match) => {
      lab.team.star(project(match).id);
      return NO_CONTENT;
    }),
    operation("DELETE", "/projects/{project_id}/star", (match) => {
      lab.team.unstar(project(match).id);
      return NO_CONTENT;
    }),
  ];
}

function listProjects({ team }: Lab, request: SampleRequest): SampleResponse {
  const { query } = request;
  const text = textParam(query, "filter");
  const owner = textParam(query, "filter[owner_id]");
  const tags = pairsParam(query, "filter[tags]");
  const found = team.projects.filter(
    (project) =>
      hasText(project, text) && (owner === undefined || project.ownerId === owner) && hasAllTags(project.tags, tags),
  );
  return pageResponse(request, sorted(found, query, FIELDS), (project) => projectShape(project, team));
}
