import { Dice } from "../../bytes/dice";
import { DAY, HOUR, type ProjectBlueprint } from "./blueprints";
import type { ModelName } from "../records/models";
import type { Task } from "../records/records";

type Line = readonly [name: string, team: string, task: Task, model: ModelName, description: string];

const BENCHMARKS: readonly Line[] = [
  ["llm-benchmark/gpt-oss-20b", "evaluation", "benchmark", "gptOss", "MMLU, GSM8K, IFEval and our own support set."],
  ["llm-benchmark/Qwen3-4B", "evaluation", "benchmark", "qwen4b", "MMLU, GSM8K, IFEval and our own support set."],
  ["llm-benchmark/Qwen3-8B", "evaluation", "benchmark", "qwen8b", "MMLU, GSM8K, IFEval and our own support set."],
  ["llm-benchmark/Llama-3.1-8B", "evaluation", "benchmark", "llama8b", "MMLU, GSM8K, IFEval and our own support set."],
  ["llm-benchmark/gemma-3-4b-it", "evaluation", "benchmark", "gemma", "MMLU, GSM8K, IFEval and our own support set."],
  ["llm-benchmark/Mistral-7B-v0.3", "evaluation", "benchmark", "mistral", "Kept as the *baseline of 2024*."],
];

const OLDER: readonly Line[] = [
  ["ticket-triage", "nlp", "finetune", "qwen4b", "Routes tickets to one of 38 queues. Replaces `ticket-triage-bert`."],
  ["rag-reranker", "search", "embed", "e5", "Cross-encoder for the help centre's retrieval."],
  ["Support Summaries EN", "nlp", "finetune", "llama8b", "Summaries of long conversations, ≤ 80 words."],
  ["Support Summaries FR", "nlp", "finetune", "mistral", "Résumés de conversations, 80 mots au plus."],
  ["vision/shelf-detector", "vision", "vision", "siglip", "Products on supermarket shelves. Data: `shelves-v3`."],
  ["vision/defect-segmentation", "vision", "vision", "siglip", "Scratches and dents on coated steel."],
  ["gpt-oss-20b-tool-use", "nlp", "finetune", "gptOss", "Function calling with the 61 tools of the assistant."],
  ["distill-qwen3-8b-to-4b", "nlp", "finetune", "qwen4b", "Logit distillation, temperature 2."],
  ["long-context/qwen3-8b-128k", "nlp", "finetune", "qwen8b", "YaRN, then 400 M tokens of long documents."],
  ["reward-model-8b", "nlp", "prefer", "qwen8b", "Bradley–Terry on 210k pairs."],
  ["orpo-mistral-7b", "nlp", "prefer", "mistral", "ORPO instead of SFT + DPO: one stage less."],
  ["Übersetzung-en-de", "nlp", "translate", "nllb", "Die Gegenrichtung, seltener gebraucht."],
  ["traduction-fr-en", "nlp", "translate", "nllb", "Le même modèle, pour le français."],
  ["speech/wake-word", "speech", "speech", "whisper", "On-device, 200 kB at most."],
  ["speech/diarization", "speech", "speech", "whisper", "Who spoke when, at most 4 speakers."],
  ["churn-forecast", "data-science", "tabular", "lightgbm", "Monthly. **Not** for single customers."],
  ["price-elasticity", "data-science", "tabular", "lightgbm", "Per category and week."],
  ["fraud-scores-v4", "risk", "tabular", "lightgbm", "Recall at 0.1 % false positives is what counts."],
  ["fraud-scores-v3", "risk", "tabular", "lightgbm", "Retired in spring, kept for audits."],
  ["embedding-multilingual-e5", "search", "embed", "e5", "Matryoshka heads of 768, 512 and 256."],
  ["query-intent", "search", "finetune", "bert", "11 intents, 14 languages."],
  ["product-search/bi-encoder", "search", "embed", "e5", "Hard negatives from last month's clicks."],
  ["product-search/spell-correct", "search", "translate", "nllb", "Character level; latency under 4 ms."],
  ["ner-invoices", "documents", "finetune", "bert", "Fields of invoices: number, date, IBAN, sums."],
  ["layout/receipts", "documents", "vision", "siglip", "Photos of receipts, also crumpled ones."],
  ["doc-qa (pilot)", "documents", "finetune", "gemma", "Answers with page references."],
  ["pii-redaction", "platform", "finetune", "bert", "Names, addresses, numbers. Recall first."],
  ["toxicity-filter", "trust", "finetune", "bert", "Three levels, calibrated each quarter."],
  ["prompt-injection-detector", "trust", "finetune", "qwen4b", "Trained on our own red-team's prompts."],
  ["guardrail-8b", "trust", "prefer", "llama8b", "Says no, politely, and only when needed."],
  ["agent-evals", "evaluation", "benchmark", "gptOss", "End-to-end tasks in a sandbox; 3 tries each."],
  ["hallucination-bench", "evaluation", "benchmark", "qwen8b", "Answers against the retrieved pages."],
  ["quantization-study/int4-awq", "platform", "benchmark", "llama8b", "What 4 bits cost, task by task."],
  ["quantization-study/fp8", "platform", "benchmark", "llama8b", "What 8 bits cost: next to nothing."],
  ["speculative-decoding", "platform", "benchmark", "qwen8b", "Draft models of 0.6B and 1.7B."],
  ["tokenizer-ablation", "research", "finetune", "qwen4b", "32k, 64k and 151k entries."],
  ["curriculum-order", "research", "finetune", "qwen4b", "Does order matter? _(a little)_"],
  ["optimizer-muon", "research", "finetune", "qwen4b", "Muon against AdamW, same budget."],
  ["moe-routing", "research", "finetune", "gptOss", "Load balancing without the auxiliary loss."],
  ["lora-vs-full", "research", "finetune", "llama8b", "Where low rank stops being enough."],
  ["data-mix-2024", "research", "finetune", "mistral", "Mixtures of last year, for comparison."],
  ["code-completion-7b", "developer-tools", "finetune", "mistral", "Fill-in-the-middle for our monorepo."],
  ["commit-messages", "developer-tools", "finetune", "qwen4b", "From diffs. Conventional Commits."],
  ["sql-assistant", "developer-tools", "finetune", "qwen8b", "Text to SQL over the warehouse's 900 tables."],
  ["log-anomaly", "sre", "tabular", "lightgbm", "Features of log templates, 5-minute windows."],
  ["ocr-handwriting", "documents", "vision", "siglip", "Notes on delivery slips."],
];

export function benchmarkProjects(since: number): ProjectBlueprint[] {
  return BENCHMARKS.map((line, index) => blueprint(line, since + index * 5 * HOUR));
}

/** From days to most of a year ago, further apart the older they are. */
export function olderProjects(since: number): ProjectBlueprint[] {
  return OLDER.map((line, index) => blueprint(line, since + Math.round(0.14 * index * index * DAY) + index * 3 * HOUR));
}

function blueprint([name, team, task, model, description]: Line, ago: number): ProjectBlueprint {
  const dice = new Dice("blueprint", name);
  const isTuned = task !== "benchmark" && task !== "tabular";
  return {
    name,
    description,
    team,
    task,
    model,
    ago,
    pace: dice.between(3, 40) * HOUR,
    layout: task === "benchmark" ? "benchmark" : isTuned ? "trainer" : "small",
    nesting: isTuned ? 0.1 : 0,
  };
}
