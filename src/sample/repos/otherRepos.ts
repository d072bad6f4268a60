import { artifacts, models } from "./itemBlueprint";
import type { RepoBlueprint } from "./repoBlueprints";

/** Another organization's: nothing in it is in the main one's. */
export const OTHER_REPOS: readonly RepoBlueprint[] = [
  {
    name: "field-notes",
    description: "Gemma 3, tuned on field engineers' notes.",
    project: "gemma-3-4b-field-notes",
    items: [...models(["gemma-3-4b-notes-lora", 17, "adapter"]), ...artifacts(["notes-eval", 4, "benchmark"])],
  },
  {
    name: "wind-power",
    description: "Day ahead, per turbine.",
    project: "wind-power-forecast",
    items: [...models(["wind-lightgbm", 9, "small"]), ...artifacts(["forecast-errors", 3, "small"])],
  },
];
