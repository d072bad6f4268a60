import { Uri } from "vscode";

export const SORTED_SCHEME = "mlartifact-sorted";

/** Names a file with its keys sorted. The path is the file's, so that its name and language show; the query is its address. */
export function sortedUri(original: Uri): Uri {
  return Uri.from({ scheme: SORTED_SCHEME, path: `/${nameOf(original)}`, query: original.toString() });
}

/** The file that is shown sorted; undefined for another address. */
export function originalUri({ scheme, query }: Uri): Uri | undefined {
  if (scheme !== SORTED_SCHEME || query === "") {
    return undefined;
  }
  const original = Uri.parse(query, false);
  return original.scheme === SORTED_SCHEME ? undefined : original;
}

export function nameOf({ path }: Uri): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
