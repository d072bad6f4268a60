import { isLoose, sharedName, toList, toText } from "../../../../text/looseValues";

export interface KeyValue {
  readonly key: string;
  readonly value: string;
}

export function toKeyValues(value: unknown): readonly KeyValue[] {
  const pairs: KeyValue[] = [];
  for (const item of toList(value)) {
    if (isLoose(item)) {
      const key = toText(item["key"]);
      if (key !== "") {
        pairs.push({ key: sharedName(key), value: toText(item["value"]) });
      }
    }
  }
  return pairs;
}
