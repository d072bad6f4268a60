import { safetensorsFile, type Tensor } from "../bytes/safetensorsFile";
import { timeOfStep } from "../team/records/progress";
import type { RunRecord } from "../team/records/records";
import type { ArtifactFile } from "./artifactFile";
import { jsonText } from "./configs";
import { textFile } from "./textFile";

const VOCABULARY = 128_256;
const INTERMEDIATE = 8192;

/** The whole model in one file of some 2.5 GB, which is beyond what 31 bits count. */
export function releaseFiles(run: RunRecord): ArtifactFile[] {
  const createdAt = timeOfStep(run, run.recipe.steps);
  return [
    { path: "model.safetensors", createdAt, bytes: () => safetensorsFile(wholeModel(run), run.uuid) },
    textFile("generation_config.json", createdAt, () => jsonText({ do_sample: true, temperature: 0.6, top_p: 0.9 })),
  ];
}

function wholeModel({ recipe: { model } }: RunRecord): Tensor[] {
  const layers = Array.from({ length: model.layers }, (_, layer) => {
    const prefix = `model.layers.${layer}`;
    return [
      { name: `${prefix}.input_layernorm.weight`, shape: [model.hidden] },
      { name: `${prefix}.mlp.down_proj.weight`, shape: [model.hidden, INTERMEDIATE] },
      { name: `${prefix}.mlp.gate_proj.weight`, shape: [INTERMEDIATE, model.hidden] },
      { name: `${prefix}.mlp.up_proj.weight`, shape: [INTERMEDIATE, model.hidden] },
      { name: `${prefix}.post_attention_layernorm.weight`, shape: [model.hidden] },
      { name: `${prefix}.self_attn.k_proj.weight`, shape: [model.valueWidth, model.hidden] },
      { name: `${prefix}.self_attn.o_proj.weight`, shape: [model.hidden, model.queryWidth] },
      { name: `${prefix}.self_attn.q_proj.weight`, shape: [model.queryWidth, model.hidden] },
      { name: `${prefix}.self_attn.v_proj.weight`, shape: [model.valueWidth, model.hidden] },
    ];
  });
  const embedding = { name: "model.embed_tokens.weight", shape: [VOCABULARY, model.hidden] };
  return [embedding, ...layers.flat(), { name: "model.norm.weight", shape: [model.hidden] }];
}
