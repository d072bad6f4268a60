import { pathSegment } from "../../../http/requestPath";

/** All operations of Model Lab start with it. */
export const MODEL_LAB_PATH = "/api/v2/model-lab-api";

export function projectPath(projectId: string): string {
  return `/projects/${pathSegment(projectId)}`;
}

export function runPath(runId: string): string {
  return `/runs/${pathSegment(runId)}`;
}
