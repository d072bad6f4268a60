import { noiseAt, hashOf } from "../bytes/dice";
import { wholeBytes } from "../bytes/byteSource";
import { eventFile } from "../bytes/eventFile";
import { LOG_STEPS, seriesOf } from "../team/records/metrics";
import { stepsDone, timeOfStep, updatedAt } from "../team/records/progress";
import type { RunRecord } from "../team/records/records";
import type { ArtifactFile } from "./artifactFile";
import { textFile } from "./textFile";

/** Loggers write beside a trainer as it goes on: what it measured, for TensorBoard, and what its machine did, a line at a time. */
export function loggerFiles(run: RunRecord, now: number): ArtifactFile[] {
  const latest = updatedAt(run, now);
  const seconds = Math.floor(run.startedAt / 1000);
  return [
    {
      path: `logs/events.out.tfevents.${seconds}.trainer-0.${1000 + (run.id % 9000)}.0`,
      createdAt: latest,
      bytes: () => wholeBytes(eventFile(run.startedAt, scalarsOf(run, now))),
    },
    textFile("logs/system_metrics.jsonl", latest, () => systemLog(run, now)),
  ];
}

/** With the names that Hugging Face's trainer gives them there. */
function scalarsOf(run: RunRecord, now: number) {
  const scalars = seriesOf(run, now).flatMap(({ key, points }) =>
    points.map(([step, value]) => ({ tag: tagOf(key), step, at: timeOfStep(run, step), value })),
  );
  return scalars.sort((a, b) => a.step - b.step);
}

function tagOf(key: string): string {
  return key.startsWith("eval_") ? key.replace("eval_", "eval/") : `train/${key}`;
}

function systemLog(run: RunRecord, now: number): string {
  const seed = hashOf(run.uuid, "system");
  const lines = Array.from({ length: Math.floor(stepsDone(run, now) / LOG_STEPS) }, (_, index) => {
    const step = (index + 1) * LOG_STEPS;
    const noise = noiseAt(seed, step);
    const gpu = {
      memory_gb: Number((61 + 4 * (1 - Math.exp(-step / 40)) + noise).toFixed(2)),
      // Each checkpoint keeps it waiting for the disk.
      utilization: Number((step % 50 === 0 ? 0.3 + noise / 5 : 0.97 - noise / 20).toFixed(3)),
    };
    return JSON.stringify({ step, timestamp: timeOfStep(run, step) / 1000, system: { gpu } });
  });
  return lines.map((line) => `${line}\n`).join("");
}
