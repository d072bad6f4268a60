import { textBytes, type ByteSource } from "../bytes/byteSource";
import { Dice } from "../bytes/dice";
import { safetensorsFile } from "../bytes/safetensorsFile";
import { zipFile, type ZipEntry } from "../bytes/zipFile";
import { cardOf } from "./cards";
import type { Product } from "./catalogueRecords";

const HIDDEN = 128;

/** A zip of some kilobytes for data and code, of some megabytes for models. */
export function packageOf(product: Product): ByteSource {
  return zipFile([{ name: "README.md", bytes: textBytes(cardOf(product)) }, ...contentsOf(product)]);
}

/** As the costs count. */
export function megabytesOf(product: Product): number {
  return Number((packageOf(product).size / 1e6).toFixed(3));
}

function contentsOf(product: Product): ZipEntry[] {
  switch (product.type) {
    case "model":
      return modelFiles(product);
    case "dataset":
      return [
        { name: "data/train.jsonl", bytes: textBytes(rows(product, 400)) },
        { name: "data/test.jsonl", bytes: textBytes(rows(product, 60)) },
      ];
    case "code":
      return [
        {
          name: "train.py",
          bytes: textBytes('import torch\n\nif __name__ == "__main__":\n    print(torch.__version__)\n'),
        },
        { name: "requirements.txt", bytes: textBytes("torch==2.9.0\ntransformers==4.57.1\n") },
      ];
  }
}

function modelFiles({ id, name }: Product): ZipEntry[] {
  const vocabulary = new Dice("vocabulary", id).between(1, 20) * 1000;
  const tensors = [
    { name: "embeddings.word_embeddings.weight", shape: [vocabulary, HIDDEN] },
    { name: "pooler.dense.weight", shape: [HIDDEN, HIDDEN] },
    { name: "pooler.dense.bias", shape: [HIDDEN] },
  ];
  const config = { _name_or_path: name, hidden_size: HIDDEN, vocab_size: vocabulary, torch_dtype: "bfloat16" };
  return [
    { name: "config.json", bytes: textBytes(`${JSON.stringify(config, null, 2)}\n`) },
    { name: "model.safetensors", bytes: safetensorsFile(tensors, "product", id) },
  ];
}

function rows({ id }: Product, count: number): string {
  const dice = new Dice("rows", id, count);
  return Array.from({ length: count }, (_, index) => `${JSON.stringify({ index, label: dice.between(0, 4) })}\n`).join(
    "",
  );
}
