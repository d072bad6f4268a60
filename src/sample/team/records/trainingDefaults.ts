import type { Tag } from "./records";

const LINES = `
adam_beta1=0.9|adam_beta2=0.999|adam_epsilon=1e-08|adafactor=False|auto_find_batch_size=False|average_tokens_across_devices=True
bf16_full_eval=False|bnb_4bit_compute_dtype=bfloat16|bnb_4bit_quant_storage=bfloat16|bnb_4bit_quant_type=nf4
bnb_4bit_use_double_quant=True|attn_implementation=flash_attention_2|dataloader_drop_last=False|dataloader_num_workers=8
dataloader_persistent_workers=False|dataloader_pin_memory=True|dataloader_prefetch_factor=2|dataset_name=support-v5
dataset_num_proc=16|dataset_text_field=messages|ddp_backend=nccl|ddp_timeout=1800|disable_tqdm=True|do_eval=True|do_train=True
eval_accumulation_steps=None|eval_delay=0|eval_on_start=False|eval_packing=False|eval_steps=50|eval_strategy=steps|fp16=False
fp16_full_eval=False|fsdp=full_shard auto_wrap|fsdp_config={'min_num_params': 0, 'xla': False, 'activation_checkpointing': True}
full_determinism=False|gradient_checkpointing=True|gradient_checkpointing_kwargs={'use_reentrant': False}|greater_is_better=False
group_by_length=False|hub_private_repo=None|hub_strategy=every_save|ignore_data_skip=False|include_num_input_tokens_seen=False
label_smoothing_factor=0.0|length_column_name=length|load_best_model_at_end=True|load_in_4bit=True|load_in_8bit=False
local_rank=0|log_level=passive|log_on_each_node=True|logging_first_step=False|logging_nan_inf_filter=True|logging_steps=10
logging_strategy=steps|lora_bias=none|lora_init_weights=True|lora_target_modules=['q_proj', 'v_proj']|lora_task_type=CAUSAL_LM
lora_use_dora=False|lora_use_rslora=False|max_grad_norm=1.0|max_length=4096|metric_for_best_model=eval_loss
neftune_noise_alpha=None|no_cuda=False|optim=paged_adamw_8bit|optim_args=None|output_dir=/mnt/scratch/out|overwrite_output_dir=False
packing=True|packing_strategy=bfd|padding_free=False|past_index=-1|per_device_eval_batch_size=4|prediction_loss_only=False
push_to_hub=False|remove_unused_columns=True|report_to=['mlflow']|restore_callback_states_from_checkpoint=False
resume_from_checkpoint=None|save_only_model=False|save_safetensors=True|save_steps=102|save_strategy=steps|save_total_limit=3
skip_memory_metrics=True|tf32=True|torch_compile=False|torch_dtype=bfloat16|torch_empty_cache_steps=None|trust_remote_code=False
use_cpu=False|use_liger_kernel=True|warmup_steps=0|weight_decay=0.01|world_size=4
`;

/** transformers, peft and bitsandbytes report these besides the user's own settings. */
export const TRAINING_DEFAULTS: readonly Tag[] = LINES.trim()
  .split(/[|\n]/)
  .map((line): Tag => {
    const equals = line.indexOf("=");
    return [line.slice(0, equals), line.slice(equals + 1)];
  });
