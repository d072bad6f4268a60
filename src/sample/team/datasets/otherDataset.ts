import { DAY, HOUR, MINUTE, type Dataset, type ProjectBlueprint } from "./blueprints";
import type { ModelName } from "../records/models";
import type { Task } from "../records/records";

type Line = readonly [name: string, team: string, task: Task, model: ModelName, description: string];

const LINES: readonly Line[] = [
  ["wind-power-forecast", "energy", "tabular", "lightgbm", "Day ahead, per turbine."],
  ["turbine-blade-inspection", "energy", "vision", "siglip", "Drone photos, cracks of 2 mm and more."],
  ["grid-load/15-minutes", "energy", "tabular", "lightgbm", "Quarter-hourly load by substation."],
  ["maintenance-reports-ner", "nlp", "finetune", "bert", "Parts and faults in technicians' notes."],
  ["bilingual-assistant-fr-de", "nlp", "finetune", "mistral", "Answers in the language of the question."],
  ["eval/mistral-7b", "evaluation", "benchmark", "mistral", "The usual suites, each night."],
  ["eval/gemma-3-4b-it", "evaluation", "benchmark", "gemma", "The usual suites, each night."],
  ["safety-announcements-asr", "speech", "speech", "whisper", "Loudspeakers in halls: much reverb."],
  ["spare-parts-search", "search", "embed", "e5", "Part numbers and free text in one space."],
  ["météo-descente-échelle", "energy", "tabular", "lightgbm", "Prévisions locales à partir du modèle global."],
  ["solar-yield", "energy", "tabular", "lightgbm", "By roof, from satellite and weather."],
];

/** Another organization's, on another site: nothing in it is in the main data set. */
export const OTHER_DATASET: Dataset = {
  projects: [
    {
      name: "gemma-3-4b-field-notes",
      description: "Fine-tuning **Gemma 3** on field engineers' notes.",
      team: "nlp",
      task: "finetune",
      model: "gemma",
      ago: 26 * MINUTE,
      isStarred: true,
      layout: "trainer",
      drawn: 20,
      pace: 9 * HOUR,
      runs: [
        { name: "lora-r32-night", ago: 26 * MINUTE, lasts: 5 * HOUR, steps: 2000, rank: 32, isShowpiece: true },
        { name: "lora-r32-baseline", ago: 19 * HOUR, lasts: 2 * HOUR, steps: 800, rank: 32, isShowpiece: true },
      ],
    },
    ...LINES.map(blueprint),
  ],
  runCount: 260,
  newestProjectId: 912,
  firstRunId: 15204,
};

function blueprint([name, team, task, model, description]: Line, index: number): ProjectBlueprint {
  const layout = task === "benchmark" ? "benchmark" : task === "tabular" ? "small" : "trainer";
  return { name, description, team, task, model, layout, ago: (index + 1) * 1.7 * DAY, pace: 21 * HOUR, nesting: 0.1 };
}
