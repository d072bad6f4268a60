import type { Tag } from "../team/records/records";

interface Described {
  readonly name: string;
  readonly description: string;
}

/** In the name or the description, whatever the case. */
export function hasText({ name, description }: Described, text: string | undefined): boolean {
  return text === undefined || `${name}\n${description}`.toLowerCase().includes(text.toLowerCase());
}

export function hasAllTags(tags: readonly Tag[], wanted: readonly Tag[]): boolean {
  return wanted.every(([key, value]) => tags.some((tag) => tag[0] === key && tag[1] === value));
}

/** As tags, but that `>0.5`, `>=`, `<` and `<=` compare as numbers; `<pad>`, which no number follows, is a text. */
export function hasAllParams(params: readonly Tag[] | null, wanted: readonly Tag[]): boolean {
  return wanted.every(([key, condition]) =>
    (params ?? []).some((param) => param[0] === key && fulfils(param[1], condition)),
  );
}

function fulfils(value: string, condition: string): boolean {
  const [, operator, limitText = ""] = /^([<>]=?)(.+)$/.exec(condition) ?? [];
  const limit = Number(limitText);
  if (operator === undefined || Number.isNaN(limit)) {
    return value.toLowerCase() === condition.toLowerCase();
  }
  const number = Number(value);
  const isBeyond = operator.startsWith(">") ? number > limit : number < limit;
  return isBeyond || (operator.endsWith("=") && number === limit);
}
