import { toOptionalText, toTime } from "../../../text/looseValues";
import { UNKNOWN_TIME } from "./model";
import type { Loose } from "../../../text/looseValues";
import { defined } from "../../../text/defined";

interface Times {
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** One stands for the other when it is missing; 0 when both are. */
export function toTimes(attributes: Loose): Times {
  const created = toTime(attributes["created_at"]);
  const updated = toTime(attributes["updated_at"]);
  return { createdAt: created ?? updated ?? UNKNOWN_TIME, updatedAt: updated ?? created ?? UNKNOWN_TIME };
}

export function toOwnerAndLink(attributes: Loose): { readonly ownerId?: string; readonly externalUrl?: string } {
  const ownerId = toOptionalText(attributes["owner_id"]);
  const externalUrl = toOptionalText(attributes["external_url"]);
  return { ...defined({ ownerId, externalUrl }) };
}
