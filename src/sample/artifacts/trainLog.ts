import { statusAt, timeOfStep } from "../team/records/progress";
import type { RunRecord } from "../team/records/records";
import { checkpointSteps } from "./checkpointSteps";
import { logHistory } from "./configs";

export function trainLog(run: RunRecord, now: number): string {
  const saved = new Set(checkpointSteps(run, now));
  const steps = logHistory(run, now).map((record) => stepLine(run, record));
  const checkpoints = [...saved].map((step) =>
    line(run, step, "INFO", `Saving model checkpoint to checkpoint-${step}`),
  );
  return `${[...opening(run), ...[...steps, ...checkpoints].sort(), ...ending(run, now)].join("\n")}\n`;
}

function opening(run: RunRecord): string[] {
  const { model, rank, steps, seed } = run.recipe;
  return [
    line(run, 0, "INFO", `Run ${run.id} (${run.uuid}) of ${run.project.name}`),
    line(run, 0, "INFO", `Loading ${model.hub} in 4 bit, seed ${seed}`),
    line(run, 0, "INFO", `LoRA r=${rank} alpha=${rank * 2}, ${model.layers} layers`),
    line(run, 0, "INFO", `***** Running training *****  total optimization steps = ${steps}`),
  ];
}

function stepLine(run: RunRecord, record: Readonly<Record<string, number>>): string {
  const { step = 0, ...values } = record;
  const text = Object.entries(values).map(([key, value]) => `'${key}': ${value}`);
  return line(run, step, "INFO", `step ${step}/${run.recipe.steps} {${text.slice(0, 6).join(", ")}}`);
}

function ending(run: RunRecord, now: number): string[] {
  const end = (level: string, text: string): string => line(run, run.recipe.steps, level, text);
  switch (statusAt(run, now)) {
    case "completed":
      return [end("INFO", "Training completed.")];
    case "failed":
      return [
        end("ERROR", "Traceback (most recent call last):"),
        `  File "/workspace/train.py", line 214, in <module>`,
        "    trainer.train()",
        `  File "/opt/venv/lib/python3.12/site-packages/transformers/trainer.py", line 2325, in train`,
        "    return inner_training_loop(",
        "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.37 GiB. GPU 0 has a total capacity of 79.25 GiB",
        "of which 1.11 GiB is free. Including non-PyTorch memory, this process has 78.13 GiB memory in use.",
      ];
    case "killed":
      return [end("WARNING", "Received SIGTERM, shutting down.")];
    case "paused":
      return [end("INFO", "Paused by the scheduler: preempted by a job of higher priority.")];
    case "running":
    case "pending":
    case "unresponsive":
      return [];
  }
}

function line(run: RunRecord, step: number, level: string, text: string): string {
  return `${new Date(timeOfStep(run, step)).toISOString()} ${level.padEnd(7)} ${text}`;
}
