import type { ModelFacts } from "./records";

/** The few models that the team works with, by the name it uses for them. */
export const MODELS = {
  qwen36: model("Qwen/Qwen3.6-27B", "qwen3.6", 16, 5120, 6144, 1024),
  qwen4b: model("Qwen/Qwen3-4B", "qwen3", 36, 2560, 4096, 1024),
  qwen8b: model("Qwen/Qwen3-8B", "qwen3", 36, 4096, 4096, 1024),
  gptOss: model("openai/gpt-oss-20b", "gpt-oss", 24, 2880, 4096, 512),
  llama1b: model("meta-llama/Llama-3.2-1B", "llama3", 16, 2048, 2048, 512),
  llama8b: model("meta-llama/Llama-3.1-8B-Instruct", "llama3", 32, 4096, 4096, 1024),
  mistral: model("mistralai/Mistral-7B-v0.3", "mistral", 32, 4096, 4096, 1024),
  gemma: model("google/gemma-3-4b-it", "gemma3", 34, 2560, 2048, 1024),
  bert: model("google-bert/bert-base-uncased", "bert", 12, 768, 768, 768),
  e5: model("intfloat/multilingual-e5-base", "e5", 12, 768, 768, 768),
  whisper: model("openai/whisper-large-v3", "whisper", 32, 1280, 1280, 1280),
  nllb: model("facebook/nllb-200-distilled-600M", "nllb", 12, 1024, 1024, 1024),
  siglip: model("google/siglip2-base-patch16-224", "siglip2", 12, 768, 768, 768),
  lightgbm: model("lightgbm", "lightgbm", 0, 0, 0, 0),
} as const satisfies Record<string, ModelFacts>;

export type ModelName = keyof typeof MODELS;

function model(
  hub: string,
  family: string,
  layers: number,
  hidden: number,
  queryWidth: number,
  valueWidth: number,
): ModelFacts {
  return { hub, family, layers, hidden, queryWidth, valueWidth };
}
