import * as v from "valibot";
import { isLoose, toNumber, toOptionalText, toTime } from "../../../text/looseValues";
import type { Loose } from "../../../text/looseValues";
import { readableItems } from "../../shared/parseWire";
import type { ListPage } from "../../contract/listPage";
import { defined } from "../../../text/defined";

type AnySchema<T> = v.GenericSchema<unknown, T>;

const totalSchema = v.pipe(
  v.custom<number | string>((value) => (toNumber(value) ?? -1) >= 0),
  v.transform(Number),
);

/** A page of a list that says how many there are. */
export type CountedPage<T> = ListPage<T> & { readonly total: number };

/** A page of a list. The total tells when to stop, so it must be there, or a part would pass for the whole. */
export function listSchema<T>(item: AnySchema<T>): AnySchema<CountedPage<T>> {
  return v.pipe(
    v.object({ data: readableItems(item), pagination: v.object({ total: totalSchema }) }),
    v.transform(({ data, pagination: { total } }) => ({ ...data, total })),
  );
}

/** One thing. The page does not say whether it stands in `data`, as lists do, or alone: both are understood. */
export function oneSchema<T>(item: AnySchema<T>): AnySchema<T> {
  return v.pipe(
    v.unknown(),
    v.transform((body) => (isLoose(body) && isLoose(body["data"]) ? body["data"] : body)),
    item,
  );
}

/** Reads an author; the names within a subject are in camelCase. Empty when no one is named. */
export function toSubjectName(value: unknown): string {
  const names = isLoose(value) ? [value["subjectDisplayName"], value["subjectSlug"], value["subjectId"]] : [];
  return names.map(toOptionalText).find((name) => name !== undefined) ?? "";
}

export function toCreatedAt(item: Loose): { readonly createdAt?: number } {
  return defined({ createdAt: toTime(item["created_at"]) });
}

export function toUpdatedAt(item: Loose): { readonly updatedAt?: number } {
  return defined({ updatedAt: toTime(item["updated_at"]) });
}

/** An object that may be missing. */
export function toLoose(value: unknown): Loose {
  return isLoose(value) ? value : {};
}
