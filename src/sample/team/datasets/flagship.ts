import { DAY, HOUR, MINUTE, SECOND, type ProjectBlueprint, type RunBlueprint } from "./blueprints";

const EASY = { steps: 320, isShowpiece: true } as const;

/** A sweep, its trials, and three seeds of the best two: children two levels deep. */
function trial(learningRate: string, ago: number, quality: number, seeds: number): RunBlueprint {
  const children = Array.from({ length: seeds }, (_, index) => ({
    name: `seed-${index + 1}`,
    ago: ago - index * 11 * MINUTE,
    lasts: 9 * MINUTE + index * 14 * SECOND,
    quality: quality * (1 + index * 0.01),
    learningRate: Number(learningRate),
    ...EASY,
  }));
  const lasts = 10 * MINUTE + 41 * SECOND + seeds * 11 * MINUTE;
  return { name: `lr-${learningRate}`, ago, lasts, quality, learningRate: Number(learningRate), ...EASY, children };
}

const RUNNING: RunBlueprint = {
  name: "qlora-r8-lr1e-4",
  description: "Longer schedule after the sweep: **r=8**, 4-bit NF4 base, FSDP over 4×H100.",
  ago: 42 * MINUTE,
  lasts: 6 * HOUR + 42 * MINUTE,
  rank: 8,
  learningRate: 1e-4,
  steps: 2448,
  quality: 0.98,
  layout: "trainer",
  isShowpiece: true,
  children: [
    { name: "seed-1", ago: 39 * MINUTE, lasts: 9 * MINUTE + 12 * SECOND, quality: 1.02, ...EASY },
    { name: "seed-2", ago: 28 * MINUTE, lasts: 9 * MINUTE + 3 * SECOND, quality: 1.01, ...EASY },
    { name: "seed-3", ago: 8 * MINUTE, lasts: 9 * MINUTE + 28 * SECOND, quality: 1, ...EASY },
  ],
};

/** The project on top: what a newcomer opens first and what screenshots show. */
export const FLAGSHIP: ProjectBlueprint = {
  name: "qwen36-27b-qlora-fsdp",
  description: [
    "QLoRA fine-tuning of **Qwen3.6-27B** on support conversations.",
    "",
    "- base in 4-bit NF4, adapters in bf16, FSDP over 4×H100",
    "- evaluated on `support-eval-v5` every 50 steps",
    "- [runbook](https://wiki.example.com/ml/qlora-fsdp)",
  ].join("\n"),
  team: "nlp",
  task: "finetune",
  model: "qwen36",
  ago: 8 * MINUTE,
  isStarred: true,
  layout: "trainer",
  drawn: 26,
  pace: 7 * HOUR,
  nesting: 0.15,
  runs: [
    RUNNING,
    {
      name: "qlora-r16-lr2e-4",
      ago: 55 * MINUTE,
      lasts: HOUR - 2 * SECOND,
      rank: 16,
      learningRate: 2e-4,
      steps: 900,
      quality: 1.01,
      layout: "trainer",
      isShowpiece: true,
    },
    {
      name: "vanilla",
      description: "The base model as it is, evaluated only.",
      ago: 20 * HOUR,
      lasts: 27 * SECOND + 400,
      quality: 2.87,
      steps: 40,
      layout: "small",
      isShowpiece: true,
    },
    {
      name: "bf16-a100",
      description: "Does bf16 without quantization fit on 80 GB? It does not.",
      ago: 22 * HOUR,
      lasts: 4 * MINUTE + 8 * SECOND,
      outcome: "failed",
      reach: 0.06,
      isShowpiece: true,
    },
    { name: "dry-run", ago: 23 * HOUR, lasts: 6 * SECOND, layout: "none", steps: 10 },
    {
      name: "qlora-r8-lr2e-4",
      ago: 26 * HOUR,
      lasts: 3 * HOUR + 12 * MINUTE,
      rank: 8,
      learningRate: 2e-4,
      steps: 1224,
      quality: 1.03,
      isShowpiece: true,
    },
    {
      name: "lr-sweep",
      description: "Five learning rates, the best two with three seeds each.",
      ago: 2 * DAY,
      lasts: 3 * HOUR + 26 * MINUTE,
      steps: 320,
      quality: 1.02,
      layout: "small",
      isShowpiece: true,
      children: [
        trial("5e-5", 2 * DAY - 2 * MINUTE, 1.12, 0),
        trial("1e-4", 2 * DAY - 14 * MINUTE, 1.02, 3),
        trial("2e-4", 2 * DAY - 60 * MINUTE, 1.05, 3),
        trial("5e-4", 2 * DAY - 108 * MINUTE, 1.31, 0),
        trial("1e-3", 2 * DAY - 120 * MINUTE, 2.4, 0),
      ],
    },
    { name: "fsdp-cpu-offload", ago: 2 * DAY + 5 * HOUR, lasts: 51 * MINUTE, outcome: "killed", reach: 0.3 },
    { name: "packing-8k", ago: 2 * DAY + 9 * HOUR, lasts: HOUR, outcome: "paused", reach: 0.4 },
  ],
};
