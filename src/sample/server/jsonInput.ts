import type { SampleRequest } from "./exchange";
import { Problem } from "./problem";

type JsonRecord = Readonly<Record<string, unknown>>;
type Place = readonly (string | number)[];

/** Services made with FastAPI answer like this to input of the wrong shape. */
export function invalidInput(place: Place, message: string, type: string): Problem {
  return new Problem({ status: 422, json: { detail: [{ loc: place, msg: message, type }] } });
}

export function missingInput(place: Place): Problem {
  return invalidInput(place, "Field required", "missing");
}

export function jsonBody({ body }: SampleRequest): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw invalidInput(["body", 0], "JSON decode error", "json_invalid");
  }
}

export function recordBody(request: SampleRequest): JsonRecord {
  const body = jsonBody(request);
  if (!isRecord(body)) {
    throw invalidInput(["body"], "Input should be a valid dictionary", "model_attributes_type");
  }
  return body;
}

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function textField(body: JsonRecord, name: string): string | undefined {
  const value = body[name] ?? undefined;
  if (value !== undefined && typeof value !== "string") {
    throw invalidInput(["body", name], "Input should be a valid string", "string_type");
  }
  return value;
}

export function requiredTextField(body: JsonRecord, name: string): string {
  const text = textField(body, name);
  if (text === undefined) {
    throw missingInput(["body", name]);
  }
  return text;
}

export function textListField(body: JsonRecord, name: string): readonly string[] {
  const value = body[name];
  if (value === undefined) {
    throw missingInput(["body", name]);
  }
  if (!Array.isArray(value) || !value.every((item): item is string => typeof item === "string")) {
    throw invalidInput(["body", name], "Input should be a valid list of strings", "list_type");
  }
  return value;
}

/** A whole number, zero included; of a query it comes as text, of a body as a number. */
export function countInput(value: unknown, place: Place): number {
  const text = typeof value === "number" || typeof value === "string" ? String(value) : "";
  if (!/^\d{1,15}$/.test(text)) {
    throw invalidInput(place, "Input should be a valid integer, unable to parse", "int_parsing");
  }
  return Number(text);
}
