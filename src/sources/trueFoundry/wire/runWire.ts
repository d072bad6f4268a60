import * as v from "valibot";
import type { Loose } from "../../../text/looseValues";
import {
  dateTime,
  isLoose,
  sharedName,
  toList,
  toMeasure,
  toNumber,
  toOptionalText,
  toText,
  toTexts,
} from "../../../text/looseValues";
import { defined } from "../../../text/defined";
import type { ListPage } from "../../contract/listPage";
import { idSchema, readableItems } from "../../shared/parseWire";
import { givenOn } from "../../shared/unread";
import type { KeyValue, LatestMetric, Run, RunColumns } from "./model";
import { toLoose, toSubjectName } from "./wire";

/** The same id stands in two fields, of which older services have one. */
const infoSchema = v.pipe(
  v.looseObject({}),
  v.transform((info) => ({ ...info, id: info["run_id"] ?? info["run_uuid"] })),
  v.looseObject({ id: idSchema }),
);

const itemSchema = v.pipe(
  v.looseObject({ info: infoSchema }),
  v.transform(({ info, data }): Run => toRun(info.id, info, toLoose(data))),
);

export const runSchema = v.pipe(
  v.object({ run: itemSchema }),
  v.transform(({ run }) => run),
);

const tokenSchema = v.optional(v.nullable(v.string()));

export const runPageSchema = v.object({
  runs: v.optional(v.nullable(readableItems(itemSchema))),
  total: v.optional(v.unknown()),
  next_page_token: tokenSchema,
});

export const columnsSchema = v.pipe(
  v.object({ columns: v.looseObject({}) }),
  v.transform(({ columns }): RunColumns => ({
    metrics: toTexts(columns["metric_names"]),
    params: toTexts(columns["param_names"]),
    tags: toTexts(columns["tag_names"]),
  })),
);

interface AskedPage {
  readonly offset: number | undefined;
  readonly limit: number;
}

/** A page ends by an empty token or by the total; a full one that came with neither may have another behind it. */
export function runPageOf(
  { runs, total: count, next_page_token: token }: v.InferOutput<typeof runPageSchema>,
  { offset = Infinity, limit }: AskedPage,
): ListPage<Run> {
  const list = runs ?? { items: [] };
  const total = toNumber(count);
  const page = { ...list, ...defined({ total }) };
  const given = givenOn(list);
  const next = nextOf(token, { end: offset + given, total });
  if (next !== undefined) {
    // An empty page brings nothing new.
    return given === 0 ? { ...page, mayHaveMore: true } : { ...page, next };
  }
  const isUnsaid = token === undefined && total === undefined;
  return isUnsaid && given >= limit ? { ...page, mayHaveMore: true } : page;
}

function nextOf(
  token: string | null | undefined,
  { end, total = 0 }: { readonly end: number; readonly total: number | undefined },
): string | undefined {
  if (token !== undefined && token !== null && token !== "") {
    return `token:${token}`;
  }
  return end < total ? `offset:${end}` : undefined;
}

function toRun(id: string, info: Loose, data: Loose): Run {
  const startedAt = toMoment(info["start_time"]);
  const endedAt = toMoment(info["end_time"]);
  return {
    id,
    repoId: toText(info["experiment_id"]),
    name: toOptionalText(info["name"]) ?? id,
    fqn: toText(info["fqn"]),
    status: toText(info["status"]),
    ...defined({ startedAt, endedAt }),
    artifactUri: toText(info["artifact_uri"]),
    isArchived: !["", "active"].includes(toText(info["lifecycle_stage"]).toLowerCase()),
    description: toText(info["description"]),
    createdBy: toSubjectName(info["created_by_subject"]),
    metrics: toList(data["metrics"]).flatMap(toLatest),
    params: toPairs(data["params"]),
    tags: toPairs(data["tags"]),
  };
}

/** ms since the epoch. Zero stands for a run that has not come so far. */
function toMoment(value: unknown): number | undefined {
  const at = dateTime(toNumber(value) ?? NaN);
  return at === 0 || Number.isNaN(at) ? undefined : at;
}

function toLatest(item: unknown): readonly LatestMetric[] {
  const metric = toLoose(item);
  const key = toText(metric["key"]);
  const value = toMeasure(metric["value"]);
  const step = toNumber(metric["step"]);
  const at = toMoment(metric["timestamp"]);
  return key === "" ? [] : [{ key: sharedName(key), ...defined({ value, step, at }) }];
}

function toPairs(value: unknown): readonly KeyValue[] {
  return toList(value).flatMap((item) => {
    const key = isLoose(item) ? toText(item["key"]) : "";
    return isLoose(item) && key !== "" ? [{ key: sharedName(key), value: toText(item["value"]) }] : [];
  });
}
