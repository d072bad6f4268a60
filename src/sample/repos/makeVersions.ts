import { CHECKPOINT_STEPS } from "../artifacts/checkpointSteps";
import { Dice } from "../bytes/dice";
import { SECOND } from "../team/datasets/blueprints";
import { metricSummaries } from "../team/records/metrics";
import { personOf, ROBOT, uuidOf } from "../team/records/people";
import { timeOfStep } from "../team/records/progress";
import type { RunRecord } from "../team/records/records";
import type { Contents, ItemRecord, VersionRecord } from "./repoRecords";

const UPLOAD_TIME = 9 * SECOND;

/** Where a version may come from. */
export interface Origin {
  readonly run: RunRecord;
  readonly step: number | undefined;
  readonly at: number;
}

/** The oldest first. A checkpoint of a run, or the run as a whole. */
export function originsOf(runs: readonly RunRecord[], contents: Contents): Origin[] {
  const origins = runs.flatMap((run) => (contents === "adapter" ? checkpoints(run) : [wholeRun(run)]));
  return origins.sort((a, b) => a.at - b.at);
}

function checkpoints(run: RunRecord): Origin[] {
  const count = Math.floor(run.recipe.steps / CHECKPOINT_STEPS);
  return Array.from({ length: count }, (_, index) => {
    const step = (index + 1) * CHECKPOINT_STEPS;
    return { run, step, at: timeOfStep(run, step) };
  });
}

function wholeRun(run: RunRecord): Origin {
  return { run, step: undefined, at: run.endsAt };
}

export function makeVersions(item: ItemRecord, contents: Contents, origins: readonly Origin[]): VersionRecord[] {
  return origins.map((origin, index) => makeVersion(item, contents, origin, { number: index + 1, of: origins.length }));
}

interface Place {
  readonly number: number;
  readonly of: number;
}

function makeVersion(item: ItemRecord, contents: Contents, { run, step, at }: Origin, place: Place): VersionRecord {
  const dice = new Dice("version", item.id, place.number);
  // Some are uploaded by hand, without saying what made them.
  const isTracked = !dice.chance(0.12);
  return {
    id: uuidOf("version", item.id, place.number),
    item,
    number: place.number,
    createdAt: at + UPLOAD_TIME,
    owner: personOf("version", item.id, place.number) ?? ROBOT,
    description: drawDescription(dice, run),
    alias: aliasOf(dice, item, place),
    tagsAtFirst: tagsOf(item, place),
    metadata: isTracked ? drawMetadata(dice, run, at) : {},
    run,
    isTracked,
    checkpoint: step,
    contents,
  };
}

/** A model's alias stays on its version; one is the version that serves. */
function aliasOf(dice: Dice, { kind }: ItemRecord, { number, of }: Place): string | undefined {
  const alias = kind === "model" && dice.chance(0.4) ? `v1.${number}` : undefined;
  return kind === "model" && of > 3 && number === of - 3 ? "production" : alias;
}

/** Each tag is on one version of an item at most, as a name that moves on. */
function tagsOf({ kind }: ItemRecord, { number, of }: Place): string[] {
  const production = Math.max(1, of - 3);
  const tags: readonly (readonly [tag: string, on: number])[] = [
    ["baseline", 1],
    ["production", production],
    ["previous", production - 1],
    ["candidate", of],
    ["quarterly review 2025", Math.ceil(of / 2)],
  ];
  const known = kind === "model" ? tags : tags.slice(0, 2);
  return known.filter(([, on]) => on === number).map(([tag]) => tag);
}

function drawDescription(dice: Dice, run: RunRecord): string {
  return dice.pick([
    "",
    "",
    `From [${run.name}](${run.externalUrl ?? "https://mlflow.example.com"}).`,
    "Trained on the **cleaned** conversations.",
    "Same data, other seed.\n\n- checked by hand: 50 answers\n- `eval_loss` as before",
  ]);
}

function drawMetadata(dice: Dice, run: RunRecord, at: number): Record<string, unknown> {
  const { model, learningRate, rank, seed } = run.recipe;
  const scores = metricSummaries(run, at).filter(({ key }) => /^(eval_\w+|loss|acc)$/.test(key));
  return {
    base_model: model.hub,
    framework: model.layers === 0 ? "lightgbm" : "peft",
    learning_rate: learningRate,
    lora_r: rank,
    seed,
    ...(dice.chance(0.3)
      ? { dataset: { name: "support", version: dice.between(3, 6), splits: ["train", "test"] } }
      : {}),
    ...Object.fromEntries(scores.slice(0, 3).map(({ key, latest }) => [key, latest] as const)),
    approved: dice.chance(0.4),
  };
}
