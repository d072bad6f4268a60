import { BUDGET } from "../../src/agents/answer/answer";
import type { Verb } from "../../src/agents/verbs/verbArguments";
import { Dice } from "../../src/sample/bytes/dice";
import type { AgentFixture } from "./agentFixture";

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
const FIRST_ADDRESSES = ["modelLab/run/70158", "registry/model/12345", "trueFoundry/sample/repo/1187"];

export interface SeededOptions {
  readonly seed: number;
  readonly calls: number;
  /** Projects and other things by their names. */
  readonly names: readonly [string, ...string[]];
  /** What no answer may hold. */
  readonly secrets: readonly string[];
}

export interface SeededFigures {
  readonly answered: number;
  /** The longest answer, in characters. */
  readonly longest: number;
  readonly characters: number;
  /** Questions whose answers were empty or longer than their limit. */
  readonly unfit: readonly string[];
  /** Questions whose answers held a secret. */
  readonly telling: readonly string[];
  /** The time of each verb in all, ms. */
  readonly ms: Readonly<Record<string, number>>;
}

/** Questions that follow from each other as those of an agent do: later ones are about addresses in earlier answers. */
class AgentQuestions {
  readonly #dice: Dice;
  readonly #names: SeededOptions["names"];
  readonly #addresses = [...FIRST_ADDRESSES];

  constructor({ seed, names }: SeededOptions) {
    this.#dice = new Dice("agents", seed);
    this.#names = names;
  }

  learn(answer: string): void {
    const found = answer.match(/^(?:modelLab|registry|trueFoundry)\/\S+(?= \| )/gm) ?? [];
    this.#addresses.push(...found.slice(0, 3));
  }

  next(): readonly [Verb, Readonly<Record<string, unknown>>] {
    const verb = this.#dice.pick(VERBS);
    const budget = this.#maybe(0.6, () => this.#dice.pick(BUDGETS));
    const all = Object.entries({ ...this.#argumentsOf(verb), budget });
    return [verb, Object.fromEntries(all.filter(([, value]) => value !== undefined))];
  }

  #argumentsOf(verb: Verb): Readonly<Record<string, unknown>> {
    const address = this.#address();
    switch (verb) {
      case "find":
        return this.#findArguments();
      case "compare":
        return { addresses: Array.from({ length: this.#dice.between(2, 6) }, () => this.#address()) };
      case "list":
        return { address, pattern: this.#maybe(0.5, () => "*.json"), depth: this.#maybe(0.3, () => 4) };
      case "read":
        return { address, path: "train.log", lines: this.#maybe(0.5, () => "-20") };
      default:
        return { address: this.#dice.chance(0.2) ? this.#dice.pick(this.#names) : address };
    }
  }

  #findArguments(): Readonly<Record<string, unknown>> {
    const limit = this.#maybe(0.5, () => this.#dice.between(1, 200));
    const show = this.#maybe(0.3, () => ["loss"]);
    if (this.#dice.chance(0.4)) {
      return { text: this.#maybe(0.5, () => this.#dice.pick(this.#names)), limit, show };
    }
    const place = this.#dice.chance(0.4) ? this.#address() : this.#dice.pick(this.#names);
    const filter = this.#maybe(0.4, () => this.#dice.pick(FILTERS));
    return { in: place, filter, best: this.#maybe(0.1, () => this.#dice.pick(METRICS)), limit, show };
  }

  #address(): string {
    return this.#addresses[this.#dice.between(0, this.#addresses.length - 1)] ?? "";
  }

  #maybe<T>(chance: number, value: () => T): T | undefined {
    return this.#dice.chance(chance) ? value() : undefined;
  }
}

/** Asks questions that are drawn by a seed, and says what their answers were like. */
export async function askSeeded(agents: AgentFixture, options: SeededOptions): Promise<SeededFigures> {
  const questions = new AgentQuestions(options);
  const [unfit, telling]: [string[], string[]] = [[], []];
  const ms: Record<string, number> = {};
  let [answered, longest, characters] = [0, 0, 0];
  for (let call = 0; call < options.calls; call += 1) {
    const [verb, args] = questions.next();
    const startedAt = performance.now();
    const { text, isError } = await agents.ask(verb, args);
    ms[verb] = (ms[verb] ?? 0) + performance.now() - startedAt;
    const question = `${verb} ${JSON.stringify(args)}: ${text.length} characters`;
    unfit.push(...(text.length > 0 && text.length <= limitOf(args["budget"]) ? [] : [question]));
    telling.push(...(options.secrets.some((secret) => text.includes(secret)) ? [question] : []));
    [answered, longest, characters] = [
      answered + Number(!isError),
      Math.max(longest, text.length),
      characters + text.length,
    ];
    questions.learn(text);
  }
  return { answered, longest, characters, unfit, telling, ms };
}

function limitOf(budget: unknown): number {
  return typeof budget === "number" ? Math.min(budget, BUDGET.most) : BUDGET.usual;
}
