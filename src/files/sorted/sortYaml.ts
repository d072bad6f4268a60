import type { Document, YAMLMap } from "yaml";
import { isScalar, parseAllDocuments, visit } from "yaml";
import { Unsortable } from "./unsortable";

/**
 * Without types: what is written plain is a text, and is written the same again, so that no number is rounded. Keys that are
 * there twice are looked for here, as the library compares each with each.
 */
const AS_WRITTEN = { schema: "failsafe", uniqueKeys: false, prettyErrors: true } as const;
const LAYOUT = { indent: 2, lineWidth: 0 } as const;

/**
 * YAML with the keys of every mapping sorted; comments stay with their keys.
 * @throws Unsortable for what is no YAML, says a key twice, or refers from one place to another.
 */
export function sortYaml(text: string): string {
  const documents = parseAllDocuments(text, AS_WRITTEN);
  return [...documents].map((document) => sorted(document, text)).join("");
}

function sorted(document: Document, text: string): string {
  checkErrors(document);
  visit(document, {
    Alias: () => {
      throw new Unsortable("it has references (&name, *name), which sorting could part");
    },
    Map: (_, map) => sortMap(map, text),
  });
  return document.toString(LAYOUT);
}

function checkErrors({ errors: [problem] }: Document): void {
  if (problem !== undefined) {
    const reason = (problem.message.split("\n")[0] ?? "").replace(/ at line \d+, column \d+:?$/, "");
    const line = problem.linePos?.[0].line;
    throw new Unsortable(line === undefined ? reason : `line ${line}: ${reason}`);
  }
}

function sortMap(map: YAMLMap, text: string): void {
  const keyed = map.items.map((item) => ({ item, name: nameOf(item.key) }));
  keyed.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const twice = keyed.find(({ name }, index) => name === keyed[index - 1]?.name);
  if (twice !== undefined) {
    const at = isScalar(twice.item.key) ? twice.item.key.range?.[0] : undefined;
    throw new Unsortable(`line ${text.slice(0, at ?? 0).split("\n").length}: the key ${twice.name} is there twice`);
  }
  map.items = keyed.map(({ item }) => item);
  for (const { key } of map.items) {
    // Empty lines part groups of keys, which sorting mixes.
    if (isScalar(key)) {
      key.spaceBefore = false;
    }
  }
}

function nameOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : JSON.stringify(key);
}
