import type { SampleRequest, SampleResponse } from "./exchange";

export interface RouteMatch {
  readonly request: SampleRequest;
  /** Gives the part of the path for `{name}`, decoded. */
  readonly param: (name: string) => string;
}

export interface Route {
  readonly method: string;
  /** For example `/projects/{project_id}/star`. */
  readonly pattern: string;
  readonly answer: (match: RouteMatch) => SampleResponse;
}

/** The first route that fits answers; undefined when none does. */
export function answerByRoute(routes: readonly Route[], request: SampleRequest): SampleResponse | undefined {
  const segments = decodeSegments(request.path);
  if (segments === undefined) {
    return undefined;
  }
  for (const route of routes) {
    const params = route.method === request.method ? paramsOf(route.pattern, segments) : undefined;
    if (params !== undefined) {
      return route.answer({ request, param: (name) => params.get(name) ?? "" });
    }
  }
  return undefined;
}

function decodeSegments(path: string): string[] | undefined {
  try {
    return path.split("/").map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function paramsOf(pattern: string, segments: readonly string[]): Map<string, string> | undefined {
  const parts = pattern.split("/");
  const params = new Map<string, string>();
  for (const [index, part] of parts.entries()) {
    const segment = segments[index];
    if (part.startsWith("{") && segment) {
      params.set(part.slice(1, -1), segment);
    } else if (part !== segment) {
      return undefined;
    }
  }
  return parts.length === segments.length ? params : undefined;
}
