import { lineChart, type Line } from "../bytes/lineChart";
import { seriesOf } from "../team/records/metrics";
import { isUnderWay, timeOfStep, updatedAt } from "../team/records/progress";
import type { RunRecord } from "../team/records/records";
import type { ArtifactFile } from "./artifactFile";
import { checkpointSteps } from "./checkpointSteps";
import { adapterConfig, modelConfig, tokenizerConfig, trainerState, trainingArguments } from "./configs";
import { metricsTable } from "./metricsTable";
import { modelCard } from "./modelCard";
import { textFile } from "./textFile";
import { trainLog } from "./trainLog";

/** Every run leaves these behind, even one that failed. The table and the log grow while it runs. */
export function reportFiles(run: RunRecord, now: number): ArtifactFile[] {
  const latest = updatedAt(run, now);
  const saved = lastSave(run, now);
  return [
    textFile("README.md", saved, () => modelCard(run, saved)),
    textFile("config.json", run.startedAt, () => modelConfig(run)),
    textFile("metrics.csv", latest, () => metricsTable(run, now)),
    textFile("train.log", latest, () => trainLog(run, now)),
  ];
}

/** A trainer adds its settings, its state, and a picture of how the loss fell. */
export function setupFiles(run: RunRecord, now: number): ArtifactFile[] {
  const saved = lastSave(run, now);
  return [
    textFile("adapter_config.json", run.startedAt, () => adapterConfig(run)),
    textFile("tokenizer_config.json", run.startedAt, () => tokenizerConfig(run)),
    textFile("training_args.yaml", run.startedAt, () => trainingArguments(run)),
    textFile("trainer_state.json", saved, () => trainerState(run, saved)),
    { path: "loss.png", createdAt: saved, bytes: () => lineChart(() => lossLines(run, saved)) },
  ];
}

/** While it runs, a trainer writes its state and its card with each checkpoint only. */
function lastSave(run: RunRecord, now: number): number {
  return isUnderWay(run, now) ? timeOfStep(run, checkpointSteps(run, now).at(-1) ?? 0) : run.endsAt;
}

function lossLines(run: RunRecord, now: number): Line[] {
  const series = seriesOf(run, now);
  return ["loss", "eval_loss"].map((key) => series.find((one) => one.key === key)?.points ?? []);
}
