import type { Product } from "./catalogueRecords";

type Line = readonly [id: string, name: string, source: string, delivery: Product["delivery"], base?: string];

/** Tests and newcomers look for these: several of one name, without an address, with one that must not be opened,
 * and a long lineage. */
export const NOTABLE_PRODUCTS: readonly Product[] = [
  ...products("model", "fill-mask", [
    ["12345", "google-bert/bert-base-uncased", hub("google-bert/bert-base-uncased"), "signed"],
    ["12346", "google-bert/bert-base-uncased", hub("google-bert/bert-base-uncased"), "none"],
    ["12347", "google-bert/bert-base-uncased", "s3://acme-mirror/bert-base-uncased", "local"],
    ["12350", "bert-base-uncased", hub("bert-base-uncased"), "signed", "google-bert/bert-base-uncased"],
    ["12351", "squad", hub("deepset/bert-base-uncased-squad2"), "signed", "google-bert/bert-base-uncased"],
    ["audience-classifier-model", "audience_classifier_model", hub("parvk11/audience_classifier_model"), "signed"],
    ["12353", "日本語-bert/ベースモデル", hub("tohoku-nlp/bert-base-japanese-v3"), "signed"],
    ["12354", "Größenschätzer (Übung) 100%", "built on Zoë's laptop", "none"],
    ["12355", "legacy-intent-model", "", "local"],
    ["12356", "link-in-disguise", "javascript:alert(1)", "local"],
    ["12357", "share/checkpoints #3?", "file:///mnt/share/checkpoints", "none"],
    ["12358", "plain-http-model", "http://models.example.com/plain?id=1&x=[2]", "signed"],
    // Each made from the one before: a lineage of five levels.
    ["12361", "acme/bert-support-domain", hub("acme/bert-support-domain"), "signed", "google-bert/bert-base-uncased"],
    ["12363", "acme/support-intent", hub("acme/support-intent"), "signed", "acme/bert-support-domain"],
    ["12365", "acme/support-intent-distilled", hub("acme/support-intent-distilled"), "signed", "acme/support-intent"],
    [
      "12367",
      "acme/support-intent-int8",
      "s3://acme-models/support-intent-int8",
      "none",
      "acme/support-intent-distilled",
    ],
  ]),
  ...products("dataset", "question-answering", [
    ["20001", "rajpurkar/squad", hub("datasets/rajpurkar/squad"), "signed"],
    ["20002", "squad", hub("datasets/squad"), "none"],
    ["20003", "bookcorpus/bookcorpus", hub("datasets/bookcorpus/bookcorpus"), "none"],
    ["20004", "kundengespräche-2025", "//nas/audio/2025", "none"],
  ]),
  ...products("code", "training", [
    ["30001", "google-research/bert", "https://github.com/google-research/bert", "signed"],
    ["30002", "huggingface/transformers", "https://github.com/huggingface/transformers", "none"],
    ["30003", "squad", "git@github.com:acme/squad.git", "none"],
  ]),
];

function products(type: Product["type"], task: string, lines: readonly Line[]): Product[] {
  return lines.map(([id, name, source, delivery, base]) => ({ id, type, name, source, delivery, task, base }));
}

function hub(path: string): string {
  return `https://huggingface.co/${path}`;
}
