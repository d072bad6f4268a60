import type { FaultRule } from "./faults";

type Check = (value: unknown) => boolean;

const isNumber: Check = (value) => typeof value === "number";
const isBoolean: Check = (value) => typeof value === "boolean";
const isString: Check = (value) => typeof value === "string";
const isTextRecord: Check = (value) => isRecord(value) && Object.values(value).every(isString);

const FIELDS: Readonly<Record<string, Check>> = {
  match: (value) => isRecord(value) && isString(value["pathPattern"]) && isString(value["method"] ?? ""),
  status: isNumber,
  body: () => true,
  headers: isTextRecord,
  delayMs: isNumber,
  hang: isBoolean,
  cut: isBoolean,
  cutAfterBytes: isNumber,
  bytesPerSecond: isNumber,
  times: isNumber,
};

/** @throws TypeError naming the field: a misspelt fault must not pass as none. */
export function parseFaultRule(value: unknown): FaultRule {
  if (isFaultRule(value)) {
    return value;
  }
  throw new TypeError("A fault rule needs match.pathPattern");
}

function isFaultRule(value: unknown): value is FaultRule {
  if (!isRecord(value)) {
    return false;
  }
  for (const [name, field] of Object.entries(value)) {
    if (!FIELDS[name]?.(field)) {
      throw new TypeError(`A fault rule has no such field, or it has another type: ${name}`);
    }
  }
  return "match" in value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
