import type { Verb } from "../../src/agents/verbs/verbArguments";

/** A question to an agent, and two ways to what it has to know for the answer. */
export interface AgentTask {
  readonly question: string;
  readonly ask: (ask: (verb: Verb, args: object) => Promise<string>) => Promise<void>;
  /** The narrowest requests that the API takes; a range of bytes where a part of a file is enough. */
  readonly fetch: (get: (path: string, range?: string) => Promise<string>) => Promise<void>;
  /** What the answers have to hold, so that neither way is short because it missed the point. */
  readonly needs: readonly string[];
}

const PROJECT = "qwen36-27b-qlora-fsdp";
const FAILED = "70064";
const FINISHED = "70033";
const BEST_CHECKPOINT = /checkpoint-\d+/;

/** Those of README.md. */
export const AGENT_TASKS: readonly AgentTask[] = [
  {
    question: "Compare the five best runs by eval_loss",
    ask: async (ask) => {
      const best = await ask("find", { in: PROJECT, best: "eval_loss", limit: 5 });
      await ask("compare", { addresses: best.match(/^modelLab\/run\/\d+/gm) ?? [] });
    },
    fetch: async (get) => {
      const id = /"id":\s*"(\d+)"/.exec(await get(`projects?filter=${PROJECT}&page[size]=1`))?.[1] ?? "";
      await get(`runs?filter[project_id]=${id}&page[size]=100`);
    },
    needs: ["0.978553", "1.01759", "lora_r"],
  },
  {
    question: "Why did a run fail?",
    ask: async (ask) => {
      await ask("get", { address: `run/${FAILED}` });
      await ask("list", { address: `run/${FAILED}` });
      await ask("read", { address: `run/${FAILED}`, path: "train.log", lines: "-20" });
    },
    fetch: async (get) => {
      const run = await get(`runs/${FAILED}`);
      const files = await get(`runs/${FAILED}/artifacts`);
      await get(contentPath(run, files, "train.log"), "-2048");
    },
    needs: ["CUDA out of memory", "per_device_train_batch_size"],
  },
  {
    question: "Continue training from the best checkpoint",
    ask: async (ask) => {
      const address = `run/${FINISHED}`;
      await ask("list", { address, depth: 1 });
      const best = await ask("read", { address, path: "trainer_state.json", at: "best_model_checkpoint" });
      await ask("list", { address, path: BEST_CHECKPOINT.exec(best)?.[0] ?? "" });
      await ask("read", { address, path: "training_args.yaml" });
    },
    fetch: async (get) => {
      const run = await get(`runs/${FINISHED}`);
      const files = await get(`runs/${FINISHED}/artifacts`);
      // Trainers write it at the start of the file.
      const state = await get(contentPath(run, files, "trainer_state.json"), "0-511");
      await get(`runs/${FINISHED}/artifacts?path=${BEST_CHECKPOINT.exec(state)?.[0] ?? ""}`);
      await get(contentPath(run, files, "training_args.yaml"));
    },
    needs: ["checkpoint-1122", "optimizer.pt", "learning_rate"],
  },
];

function contentPath(run: string, files: string, name: string): string {
  const project = /"project_id":\s*(\d+)/.exec(run)?.[1] ?? "";
  const root = /"path_in_project":\s*"([^"]+)"/.exec(files)?.[1] ?? "";
  return `artifacts/content?project_id=${project}&artifact_path=${encodeURIComponent(`${root}/${name}`)}`;
}
