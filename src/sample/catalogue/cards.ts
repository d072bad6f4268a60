import { Dice } from "../bytes/dice";
import type { Product } from "./catalogueRecords";

/** A model card, or what stands in a README of data and code. */
export function cardOf({ id, name, type, task, base, source }: Product): string {
  const dice = new Dice("card", id);
  const license = dice.pick(["apache-2.0", "mit", "cc-by-4.0", "other"]);
  return `---
license: ${license}
pipeline_tag: ${task}
${base === undefined ? "" : `base_model: ${base}\n`}---

# ${name}

${base === undefined ? `A ${type} for ${task}.` : `Fine-tuned from [${base}](https://huggingface.co/${base}) for ${task}.`}
${dice.pick([
  "Evaluated on the held-out split; see the table in the paper.",
  "Trained for three epochs on eight A100 GPUs.",
  "Community contribution, lightly reviewed.",
  "Not for medical or legal advice.",
])}

Source: ${source || "unknown"}
`;
}
