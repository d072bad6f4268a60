import * as v from "valibot";
import { toNumber, toOptionalText, toText } from "../../../text/looseValues";
import type { Loose } from "../../../text/looseValues";
import { idSchema } from "../../shared/parseWire";
import type { MlRepo, TypeCount } from "./model";
import { toCreatedAt, toLoose, toSubjectName } from "./wire";
import { defined } from "../../../text/defined";

/** A repo without a name is called by its id. */
export const repoSchema = v.pipe(
  v.looseObject({ id: idSchema }),
  v.transform((item) => toRepo(item.id, item)),
);

function toRepo(id: string, item: Loose): MlRepo {
  const manifest = toLoose(item["manifest"]);
  const runs = toCount(item["num_runs"]);
  const datasets = toCount(item["datasets_count"]);
  return {
    id,
    name: toOptionalText(manifest["name"]) ?? id,
    description: toText(manifest["description"]),
    tenant: toText(item["tenant_name"]),
    storageIntegration: toText(manifest["storage_integration_fqn"]),
    createdBy: toSubjectName(item["created_by_subject"]),
    ...toCreatedAt(item),
    ...defined({ runs, datasets }),
    counts: toTypeCounts(item["artifact_type_counts"]),
  };
}

function toCount(value: unknown): number | undefined {
  const count = toNumber(value);
  return count === undefined || count < 0 ? undefined : count;
}

function toTypeCounts(value: unknown): readonly TypeCount[] {
  return Object.entries(toLoose(value)).flatMap(([type, amount]) => {
    const count = toCount(amount);
    return count === undefined ? [] : { type, count };
  });
}
