import * as v from "valibot";
import { toOptionalText, toText } from "../../../text/looseValues";
import type { Loose } from "../../../text/looseValues";
import { idSchema } from "../../shared/parseWire";
import { toMetadata } from "./artifactWire";
import type { DataDirectory } from "./model";
import { toCreatedAt, toLoose, toSubjectName, toUpdatedAt } from "./wire";

/** A data directory without a name is called by its id. */
export const directorySchema = v.pipe(
  v.looseObject({ id: idSchema }),
  v.transform((item) => toDirectory(item.id, item)),
);

function toDirectory(id: string, item: Loose): DataDirectory {
  const manifest = toLoose(item["manifest"]);
  return {
    id,
    repoId: toText(item["ml_repo_id"]),
    name: toOptionalText(item["name"]) ?? toOptionalText(manifest["name"]) ?? id,
    fqn: toText(item["fqn"]),
    description: toText(manifest["description"]),
    createdBy: toSubjectName(item["created_by_subject"]),
    ...toCreatedAt(item),
    ...toUpdatedAt(item),
    sourceUri: toText(toLoose(manifest["source"])["uri"]),
    metadata: toMetadata(manifest["metadata"]),
    usageSnippet: toText(item["usage_code_snippet"]),
  };
}
