import { Dice } from "../bytes/dice";
import { metricSummaries } from "../team/records/metrics";
import { updatedAt } from "../team/records/progress";
import type { RunRecord } from "../team/records/records";
import type { ArtifactFile } from "./artifactFile";
import { jsonText } from "./configs";
import { modelCard } from "./modelCard";
import { textFile } from "./textFile";

const PROMPTS = [
  "How do I reset my password?",
  "My invoice from March is wrong.",
  "Can I move my subscription to another account?",
  "The export stops at 50 %.",
  "Wie ändere ich meine Rechnungsadresse?",
] as const;

export function benchmarkFiles(run: RunRecord, now: number): ArtifactFile[] {
  const latest = updatedAt(run, now);
  return [
    textFile("README.md", latest, () => modelCard(run, now)),
    textFile("results.json", latest, () => jsonText(resultsOf(run, now))),
    textFile("eval/summary.json", latest, () => jsonText(resultsOf(run, now))),
    textFile("eval/samples/generations.jsonl", latest, () => samples(run, 60)),
    textFile("eval/samples/failures/refusals.jsonl", latest, () => samples(run, 7)),
    textFile("eval/samples/failures/too_long.jsonl", latest, () => samples(run, 11)),
  ];
}

function resultsOf(run: RunRecord, now: number): object {
  const scores = metricSummaries(run, now).map(({ key, latest, stddev }) => [key, { value: latest, stderr: stddev }]);
  return {
    model: run.recipe.model.hub,
    run: run.name,
    seed: run.recipe.seed,
    harness: "lm-evaluation-harness 0.4.9",
    results: Object.fromEntries(scores) as Record<string, unknown>,
  };
}

function samples(run: RunRecord, count: number): string {
  const dice = new Dice("samples", run.uuid, count);
  const lines = Array.from({ length: count }, (_, index) =>
    JSON.stringify({
      index,
      prompt: dice.pick(PROMPTS),
      tokens: dice.between(12, 480),
      score: Number(dice.next().toFixed(3)),
      passed: dice.chance(0.7),
    }),
  );
  return `${lines.join("\n")}\n`;
}
