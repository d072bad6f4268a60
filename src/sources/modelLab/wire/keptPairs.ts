import { isLoose, toList, toText } from "../../../text/looseValues";
import { KeptNames } from "./keptNames";
import type { KeyValue } from "./keyValues";

const NAMES = new KeptNames();

/** The params of a run as columns: no row shows them, and an object for each would be most of what a listing keeps. */
export class KeptPairs {
  readonly names: readonly string[];
  readonly values: readonly string[];

  constructor(names: readonly string[], values: readonly string[]) {
    this.names = NAMES.keep(names);
    this.values = values;
  }

  list(): readonly KeyValue[] {
    return this.names.map((key, index) => ({ key, value: this.values[index] ?? "" }));
  }
}

/** Leaves out what has no key. */
export function toKeptPairs(value: unknown): KeptPairs {
  const names: string[] = [];
  const values: string[] = [];
  for (const item of toList(value)) {
    const key = isLoose(item) ? toText(item["key"]) : "";
    if (isLoose(item) && key !== "") {
      names.push(key);
      values.push(toText(item["value"]));
    }
  }
  return new KeptPairs(names, values.slice());
}
