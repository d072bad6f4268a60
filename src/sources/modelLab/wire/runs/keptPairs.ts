import { isLoose, toList, toText } from "../../../../text/looseValues";
import { KeptNames } from "./keptNames";
import type { KeptPart } from "./keptText";
import { keptWhole } from "./keptText";
import type { KeyValue } from "./keyValues";

const NAMES = new KeptNames();

/** The params of a run: names that runs share, and a JSON list of the values, which no row shows and is parsed when it is asked for. */
export class KeptPairs {
  readonly names: readonly string[];
  readonly #values: KeptPart;

  /** @param values A list of as many texts as there are names. */
  constructor(names: readonly string[], values: KeptPart) {
    this.names = NAMES.keep(names);
    this.#values = values;
  }

  list(): readonly KeyValue[] {
    return pairsOf(this.names, this.#values);
  }
}

/** Pairs whose values are a JSON list of texts. */
export function pairsOf(names: readonly string[], { text, start, end }: KeptPart): readonly KeyValue[] {
  const values = JSON.parse(text.read(start, end)) as readonly string[];
  return names.map((key, index) => ({ key, value: values[index] ?? "" }));
}

/** Leaves out what has no key. */
export function toKeptPairs(value: unknown): KeptPairs {
  if (value instanceof KeptPairs) {
    return value;
  }
  const names: string[] = [];
  const values: string[] = [];
  for (const item of toList(value)) {
    const key = isLoose(item) ? toText(item["key"]) : "";
    if (isLoose(item) && key !== "") {
      names.push(key);
      values.push(toText(item["value"]));
    }
  }
  return new KeptPairs(names, keptWhole(JSON.stringify(values)));
}
