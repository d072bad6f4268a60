import assert from "node:assert/strict";
import { nearestNames } from "../../../../src/commands/filter/nearestNames";

const NAMES = ["learning_rate", "lora_alpha", "lora_r", "eval_loss", "train/loss", "warmup_ratio"];

describe("nearestNames", () => {
  for (const [text, wanted] of [
    ["learning_rat", ["learning_rate"]],
    ["laerning_rate", ["learning_rate"]],
    ["learningRate", ["learning_rate"]],
    ["train.loss", ["train/loss"]],
    ["loss", ["eval_loss", "train/loss"]],
    ["lora", ["lora_alpha", "lora_r"]],
    ["xyz", []],
    ["", []],
  ] as const) {
    it(`finds for ${text || "nothing"}: ${wanted.join(", ") || "nothing"}`, () => {
      assert.deepEqual(nearestNames(text, NAMES), wanted);
    });
  }
});
