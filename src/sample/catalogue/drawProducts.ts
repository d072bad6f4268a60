import { Dice, hashOf } from "../bytes/dice";
import type { Delivery, Product, ProductType } from "./catalogueRecords";

const FAMILIES = `
google-bert/bert|distilbert/distilbert|FacebookAI/roberta|FacebookAI/xlm-roberta|microsoft/deberta-v3|albert/albert
google/electra|google-t5/t5|google/flan-t5|facebook/bart|facebook/opt|openai-community/gpt2|EleutherAI/pythia
bigscience/bloom|Qwen/Qwen3|Qwen/Qwen2.5|meta-llama/Llama-3.2|mistralai/Mistral|google/gemma-3|microsoft/phi-4
HuggingFaceTB/SmolLM3|openai/whisper|facebook/wav2vec2|facebook/hubert|openai/clip-vit|google/siglip2|google/vit
facebook/dinov2|facebook/convnext|microsoft/swin|sentence-transformers/all-MiniLM|BAAI/bge|intfloat/multilingual-e5
facebook/nllb-200|Helsinki-NLP/opus-mt|dslim/bert-ner|nlptown/bert-sentiment|camembert/camembert|dbmdz/bert-german
`;
const SIZES = ["tiny", "small", "base", "large", "xl"] as const;
const VARIANTS = ["", "-uncased", "-sst2", "-squad2", "-mnli", "-ner", "-int8", "-instruct", "-onnx"] as const;
const TASKS = [
  "text-classification",
  "token-classification",
  "question-answering",
  "text-generation",
  "feature-extraction",
  "automatic-speech-recognition",
] as const;

/** Ever the same ones, in ever the same order. */
export function drawModels(count: number): Product[] {
  const names = combine(words(FAMILIES), SIZES, (family, size) => `${family}-${size}`);
  const all = combine(VARIANTS, names, (variant, name) => [name + variant, variant === "" ? undefined : name] as const);
  return all.slice(0, count).map(([name, base]) => ({
    ...drawn("model", name),
    source: `https://huggingface.co/${name}`,
    delivery: deliveryOf(name, ["signed", "signed", "signed", "signed", "signed", "none", "local"]),
    task: new Dice("task", base ?? name).pick(TASKS),
    base,
  }));
}

const TOPICS = `
glue|superglue|wikitext|c4|openwebtext|common_voice|librispeech|imagenet|cifar|coco|mmlu|gsm8k|hellaswag|arc|truthfulqa
squad-v2|natural_questions|trivia_qa|hotpot_qa|ms_marco|cnn_dailymail|xsum|samsum|opus|flores|conll2003|ontonotes|emotion
amazon_reviews|yelp_reviews
`;
const PARTS = ["", "-de", "-fr", "-ja", "-clean", "-small", "-validation", "-2024", "-annotated", "-dedup"] as const;

export function drawDatasets(count: number): Product[] {
  return combine(PARTS, words(TOPICS), (part, topic) => topic + part)
    .slice(0, count)
    .map((name) => ({
      ...drawn("dataset", name),
      source: `https://huggingface.co/datasets/${name}`,
      delivery: deliveryOf(name, ["signed", "none"]),
      task: "training data",
      base: undefined,
    }));
}

const OWNERS =
  "huggingface|pytorch|google-research|facebookresearch|EleutherAI|openai|microsoft|acme|NVIDIA|vllm-project";
const REPOSITORIES = `
finetune-scripts|eval-harness|data-pipeline|tokenizers|serving|quantization|distributed-training|notebooks|benchmarks
model-cards|prompt-tools|safety-tests
`;

export function drawCode(count: number): Product[] {
  return combine(words(REPOSITORIES), words(OWNERS), (repository, owner) => `${owner}/${repository}`)
    .slice(0, count)
    .map((name) => ({
      ...drawn("code", name),
      source: `https://github.com/${name}`,
      delivery: deliveryOf(name, ["signed", "none", "none"]),
      task: "training",
      base: undefined,
    }));
}

function drawn(type: ProductType, name: string): Pick<Product, "id" | "type" | "name"> {
  return { id: String(hashOf("product", type, name)).padStart(10, "0"), type, name };
}

function deliveryOf(name: string, choices: readonly [Delivery, ...Delivery[]]): Delivery {
  return new Dice("delivery", name).pick(choices);
}

function combine<A, B, C>(first: readonly A[], second: readonly B[], join: (a: A, b: B) => C): C[] {
  return first.flatMap((a) => second.map((b) => join(a, b)));
}

function words(text: string): string[] {
  return text.trim().split(/[|\n]/);
}
