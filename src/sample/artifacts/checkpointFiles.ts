import { safetensorsFile, type Tensor } from "../bytes/safetensorsFile";
import { weightBytes } from "../bytes/weightBytes";
import { timeOfStep } from "../team/records/progress";
import type { Recipe, RunRecord } from "../team/records/records";
import type { ArtifactFile } from "./artifactFile";
import { checkpointSteps } from "./checkpointSteps";
import { adapterConfig, jsonText, trainerState } from "./configs";
import { modelCard } from "./modelCard";
import { textFile } from "./textFile";

/** Added by torch.save around an optimizer's two moments. */
const OPTIMIZER_OVERHEAD = 4_318;

export function checkpointFiles(run: RunRecord, now: number): ArtifactFile[] {
  return checkpointSteps(run, now).flatMap((step) => checkpointFilesAt(run, step));
}

/** As the trainer saves them at a step, below `checkpoint-<step>/`. */
export function checkpointFilesAt(run: RunRecord, step: number): ArtifactFile[] {
  const savedAt = timeOfStep(run, step);
  const at = (name: string): string => `checkpoint-${step}/${name}`;
  const generated = (name: string, size: number): ArtifactFile => ({
    path: at(name),
    createdAt: savedAt,
    bytes: () => weightBytes(size, run.uuid, step, name),
  });
  return [
    textFile(at("README.md"), savedAt, () => modelCard(run, savedAt)),
    textFile(at("adapter_config.json"), savedAt, () => adapterConfig(run)),
    {
      path: at("adapter_model.safetensors"),
      createdAt: savedAt,
      bytes: () => safetensorsFile(loraTensors(run.recipe), run.uuid, step),
    },
    generated("optimizer.pt", adapterDataSize(run.recipe) * 2 + OPTIMIZER_OVERHEAD),
    generated("rng_state.pth", 14_244),
    generated("scheduler.pt", 1_064),
    textFile(at("special_tokens_map.json"), savedAt, () =>
      jsonText({ eos_token: "<|im_end|>", pad_token: "<|endoftext|>" }),
    ),
    textFile(at("trainer_state.json"), savedAt, () => trainerState(run, savedAt)),
  ];
}

/** The low-rank pairs beside each layer's query and value projections, as peft names them. */
function loraTensors({ model, rank }: Recipe): Tensor[] {
  return Array.from({ length: model.layers }, (_, layer) => {
    const prefix = `base_model.model.model.layers.${layer}.self_attn`;
    return [
      { name: `${prefix}.q_proj.lora_A.weight`, shape: [rank, model.hidden] },
      { name: `${prefix}.q_proj.lora_B.weight`, shape: [model.queryWidth, rank] },
      { name: `${prefix}.v_proj.lora_A.weight`, shape: [rank, model.hidden] },
      { name: `${prefix}.v_proj.lora_B.weight`, shape: [model.valueWidth, rank] },
    ];
  }).flat();
}

function adapterDataSize({ model, rank }: Recipe): number {
  return model.layers * rank * 2 * (2 * model.hidden + model.queryWidth + model.valueWidth);
}
