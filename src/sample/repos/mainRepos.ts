import { artifacts, models } from "./itemBlueprint";
import type { RepoBlueprint } from "./repoBlueprints";

export const MAIN_REPOS: readonly RepoBlueprint[] = [
  {
    name: "support-assistant",
    description: [
      "Adapters and evaluations of the **support assistant**.",
      "",
      "- `production` is what customers talk to",
      "- every version names the run and the step it comes from",
      "- [release checklist](https://wiki.example.com/ml/release)",
    ].join("\n"),
    project: "qwen36-27b-qlora-fsdp",
    items: [
      ...models(["qwen36-support-lora", 64, "adapter"], ["qwen36-support-lora-long", 7, "trainer"]),
      ...artifacts(
        ["support-eval", 12, "benchmark"],
        ["training-reports", 9, "small"],
        ["reports/weekly summary", 5, "small"],
        ["placeholder", 0, "none"],
        ["empty-upload", 1, "none"],
      ),
    ],
    dataDirectories: ["support-conversations", "support-eval-v5"],
  },
  {
    name: "preference-tuning",
    description: "DPO on pairs of answers rated by agents. Reward model: `rm-8b-v2`.",
    project: "dpo-qwen3-8b-helpfulness",
    items: [
      ...models(["qwen3-8b-dpo", 14, "adapter"], ["rm-8b-v2", 3, "trainer"]),
      ...artifacts(["preference-pairs", 4, "benchmark"]),
    ],
    dataDirectories: ["answer-pairs"],
  },
  {
    name: "call-centre-asr",
    description: "German call centre audio. The transcripts of each release, for *error analysis*.",
    project: "whisper-large-v3-callcenter-de",
    items: [
      ...models(["whisper-large-v3-callcenter", 5, "small"]),
      ...artifacts(["transcripts", 3, "predictions"], ["word-error-report", 6, "benchmark"]),
    ],
    dataDirectories: ["calls-de"],
  },
  {
    name: "translation",
    description: "Deutsch → Englisch für das Hilfecenter, mit Auswertungen in _chrF++_ und BLEU.",
    project: "Übersetzung-de-en",
    items: [
      ...models(["nllb-hilfecenter-de-en", 11, "adapter"]),
      ...artifacts(
        ["Auswertung (März) 100%", 2, "oddNames"],
        ["glossar/Fachbegriffe #1", 3, "small"],
        ["評価/結果", 2, "benchmark"],
      ),
    ],
    dataDirectories: ["Hilfecenter/Sätze (roh)"],
  },
  {
    name: "search-embeddings",
    description: "日本語の検索用埋め込みモデル。",
    project: "日本語-embeddings",
    items: [
      ...models(["e5-ja-matryoshka", 8, "adapter"], ["e5-ja-int8", 0, "none"]),
      ...artifacts(["jmteb-results", 5, "benchmark"]),
    ],
  },
  {
    name: "llm-release",
    description: "What goes to production: merged, signed, **frozen**.",
    project: "llm-release/llama-3.2-1b-support",
    items: [
      ...models(["llama-3.2-1b-support", 4, "release"], ["llama-3.2-1b-support-lora", 6, "adapter"]),
      ...artifacts(["release-notes", 4, "small"]),
    ],
  },
  {
    name: "lora-grid",
    description: "One artifact for each setting of the grid, logged by the scheduler.",
    project: "sweeps/qwen3-4b-lora-grid",
    items: models(["qwen3-4b-grid-winner", 2, "adapter"]),
    artifactsOfRuns: 137,
  },
  {
    name: "benchmarks",
    description: "",
    project: "llm-benchmark/gpt-oss-20b",
    items: artifacts(["harness-results", 16, "benchmark"], ["leaderboard.csv", 3, "small"]),
  },
  {
    name: "forecasting",
    description: "Gradient boosted trees. **Not** for single customers.",
    project: "churn-forecast",
    items: [...models(["churn-lightgbm", 13, "small"]), ...artifacts(["feature-importance", 4, "small"])],
  },
  {
    name: "document-models",
    description: "Fields of invoices: number, date, IBAN, sums.",
    project: "ner-invoices",
    items: [...models(["bert-ner-invoices", 10, "adapter"]), ...artifacts(["annotation-batches", 7, "benchmark"])],
  },
  { name: "scratch", description: "", project: "scratch (empty)", items: [] },
];
