import type { ItemKind } from "../repos/repoRecords";
import type { SampleRequest, SampleResponse } from "../server/exchange";
import { recordBody, requiredTextField, textListField } from "../server/jsonInput";
import { Problem } from "../server/problem";
import type { Route } from "../server/routes";
import { versionOf, type Hub } from "./hub";
import { versionFqn } from "./shapes";
import { plainProblem } from "./tokenCheck";

export function tagOperations(hub: Hub): Route[] {
  return (["artifact", "model"] as const).map((kind) => ({
    method: "PUT",
    pattern: `/${kind}-versions/tags`,
    answer: ({ request }) => applyTags(hub, kind, request),
  }));
}

/** A tag that another version of the same artifact has is moved only by force. */
function applyTags(hub: Hub, kind: ItemKind, request: SampleRequest): SampleResponse {
  const body = recordBody(request);
  const version = versionOf(hub, requiredTextField(body, `${kind}_version_id`));
  const tags = textListField(body, "tags");
  for (const tag of body["force"] === true ? [] : tags) {
    const holder = hub.stock.holderOf(tag, version);
    if (holder !== undefined) {
      throw new Problem(plainProblem(409, `Tag ${tag} is already applied to ${versionFqn(holder)}`));
    }
  }
  hub.stock.tag(version, tags);
  return { status: 200, json: {} };
}
