import { metricSummaries } from "../team/records/metrics";
import { statusAt, stepsDone } from "../team/records/progress";
import type { RunRecord } from "../team/records/records";

/** A model card as one finds them on a hub, with front matter. */
export function modelCard(run: RunRecord, now: number): string {
  return [frontMatter(run), introduction(run, now), results(run, now), usage(run), versions()].join("\n");
}

function frontMatter({ project, recipe }: RunRecord): string {
  return `---
base_model: ${recipe.model.hub}
library_name: peft
pipeline_tag: text-generation
tags:
  - lora
  - ${recipe.model.family}
  - ${project.tags[0]?.[1] ?? "team"}
---
`;
}

function introduction(run: RunRecord, now: number): string {
  const { recipe, project } = run;
  return `# ${project.name}: ${run.name}

${run.description || `A run of **${project.name}**.`}

| | |
|---|---|
| Base model | [${recipe.model.hub}](https://huggingface.co/${recipe.model.hub}) |
| Status | ${statusAt(run, now)} |
| Steps | ${stepsDone(run, now)} of ${recipe.steps} |
| Learning rate | ${recipe.learningRate} |
| LoRA rank | ${recipe.rank} |
| Seed | ${recipe.seed} |
`;
}

function results(run: RunRecord, now: number): string {
  const rows = metricSummaries(run, now)
    .filter(({ key }) => /^(eval_|acc|loss$|train_loss)/.test(key))
    .map(({ key, latest, min, max }) => `| \`${key}\` | ${latest} | ${min} | ${max} |`);
  if (rows.length === 0) {
    return "## Results\n\nNone recorded.\n";
  }
  return `## Results

![Loss](loss.png)

| Metric | Latest | Least | Most |
|---|---:|---:|---:|
${rows.join("\n")}
`;
}

function usage({ recipe, name }: RunRecord): string {
  return `## Use

\`\`\`python
from peft import PeftModel
from transformers import AutoModelForCausalLM

base = AutoModelForCausalLM.from_pretrained("${recipe.model.hub}", device_map="auto")
model = PeftModel.from_pretrained(base, "${name}")
\`\`\`
`;
}

function versions(): string {
  return `## Framework versions

- PEFT 0.18.0
- Transformers 4.57.1
- PyTorch 2.9.0+cu128
- Datasets 4.3.0
`;
}
