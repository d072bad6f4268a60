import type { Document, YAMLMap } from "yaml";
import { CST, isScalar, parseAllDocuments, Parser, Scalar, visit } from "yaml";
import { Unsortable } from "./unsortable";
import { giveCommentsToKeys, partHeadComment } from "./yamlComments";

/**
 * Without types: what is written plain is a text, and is written the same again, so that no number is rounded and no tag
 * resolved. Keys that are there twice are looked for here, as the library compares each with each. The library takes time for
 * each error that it words, and there may be one a character.
 */
const AS_WRITTEN = { schema: "failsafe", uniqueKeys: false, prettyErrors: false, resolveKnownTags: false } as const;
const LAYOUT = { indent: 2, lineWidth: 0 } as const;
/** Tokens that may stand behind a value. */
const ENDINGS = new Set(["space", "comment", "newline", "doc-end"]);

/**
 * YAML with the keys of every mapping sorted; comments stay with their keys.
 * @throws Unsortable for what is no YAML, says a key twice, or refers from one place to another.
 */
export function sortYaml(text: string): string {
  checkEndings(text);
  const documents = parseAllDocuments(text, AS_WRITTEN);
  if (documents.length === 0) {
    // Nothing but comments.
    return text;
  }
  return [...documents].map((document) => sorted(document, text)).join("");
}

/** Finds the first thing that stands where nothing may, before the library finds an error in each that follows. */
function checkEndings(text: string): void {
  for (const token of new Parser().parse(text)) {
    const wrong = endingOf(token).find(({ type }) => !ENDINGS.has(type));
    if (wrong !== undefined) {
      throw new Unsortable(`line ${lineAt(text, wrong.offset)}: something stands behind a text that has ended`);
    }
  }
}

/** The tokens behind a document that is a single value. */
function endingOf(token: CST.Token): readonly CST.SourceToken[] {
  const value = token.type === "document" ? token.value : undefined;
  return value !== undefined && CST.isScalar(value) && "end" in value ? (value.end ?? []) : [];
}

function sorted(document: Document, text: string): string {
  checkErrors(document, text);
  partHeadComment(document);
  visit(document, {
    Alias: () => {
      throw new Unsortable("it has references (&name, *name), which sorting could part");
    },
    Map: (_, map) => sortMap(map, text),
  });
  return document.toString(LAYOUT);
}

function checkErrors({ errors: [problem] }: Document, text: string): void {
  if (problem !== undefined) {
    const reason = problem.message.split("\n")[0] ?? "";
    throw new Unsortable(`line ${lineAt(text, problem.pos[0])}: ${reason}`);
  }
}

function sortMap(map: YAMLMap, text: string): void {
  giveCommentsToKeys(map, text);
  const keyed = map.items.map((item) => ({ item, name: nameOf(item.key) }));
  keyed.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const twice = keyed.find(({ name }, index) => name === keyed[index - 1]?.name);
  if (twice !== undefined) {
    const at = isScalar(twice.item.key) ? twice.item.key.range?.[0] : undefined;
    throw new Unsortable(`line ${lineAt(text, at ?? 0)}: the key ${twice.name} is there twice`);
  }
  map.items = keyed.map(({ item }) => item);
  for (const item of map.items) {
    // A key without a colon, as "? key" and those of a set, which the library can't write without a type.
    item.value ??= emptyValue();
  }
}

function emptyValue(): Scalar {
  const scalar = new Scalar("");
  scalar.type = "PLAIN";
  scalar.source = "";
  return scalar;
}

function lineAt(text: string, at: number): number {
  return text.slice(0, at).split("\n").length;
}

function nameOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : JSON.stringify(key);
}
