import * as v from "valibot";
import { ApiError } from "../../../http/apiError";
import { toText } from "../../../text/looseValues";
import { idSchema, parseWire, readableItems } from "../../shared/parseWire";
import type { WholeList } from "../../contract/listPage";
import type { Artifact, StoredArtifact } from "./model";

/** Without its id or type, nothing could be asked of an artifact; one without a name is called by its id. */
const artifactSchema = v.pipe(
  v.looseObject({ id: idSchema, type: v.pipe(v.string(), v.nonEmpty()) }),
  v.transform(({ id, type, ...others }): Artifact => {
    const name = toText(others["name"]);
    return { id, type, name: name.trim() === "" ? id : name };
  }),
);
const artifactsSchema = readableItems(artifactSchema);

const storedArtifactSchema = v.pipe(
  v.object({
    metadata: artifactSchema,
    data: v.object({ url: v.nullish(v.string(), ""), download_url: v.nullish(v.string(), "") }),
  }),
  v.transform(({ metadata, data }): StoredArtifact => ({
    artifact: metadata,
    sourceUrl: data.url,
    downloadUrl: data.download_url,
  })),
);

/** @throws ApiError (badResponse) */
export function parseArtifacts(body: unknown): WholeList<Artifact> {
  if (!Array.isArray(body)) {
    throw new ApiError("badResponse", "the answer is not a list");
  }
  return parseWire(artifactsSchema, body);
}

/** @throws ApiError (badResponse) */
export function parseStoredArtifact(body: unknown): StoredArtifact {
  return parseWire(storedArtifactSchema, body);
}

/**
 * Where the next page starts, as the response header `offset` says: an opaque text, that goes back as it came. A service that
 * points back to where it was asked has nothing further, nor has one behind an empty page, whatever it says.
 */
export function nextOffset(header: string | undefined, current: string, given: number): string | undefined {
  const text = header?.trim() ?? "";
  return text === "" || text === current || given === 0 ? undefined : text;
}
