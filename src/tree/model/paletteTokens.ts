/** Tokens of rows (`contextValueOf`) by which the palette offers commands: those that some loaded row has. */
export const PALETTE_TOKENS = [
  "archive",
  "copy.curl",
  "copy.fqn",
  "copy.id",
  "copy.link",
  "copy.name",
  "copy.path",
  "copy.pathInProject",
  "copy.snippet",
  "copy.sourceUrl",
  "copy.uri",
  "delete",
  "download",
  "expandable",
  "external",
  "failure",
  "filter",
  "filtered",
  "keyed",
  "link",
  "metrics",
  "more",
  "open",
  "page",
  "pin",
  "ranking",
  "restore",
  "run",
  "siblings",
  "snippets",
  "sort",
  "star",
  "unpin",
  "unstar",
  "watch",
] as const;

/** The context key that is true while a loaded row has a token. */
export function loadedTokenKey(token: (typeof PALETTE_TOKENS)[number]): string {
  return `mlArtifacts.rows.${token}`;
}
