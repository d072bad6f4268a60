import { DAY, MINUTE, type Dataset, type ProjectBlueprint } from "./blueprints";
import { MAIN_DATASET } from "./mainDataset";

/** Projects without recent changes, so that a list of projects has several pages, too. */
const ARCHIVED = 340;

/** The sweep that takes nearly all of the runs. */
const SCHEDULER: ProjectBlueprint = {
  name: "sweeps/nightly-scheduler",
  description: "Every run that the scheduler ever started.",
  team: "nlp",
  task: "finetune",
  model: "qwen4b",
  ago: 400 * DAY,
  drawn: 97_000,
  pace: 3 * MINUTE,
  nesting: 0.01,
  layout: "small",
};

/** The main team's data behind years of others': 100,000 runs in 400 projects. It takes seconds to make, when it is first asked for. */
export const LARGE_DATASET: Dataset = {
  ...MAIN_DATASET,
  projects: [...MAIN_DATASET.projects, ...Array.from({ length: ARCHIVED }, archived), SCHEDULER],
  runCount: 100_000,
  newestProjectId: 9_412,
  firstRunId: 340_158,
};

function archived(_: unknown, index: number): ProjectBlueprint {
  const name = `archive/study-${String(ARCHIVED - index).padStart(3, "0")}`;
  const ago = (300 + index) * DAY;
  return { name, description: "", team: "research", task: "tabular", model: "lightgbm", ago, drawn: 1 };
}
