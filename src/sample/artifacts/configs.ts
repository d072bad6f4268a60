import { EVALUATION_STEPS, LOG_STEPS, seriesOf } from "../team/records/metrics";
import { paramsOf } from "../team/records/paramsOf";
import { stepsDone } from "../team/records/progress";
import type { RunRecord } from "../team/records/records";
import { CHECKPOINT_STEPS, checkpointSteps } from "./checkpointSteps";

export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

export function modelConfig({ recipe: { model, seed } }: RunRecord): string {
  return jsonText({
    architectures: [`${capitalized(model.family)}ForCausalLM`],
    model_type: model.family.replace(/\W/g, "_"),
    _name_or_path: model.hub,
    hidden_size: model.hidden,
    num_hidden_layers: model.layers,
    num_attention_heads: Math.max(1, model.queryWidth / 128),
    num_key_value_heads: Math.max(1, model.valueWidth / 128),
    rms_norm_eps: 1e-6,
    rope_theta: 1_000_000,
    tie_word_embeddings: false,
    torch_dtype: "bfloat16",
    transformers_version: "4.57.1",
    seed,
  });
}

export function adapterConfig({ recipe: { model, rank } }: RunRecord): string {
  return jsonText({
    alpha_pattern: {},
    auto_mapping: null,
    base_model_name_or_path: model.hub,
    bias: "none",
    corda_config: null,
    eva_config: null,
    exclude_modules: null,
    fan_in_fan_out: false,
    inference_mode: true,
    init_lora_weights: true,
    layer_replication: null,
    layers_pattern: null,
    layers_to_transform: null,
    loftq_config: {},
    lora_alpha: rank * 2,
    lora_bias: false,
    lora_dropout: 0.05,
    megatron_config: null,
    megatron_core: "megatron.core",
    modules_to_save: null,
    peft_type: "LORA",
    peft_version: "0.18.0",
    qalora_group_size: 16,
    r: rank,
    rank_pattern: {},
    revision: null,
    target_modules: ["q_proj", "v_proj"],
    target_parameters: null,
    task_type: "CAUSAL_LM",
    trainable_token_indices: null,
    use_dora: false,
    use_qalora: false,
    use_rslora: false,
  });
}

export function tokenizerConfig({ recipe: { model } }: RunRecord): string {
  return jsonText({
    add_bos_token: false,
    add_prefix_space: false,
    bos_token: null,
    clean_up_tokenization_spaces: false,
    eos_token: "<|im_end|>",
    errors: "replace",
    model_max_length: 131072,
    name_or_path: model.hub,
    pad_token: "<|endoftext|>",
    split_special_tokens: false,
    tokenizer_class: "Qwen2Tokenizer",
    unk_token: null,
  });
}

/** The run's own settings, even where it did not tell them to the service. */
export function trainingArguments(run: RunRecord): string {
  const params = paramsOf({ ...run, recipe: { ...run.recipe, params: "full" } }) ?? [];
  const lines = params.map(([key, value]) => `${key}: ${yamlScalar(value)}`);
  return `# ${run.name}\n${lines.join("\n")}\n`;
}

export function trainerState(run: RunRecord, now: number): string {
  const step = stepsDone(run, now);
  return jsonText({
    best_metric: null,
    best_model_checkpoint:
      checkpointSteps(run, now)
        .map((saved) => `checkpoint-${saved}`)
        .at(-1) ?? null,
    epoch: Number(((step / Math.max(1, run.recipe.steps)) * run.recipe.epochs).toFixed(4)),
    eval_steps: EVALUATION_STEPS,
    global_step: step,
    is_hyper_param_search: false,
    is_local_process_zero: true,
    is_world_process_zero: true,
    log_history: logHistory(run, now),
    logging_steps: LOG_STEPS,
    max_steps: run.recipe.steps,
    num_train_epochs: run.recipe.epochs,
    save_steps: CHECKPOINT_STEPS,
    train_batch_size: 2,
    trial_name: null,
  });
}

/** One record for each step at which something was measured. */
export function logHistory(run: RunRecord, now: number): Record<string, number>[] {
  const records = new Map<number, Record<string, number>>();
  for (const { key, points } of seriesOf(run, now)) {
    for (const [step, value] of points) {
      const record = records.get(step) ?? { step };
      record[key] = value;
      records.set(step, record);
    }
  }
  return [...records.values()].sort((a, b) => (a["step"] ?? 0) - (b["step"] ?? 0));
}

function yamlScalar(value: string): string {
  if (value === "None") {
    return "null";
  }
  if (value === "True" || value === "False") {
    return value.toLowerCase();
  }
  return /^[\w.+-]+$/.test(value) ? value : JSON.stringify(value);
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).replace(/\W/g, "");
}
