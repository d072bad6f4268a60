import { DAY, HOUR, MINUTE, SECOND, type Dataset, type ProjectBlueprint, type RunBlueprint } from "./blueprints";
import { FLAGSHIP } from "./flagship";
import { benchmarkProjects, olderProjects } from "./olderProjects";

const GRID: ProjectBlueprint = {
  name: "sweeps/qwen3-4b-lora-grid",
  description: "Grid over rank, learning rate, dropout and seed: 1,200 short runs, started by the scheduler.",
  team: "nlp",
  task: "finetune",
  model: "qwen4b",
  ago: 9 * HOUR,
  isStarred: true,
  drawn: 1200,
  pace: 11 * MINUTE,
  nesting: 0,
  layout: "small",
};

const CALL_CENTRE: ProjectBlueprint = {
  name: "whisper-large-v3-callcenter-de",
  description: "ASR for German call centre audio. Every run keeps its 3,000 transcripts, for **error analysis**.",
  team: "speech",
  task: "speech",
  model: "whisper",
  ago: 30 * HOUR,
  drawn: 10,
  pace: 19 * HOUR,
  nesting: 0,
  layout: "predictions",
};

const ODD_NAMES: RunBlueprint = {
  name: "odd names: 100% läuft #3?",
  description: "Files named by hand, as people do.",
  ago: 2 * DAY + 3 * HOUR,
  lasts: 31 * MINUTE,
  layout: "oddNames",
};

const RELEASE: RunBlueprint = {
  name: "merged-bf16",
  description: "Adapters merged into the base, as released.",
  ago: 3 * DAY,
  lasts: 6 * MINUTE + 2 * SECOND,
  steps: 20,
  layout: "release",
  isShowpiece: true,
};

const recentProjects: readonly ProjectBlueprint[] = [
  FLAGSHIP,
  {
    name: "dpo-qwen3-8b-helpfulness",
    description: "Preference tuning on pairs of answers rated by agents. Reward model: `rm-8b-v2`.",
    team: "nlp",
    task: "prefer",
    model: "qwen8b",
    ago: 3 * HOUR,
    isStarred: true,
    layout: "trainer",
    nesting: 0.2,
    runs: [{ name: "dpo-beta0.1-lr5e-7", ago: 3 * HOUR, lasts: 11 * HOUR, steps: 1800, isShowpiece: true }],
  },
  GRID,
  CALL_CENTRE,
  {
    name: "Übersetzung-de-en",
    description: "Deutsch → Englisch für das Hilfecenter. Bewertet mit *chrF++* und BLEU.",
    team: "nlp",
    task: "translate",
    model: "nllb",
    ago: 2 * DAY + 3 * HOUR,
    layout: "trainer",
    runs: [ODD_NAMES],
  },
  {
    name: "日本語-embeddings",
    description: "日本語の検索用埋め込みモデル。評価は JMTEB。",
    team: "search",
    task: "embed",
    model: "e5",
    ago: 2 * DAY + 8 * HOUR,
    layout: "trainer",
  },
  {
    name: "llm-release/llama-3.2-1b-support",
    description: "What goes to production. Only merged and signed checkpoints.",
    team: "platform",
    task: "finetune",
    model: "llama1b",
    ago: 3 * DAY,
    isStarred: true,
    drawn: 6,
    pace: 9 * DAY,
    layout: "trainer",
    runs: [RELEASE],
  },
  {
    name: "scratch (empty)",
    description: "",
    team: "nlp",
    task: "finetune",
    model: "qwen4b",
    ago: 3 * DAY + 7 * HOUR,
    drawn: 0,
  },
];

/** A team that tunes language models, with some speech, search and vision beside. */
export const MAIN_DATASET: Dataset = {
  projects: [...recentProjects, ...benchmarkProjects(4 * DAY), ...olderProjects(6 * DAY)],
  runCount: 2500,
  newestProjectId: 2387,
  firstRunId: 70158,
};
