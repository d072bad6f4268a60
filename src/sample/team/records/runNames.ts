import type { Dice } from "../../bytes/dice";
import type { Task } from "./records";

/** A run's name has to be true of its recipe. */
interface NameFacts {
  readonly rank: number;
  readonly learningRate: number;
  readonly seed: number;
}

/** `1e-4` for 0.0001: as people write learning rates. */
export function shortRate(learningRate: number): string {
  return learningRate.toExponential().replace("e-0", "e-");
}

const NAMERS: Record<Task, (dice: Dice, facts: NameFacts) => string> = {
  finetune: (dice, { rank, learningRate }) =>
    `${dice.pick(["qlora", "lora", "dora", "rslora", "lora-all-linear"])}-r${rank}-lr${shortRate(learningRate)}`,
  prefer: (dice, { learningRate }) =>
    `${dice.pick(["dpo", "ipo", "kto", "orpo"])}-beta${dice.pick([0.05, 0.1, 0.3])}-lr${shortRate(learningRate)}`,
  translate: (dice, { learningRate }) =>
    `${dice.pick(["nllb", "back-translation", "tagged-bt", "domain"])}-${dice.pick(["200k", "1M", "4M"])}-lr${shortRate(learningRate)}`,
  benchmark: (dice) =>
    dice.pick([
      "mmlu-5shot",
      "gsm8k-cot",
      "hellaswag-0shot",
      "arc-challenge-25shot",
      "ifeval-strict",
      "humaneval-pass@1",
      "truthfulqa-mc2",
      "support-eval-v5",
    ]),
  embed: (dice, { learningRate }) =>
    `${dice.pick(["mnr", "matryoshka", "hard-neg", "cosent"])}-bs${dice.pick([128, 256, 512])}-lr${shortRate(learningRate)}`,
  speech: (dice, { rank }) => `${dice.pick(["spec-aug", "8khz", "noise-mix", "lora"])}-r${rank}-v${dice.between(1, 9)}`,
  vision: (dice) => `${dice.pick(["siglip2", "mosaic", "mixup", "frozen-tower"])}-${dice.pick([224, 384, 512])}px`,
  tabular: (dice) => `lgbm-depth${dice.between(4, 12)}-leaves${dice.pick([31, 63, 127, 255])}`,
};

export function drawRunName(task: Task, dice: Dice, facts: NameFacts): string {
  const name = NAMERS[task](dice, facts);
  return dice.chance(0.25) ? `${name}-seed${facts.seed}` : name;
}

export function drawRunDescription(dice: Dice): string {
  return dice.pick([
    "",
    "",
    "",
    "",
    "Repeats last week's run on the cleaned data.",
    "Same as before, other seed.",
    "With the **v5** evaluation set.",
    "Ablation: without packing.",
  ]);
}
