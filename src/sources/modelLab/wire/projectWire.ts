import * as v from "valibot";
import { toOwnerAndLink, toTimes } from "./commonAttributes";
import { toOptionalText, toText } from "../../../text/looseValues";
import { toKeyValues } from "./runs/keyValues";
import type { Loose } from "../../../text/looseValues";
import type { Project } from "./model";
import { idSchema } from "../../shared/parseWire";
import { looseSchema } from "./wire";

/** A project without a name is called by its id. */
export const projectSchema = v.pipe(
  v.object({ id: idSchema, attributes: looseSchema }),
  v.transform(({ id, attributes }) => toProject(id, attributes)),
);

function toProject(id: string, attributes: Loose): Project {
  return {
    id,
    name: toOptionalText(attributes["name"]) ?? id,
    description: toText(attributes["description"]),
    storageLocation: toText(attributes["artifact_storage_location"]),
    ...toTimes(attributes),
    isStarred: attributes["is_starred"] === true,
    tags: toKeyValues(attributes["tags"]),
    ...toOwnerAndLink(attributes),
  };
}
