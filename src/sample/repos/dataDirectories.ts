import type { ArtifactFile } from "../artifacts/artifactFile";
import { predictionFiles } from "../artifacts/predictionFiles";
import { textFile } from "../artifacts/textFile";
import { Dice } from "../bytes/dice";
import { DAY } from "../team/datasets/blueprints";
import { personOf, ROBOT, uuidOf } from "../team/records/people";
import type { RunRecord } from "../team/records/records";
import type { DirectoryRecord, RepoRecord } from "./repoRecords";

const ROWS = 40;
const MOST_PARTS = 12;
const PROMPTS = [
  "How do I reset my password?",
  "My invoice from March is wrong.",
  "The export stops at 50 %.",
  "Wie ändere ich meine Rechnungsadresse?",
] as const;

/** One for each name. `recordings` is a run whose thousands of small files one of them holds. */
export function makeDirectory(repo: RepoRecord, name: string, recordings: RunRecord | undefined): DirectoryRecord {
  const dice = new Dice("directory", repo.id, name);
  const createdAt = repo.createdAt + dice.between(1, 9) * (DAY / 3);
  const updatedAt = createdAt + dice.between(1, 40) * (DAY / 7);
  return {
    id: uuidOf("directory", repo.id, name),
    name,
    repo,
    owner: personOf("directory", repo.id, name) ?? ROBOT,
    description: dice.pick(["", "Cleaned, without names and addresses.", "As **exported**, before any cleaning."]),
    metadata: { rows: ROWS * MOST_PARTS, language: dice.pick(["en", "de", "ja"]), splits: ["train", "validation"] },
    createdAt,
    updatedAt,
    files: recordings === undefined ? partFiles(dice, updatedAt) : predictionFiles(recordings),
  };
}

function partFiles(dice: Dice, at: number): ArtifactFile[] {
  const parts = (split: string, count: number): ArtifactFile[] =>
    Array.from({ length: count }, (_, index) => {
      const seed = dice.between(1, 1_000_000);
      return textFile(`${split}/part-${String(index).padStart(5, "0")}.jsonl`, at, () => rows(seed));
    });
  return [
    textFile("README.md", at, () => "# Data\n\nOne conversation a line. `label` is the agents' rating.\n"),
    textFile("schema.json", at, () => `${JSON.stringify({ prompt: "string", label: "int" }, undefined, 2)}\n`),
    ...parts("train", dice.between(4, MOST_PARTS)),
    ...parts("validation", 2),
  ];
}

function rows(seed: number): string {
  const dice = new Dice("rows", seed);
  const line = (): string => JSON.stringify({ prompt: dice.pick(PROMPTS), label: dice.between(1, 5) });
  return `${Array.from({ length: ROWS }, line).join("\n")}\n`;
}
