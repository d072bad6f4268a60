import { timeOfStep } from "../team/records/progress";
import type { RunRecord } from "../team/records/records";
import type { ArtifactFile } from "./artifactFile";
import { textFile } from "./textFile";

/** Names that break code which puts them into a URI, a command line or a pattern without care. */
const NAMES = [
  "Ergebnisse (final) v2.txt",
  "100% Übereinstimmung?.md",
  "notes #3.md",
  "a+b&c=d;e.txt",
  "percent%2Fencoded%20name.txt",
  'quote\'s "double".txt',
  "backslash\\in\\name.txt",
  "$HOME `whoami`.sh",
  "[link](command:workbench.action.quit).md",
  "日本語/評価 結果.csv",
  "emoji 🚀/Ünïcödé/tief genug.yaml",
  "dir with space/#hash/100%/file?.json",
  "...dots.../..hidden",
  "no_extension",
  `${"long-".repeat(40)}name.txt`,
] as const;

export function oddlyNamedFiles(run: RunRecord): ArtifactFile[] {
  const createdAt = timeOfStep(run, run.recipe.steps);
  return NAMES.map((path) => textFile(path, createdAt, () => `${path}\n`));
}
