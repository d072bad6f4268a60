import assert from "node:assert/strict";
import { BUDGET } from "../../../src/agents/answer/answer";
import type { Verb } from "../../../src/agents/verbs/verbArguments";
import { Dice } from "../../../src/sample/bytes/dice";
import { startSampleServer } from "../../../src/sample/sampleServer";
import type { SampleServer } from "../../../src/sample/sampleServer";
import { SYSTEMS } from "../../../src/sources/systems";
import { SAMPLE_NOW, SAMPLE_SECRETS } from "../../support/connectedSample";
import { AgentFixture } from "./agentFixture";

const CALLS = 120;
const NAMES = [
  "sweeps/qwen3-4b-lora-grid",
  "qwen36-27b-qlora-fsdp",
  "ticket-triage",
  "nothing of this name",
  "lr",
] as const;
const METRICS = ["eval_loss", "loss", "grad_norm:lower", "accuracy", "eval_los"] as const;
const FILTERS = [
  "status:failed",
  "status:running,completed",
  "learning_rate:>0.0001",
  "is:all",
  "status:oops",
  "vanilla",
] as const;
const BUDGETS = [500, 900, 2_000, 8_000, 32_000, 1_000_000] as const;
const VERBS = ["find", "find", "find", "describe", "get", "compare", "curves", "list", "read"] as const;

describe("Questions of agents, drawn by a seed", () => {
  let server: SampleServer;
  let agents: AgentFixture;
  const addresses: string[] = ["modelLab/run/70158", "registry/model/12345", "trueFoundry/sample/repo/1187"];
  const dice = new Dice("agents", 7);

  before(async () => {
    const { token, ...keys } = SAMPLE_SECRETS;
    server = await startSampleServer({ now: () => SAMPLE_NOW, keys, token });
    const sources = SYSTEMS.map((system) => {
      const { baseUrl, keys: own } = server.systems[system.id as keyof SampleServer["systems"]];
      const site = { id: "sample", name: "Sample", baseUrl, keyPages: {} };
      return [system.id, system.connect(site, own, { userAgent: "test", proxy: {}, log: () => undefined })] as const;
    });
    agents = new AgentFixture(Object.fromEntries(sources));
  });
  after(async () => {
    Object.values(agents.sources).forEach((source) => source.dispose());
    await server.close();
  });

  const one = () => addresses[dice.between(0, addresses.length - 1)] ?? "";
  const maybe = <T>(chance: number, value: () => T): T | undefined => (dice.chance(chance) ? value() : undefined);

  function question(): readonly [Verb, Record<string, unknown>] {
    const verb = dice.pick(VERBS);
    const budget = maybe(0.6, () => dice.pick(BUDGETS));
    switch (verb) {
      case "find":
        return [verb, { ...findArguments(), budget }];
      case "compare":
        return [verb, { addresses: Array.from({ length: dice.between(2, 6) }, one), budget }];
      case "list":
        return [verb, { address: one(), pattern: maybe(0.5, () => "*.json"), depth: maybe(0.3, () => 4), budget }];
      case "read":
        return [verb, { address: one(), path: "train.log", lines: maybe(0.5, () => "-20"), budget }];
      default:
        return [verb, { address: dice.chance(0.2) ? dice.pick(NAMES) : one(), budget }];
    }
  }

  function findArguments(): Record<string, unknown> {
    const place = maybe(0.6, () => (dice.chance(0.4) ? one() : dice.pick(NAMES)));
    const inside = place === undefined ? {} : { in: place, filter: maybe(0.4, () => dice.pick(FILTERS)) };
    const best = place === undefined ? undefined : maybe(0.1, () => dice.pick(METRICS));
    const text = place === undefined ? maybe(0.5, () => dice.pick(NAMES)) : undefined;
    return { ...inside, best, text, limit: maybe(0.5, () => dice.between(1, 200)), show: maybe(0.3, () => ["loss"]) };
  }

  it("get no answer that is longer than its budget, none with a key, and none that fails unforeseen", async () => {
    let [longest, answered] = [0, 0];
    for (let call = 0; call < CALLS; call += 1) {
      const [verb, drawn] = question();
      const args = Object.fromEntries(Object.entries(drawn).filter(([, value]) => value !== undefined));
      const { text, isError } = await agents.ask(verb, args);
      const budget = typeof args["budget"] === "number" ? args["budget"] : BUDGET.usual;
      assert.ok(
        text.length > 0 && text.length <= Math.min(BUDGET.most, budget),
        `${verb} ${JSON.stringify(args)}: ${text.length}`,
      );
      assert.deepEqual(
        Object.values(SAMPLE_SECRETS).filter((secret) => text.includes(secret)),
        [],
      );
      longest = Math.max(longest, text.length);
      answered += Number(!isError);
      const found = text.match(/^(?:modelLab|registry|trueFoundry)\/\S+(?= \| )/gm) ?? [];
      addresses.push(...found.slice(0, 3));
    }
    assert.deepEqual(agents.failures, []);
    assert.ok(answered > CALLS / 2 && longest > BUDGET.usual, `${answered} answered, the longest ${longest}`);
  });
});
