import { Dice } from "../../bytes/dice";
import { shortRate } from "./runNames";
import type { Recipe, RunRecord, Tag } from "./records";
import { TRAINING_DEFAULTS } from "./trainingDefaults";

/** Null for runs that recorded none, as about half of the real ones. */
export function paramsOf(run: RunRecord): Tag[] | null {
  const { params, task } = run.recipe;
  if (params === "none") {
    return null;
  }
  const isTrained = task !== "benchmark" && task !== "tabular";
  const few = isTrained ? trainedParams(run.recipe) : task === "benchmark" ? benchmarkParams(run) : treeParams(run);
  return params === "short" || !isTrained ? few : wholeParams(few);
}

function trainedParams(recipe: Recipe): Tag[] {
  return [
    ["model_name_or_path", recipe.model.hub],
    ["learning_rate", String(recipe.learningRate)],
    ["lora_r", String(recipe.rank)],
    ["lora_alpha", String(recipe.rank * 2)],
    ["lora_dropout", recipe.seed % 3 === 0 ? "0.1" : "0.05"],
    ["num_train_epochs", String(recipe.epochs)],
    ["max_steps", String(recipe.steps)],
    ["per_device_train_batch_size", recipe.seed % 2 === 0 ? "2" : "4"],
    ["gradient_accumulation_steps", "8"],
    ["lr_scheduler_type", "cosine"],
    ["warmup_ratio", "0.03"],
    ["bf16", "True"],
    ["seed", String(recipe.seed)],
    ["run_name", `r${recipe.rank}-lr${shortRate(recipe.learningRate)}`],
  ];
}

function benchmarkParams({ recipe, uuid }: RunRecord): Tag[] {
  const dice = new Dice("benchmark", uuid);
  return [
    ["model", recipe.model.hub],
    ["num_fewshot", String(dice.pick([0, 5, 8, 25]))],
    ["batch_size", dice.pick(["auto", "8", "16"])],
    ["temperature", String(dice.pick([0, 0.6, 1]))],
    ["max_new_tokens", String(dice.pick([256, 1024, 4096]))],
    ["backend", dice.pick(["vllm", "hf"])],
    ["apply_chat_template", dice.chance(0.5) ? "true" : "false"],
    ["seed", String(recipe.seed)],
  ];
}

function treeParams({ recipe, uuid }: RunRecord): Tag[] {
  const dice = new Dice("tree", uuid);
  return [
    ["boosting_type", "gbdt"],
    ["learning_rate", String(dice.pick([0.01, 0.03, 0.05, 0.1]))],
    ["num_leaves", String(dice.pick([31, 63, 127, 255]))],
    ["max_depth", String(dice.between(4, 12))],
    ["feature_fraction", String(dice.pick([0.6, 0.8, 1]))],
    ["n_estimators", String(dice.between(2, 30) * 100)],
    ["seed", String(recipe.seed)],
  ];
}

function wholeParams(few: readonly Tag[]): Tag[] {
  const own = new Set(few.map(([key]) => key));
  return [...few, ...TRAINING_DEFAULTS.filter(([key]) => !own.has(key))];
}
