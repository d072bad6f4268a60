import { badParameter } from "./problem";
import type { Tag } from "../team/records/records";

/** Empty is as good as absent. */
export function textParam(query: URLSearchParams, name: string): string | undefined {
  const text = query.get(name);
  return text === null || text === "" ? undefined : text;
}

export function requiredText(query: URLSearchParams, name: string): string {
  const text = textParam(query, name);
  if (text === undefined) {
    throw badParameter(name, `missing required query parameter "${name}"`);
  }
  return text;
}

export function wholeNumber(text: string, parameter: string): number {
  if (!/^\d{1,15}$/.test(text)) {
    throw badParameter(parameter, `"${text}" is not a number`);
  }
  return Number(text);
}

export function numberParam(query: URLSearchParams, name: string): number | undefined {
  const text = textParam(query, name);
  return text === undefined ? undefined : wholeNumber(text, name);
}

export function flagParam(query: URLSearchParams, name: string): boolean {
  const text = textParam(query, name) ?? "false";
  if (text !== "true" && text !== "false") {
    throw badParameter(name, `"${text}" is not a boolean`);
  }
  return text === "true";
}

/** `key:value,key2:value2`; a value may hold further colons. */
export function pairsParam(query: URLSearchParams, name: string): Tag[] {
  const text = textParam(query, name);
  return (text?.split(",") ?? []).map((pair): Tag => {
    const colon = pair.indexOf(":");
    if (colon < 1) {
      throw badParameter(name, `"${pair}" is not of the form key:value`);
    }
    return [pair.slice(0, colon).trim(), pair.slice(colon + 1).trim()];
  });
}

export function oneOf<T extends string>(text: string, choices: readonly T[], parameter: string): T {
  const choice = choices.find((known) => known === text);
  if (choice === undefined) {
    throw badParameter(parameter, `invalid value "${text}", must be one of: ${choices.join(", ")}`);
  }
  return choice;
}
