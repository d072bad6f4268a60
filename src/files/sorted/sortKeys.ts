import { Unsortable } from "./unsortable";
import { sortJson } from "./sortJson";
import { sortYaml } from "./sortYaml";

/** More would take longer than a person waits for. */
const MOST_BYTES = { json: 20_000_000, yaml: 2_000_000 };

/** The sorted text, or why there is none: a reason fit to stand after "Could not sort …: ". */
export type Sorted = { readonly text: string } | { readonly problem: string };

/** Sorts the keys of a file of JSON or YAML, as its name says which. */
export function sortKeys(name: string, bytes: Uint8Array): Sorted {
  try {
    return { text: sort(/\.json$/i.test(name) ? "json" : "yaml", bytes) };
  } catch (error) {
    if (error instanceof Unsortable) {
      return { problem: error.message };
    }
    // The YAML library walks what is nested by recursion, and throws errors of its own for what it can't lay out.
    return {
      problem: error instanceof RangeError ? "it is nested too deeply" : "it can't be laid out with sorted keys",
    };
  }
}

function sort(language: "json" | "yaml", bytes: Uint8Array): string {
  if (bytes.length > MOST_BYTES[language]) {
    throw new Unsortable(`it is larger than the ${MOST_BYTES[language] / 1_000_000} MB that are sorted`);
  }
  const text = decode(bytes);
  return language === "json" ? sortJson(text) : sortYaml(text);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Unsortable("it is not UTF-8 text");
  }
}
