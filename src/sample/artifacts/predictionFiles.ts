import { hashOf, noiseAt } from "../bytes/dice";
import { timeOfStep } from "../team/records/progress";
import type { RunRecord } from "../team/records/records";
import type { ArtifactFile } from "./artifactFile";
import { textFile } from "./textFile";

const FILE_COUNT = 3000;

const SENTENCES = [
  "Guten Tag, was kann ich für Sie tun?",
  "Ich möchte meinen Vertrag zum Monatsende kündigen.",
  "Können Sie mir bitte die Rechnung noch einmal schicken?",
  "Einen Moment, ich verbinde Sie mit der Technik.",
  "Das Gerät leuchtet rot und startet nicht mehr.",
] as const;

/** They are the same at all times, and asked for with each file of them. */
const made = new WeakMap<RunRecord, readonly ArtifactFile[]>();

/** One directory with very many small files. */
export function predictionFiles(run: RunRecord): readonly ArtifactFile[] {
  const files = made.get(run) ?? makeFiles(run);
  made.set(run, files);
  return files;
}

function makeFiles(run: RunRecord): readonly ArtifactFile[] {
  const seed = hashOf("predictions", run.uuid);
  const createdAt = timeOfStep(run, run.recipe.steps);
  return Array.from({ length: FILE_COUNT }, (_, index) => {
    const name = `call-${String(index + 1).padStart(5, "0")}`;
    return textFile(`predictions/${name}.json`, createdAt, () => transcript(name, noiseAt(seed, index)));
  });
}

function transcript(name: string, chance: number): string {
  const text = SENTENCES[Math.floor(chance * SENTENCES.length)] ?? SENTENCES[0];
  const fields = { audio: `${name}.flac`, seconds: (2 + chance * 9).toFixed(2), wer: (chance * 0.3).toFixed(4), text };
  return `${JSON.stringify(fields)}\n`;
}
