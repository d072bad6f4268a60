import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { contributes } from "../../package.json";
import type { Verb } from "../../src/agents/verbs/verbArguments";
import type { SampleServer } from "../../src/sample/sampleServer";
import { SYSTEMS } from "../../src/sources/systems";
import { AgentFixture } from "../support/agentFixture";
import { askSeeded } from "../support/agentQuestions";
import type { AgentTask } from "./agentTasks";
import { AGENT_TASKS } from "./agentTasks";
import { markedTable, shownRatio } from "./markedTable";
import { startSample } from "./sampleProcess";

const CALLS = 2_000;
const SEED = 7;
/** Those of the large data with the most runs among them. */
const NAMES = ["sweeps/nightly-scheduler", "sweeps/qwen3-4b-lora-grid", "ticket-triage", "no such name", "lr"] as const;

type Sample = Pick<SampleServer, "origin" | "keys" | "systems">;

/** What an agent has to read: no more than its budget whatever it asks, and less than by curl for the questions of the README. */
export async function benchAgents(): Promise<void> {
  await withSample("large", benchLimits);
  await withSample("main", benchTasks);
}

async function withSample(team: string, work: (sample: Sample) => Promise<void>): Promise<void> {
  const child = await startSample(join(__dirname, "sampleMain.js"), team);
  try {
    await work(JSON.parse(child.address) as Sample);
  } finally {
    child.stop();
  }
}

function agentsOf({ systems }: Sample): AgentFixture {
  const sources = SYSTEMS.map((system) => {
    const { baseUrl, keys } = systems[system.id as keyof Sample["systems"]];
    const site = { id: "sample", name: "Sample", baseUrl, keyPages: {} };
    return [system.id, system.connect(site, keys, { userAgent: "bench", proxy: {}, log: () => undefined })] as const;
  });
  return new AgentFixture(Object.fromEntries(sources), { secrets: secretsOf(systems), now: Date.now });
}

function secretsOf(systems: Sample["systems"]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(systems).flatMap(([id, { keys }]) =>
      Object.entries(keys).map(([name, key]) => [`${id}.${name}`, key]),
    ),
  );
}

/** Questions drawn by a seed, about 100,000 runs. @throws Error when an answer is longer than its limit, or holds a key. */
async function benchLimits(sample: Sample): Promise<void> {
  const agents = agentsOf(sample);
  const secrets = Object.values(secretsOf(sample.systems));
  const startedAt = performance.now();
  const figures = await askSeeded(agents, { seed: SEED, calls: CALLS, names: [...NAMES], secrets });
  const { answered, longest, characters, unfit, telling, ms } = figures;
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  console.log(
    `${CALLS} questions by seed ${SEED} about 100,000 runs, ${seconds} s: ${answered} answered, ${CALLS - answered} refused with a way on; ` +
      `the longest answer has ${longest} characters, the mean ${Math.round(characters / CALLS)}; ` +
      `${unfit.length} beyond their limit, ${telling.length} with a key, ${agents.failures.length} failed unforeseen.`,
  );
  console.log(
    `Seconds by verb: ${Object.entries(ms)
      .map(([verb, time]) => `${verb} ${(time / 1_000).toFixed(1)}`)
      .join(", ")}\n`,
  );
  dispose(agents);
  const wrong = [...unfit, ...telling, ...agents.failures.map(String)];
  if (wrong.length > 0) {
    throw new Error(wrong.slice(0, 5).join("\n"));
  }
}

const HEAD = ["Question", "Calls", "Characters", "Takes", "curl: requests", "Characters", "Takes", "Ratio"];

/** The questions of the README, answered by both. */
async function benchTasks(sample: Sample): Promise<void> {
  const rows: string[][] = [];
  const startedAt = performance.now();
  let calls = 0;
  for (const task of AGENT_TASKS) {
    const [own, curl] = [await byVerbs(sample, task), await byCurl(sample, task)];
    calls += own.calls + curl.calls;
    rows.push([task.question, ...[own, curl].flatMap(shownRead), shownRatio(own.characters / curl.characters)]);
  }
  const ms = Math.round(performance.now() - startedAt);
  const table = markedTable({ head: HEAD, rows, compared: [2, 7] }, "CONTRIBUTING.md");
  const tools = JSON.stringify(
    contributes.languageModelTools.map(({ name, modelDescription, inputSchema }) => ({
      name,
      modelDescription,
      inputSchema,
    })),
  );
  console.log(
    `${table}\nAll ${calls} calls and requests, one after the other: ${ms} ms.\nThe descriptions of the tools, which a model reads once in each session: ${tools.length} characters.`,
  );
  await writeFile(join(__dirname, "agents.md"), table);
}

/** What is asked and what is answered, as both are read by the model. */
interface Read {
  readonly calls: number;
  readonly characters: number;
  /** From the first call to the last answer. */
  readonly ms: number;
}

function shownRead({ calls, characters, ms }: Read): readonly string[] {
  return [String(calls), String(characters), `${Math.round(ms)} ms`];
}

async function byVerbs(sample: Sample, { question, ask, needs }: AgentTask): Promise<Read> {
  const agents = agentsOf(sample);
  const texts: string[] = [];
  const startedAt = performance.now();
  let characters = 0;
  await ask(async (verb: Verb, args: object) => {
    const text = await agents.text(verb, args);
    characters += verb.length + JSON.stringify(args).length + text.length;
    texts.push(text);
    return text;
  });
  const ms = performance.now() - startedAt;
  dispose(agents);
  expectFound(texts, needs, question);
  return { calls: texts.length, characters, ms };
}

async function byCurl({ origin, keys }: Sample, { question, fetch: run, needs }: AgentTask): Promise<Read> {
  const texts: string[] = [];
  const startedAt = performance.now();
  let characters = 0;
  await run(async (path, range) => {
    const own = { "dd-api-key": keys.apiKey, "dd-application-key": keys.appKey };
    const response = await fetch(`${origin}/api/v2/model-lab-api/${path}`, {
      headers: { ...own, ...(range === undefined ? {} : { range: `bytes=${range}` }) },
    });
    const text = await response.text();
    const command = `curl -s -H "DD-API-KEY: $DD_API_KEY" -H "DD-APPLICATION-KEY: $DD_APP_KEY"${range === undefined ? "" : ` -r ${range}`} "$SITE/api/v2/model-lab-api/${path}"`;
    if (!response.ok) {
      throw new Error(`The sample answered ${response.status} to ${path}.`);
    }
    characters += command.length + text.length;
    texts.push(text);
    return text;
  });
  const ms = performance.now() - startedAt;
  expectFound(texts, needs, question);
  return { calls: texts.length, characters, ms };
}

function expectFound(texts: readonly string[], needs: readonly string[], question: string): void {
  const missing = needs.filter((need) => !texts.some((text) => text.includes(need)));
  if (missing.length > 0) {
    throw new Error(`${question} was not answered: nothing says ${missing.join(", ")}.`);
  }
}

function dispose(agents: AgentFixture): void {
  Object.values(agents.sources).forEach((source) => source.dispose());
}
