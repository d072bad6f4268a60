import { ApiError } from "../../http/apiError";
import { behindOthers } from "../../http/behindOthers";
import { BUDGET } from "../answer/answer";
import type { Answer } from "../answer/answer";
import { renderAnswer } from "../answer/renderAnswer";
import { quoted } from "../answer/shownText";
import { withoutSecrets } from "../answer/withoutSecrets";
import { AskFailure } from "../target/askFailure";
import type { AgentWorld } from "../target/agentWorld";
import { compare } from "../verbs/compare";
import { Continuations } from "../verbs/continuations";
import { curves } from "../verbs/curves";
import { describe } from "../verbs/describe";
import { find } from "../verbs/find";
import { get } from "../verbs/get";
import { list } from "../verbs/files/list";
import { read } from "../verbs/files/read";
import { reveal } from "../verbs/reveal";
import type { ArgumentsOfVerb, Verb } from "../verbs/verbArguments";
import { readArguments } from "../verbs/verbArguments";
import type { VerbCall } from "../verbs/verbCall";
import type { AgentLog } from "./agentLog";
import { TakingTurns } from "./takingTurns";

export interface AgentAnswer {
  readonly text: string;
  readonly isError: boolean;
}

interface AgentCoreOptions {
  readonly world: AgentWorld;
  readonly log: AgentLog;
  /** Asks the user, the first time of a client. @throws AskFailure when they refuse. */
  readonly admit: (client: string, signal: AbortSignal) => Promise<void>;
  /** Told of failures that no one foresaw. */
  readonly onDidFail: (verb: Verb, error: unknown) => void;
}

interface Caller {
  /** As it calls itself. */
  readonly client: string;
  readonly signal: AbortSignal;
}

/** Calls that are answered at the same time: more would take the services' limits from the user. */
const AT_ONCE = 3;

const VERBS: { readonly [V in Verb]: (args: ArgumentsOfVerb<V>, call: VerbCall) => Promise<Answer> } = {
  find,
  describe,
  get,
  compare,
  curves,
  list,
  read,
  reveal,
};

/** Answers agents, whatever door they come in by. Nothing is written, deleted, downloaded or run. */
export class AgentCore {
  readonly #options: AgentCoreOptions;
  readonly #continuations = new Continuations();
  readonly #turns = new TakingTurns(AT_ONCE);

  constructor(options: AgentCoreOptions) {
    this.#options = options;
  }

  /** Never rejects but with the signal's reason: what fails is an answer that says what to do next. */
  async call(verb: Verb, raw: unknown, { client, signal }: Caller): Promise<AgentAnswer> {
    const { log, world, admit } = this.#options;
    const startedAt = performance.now();
    const number = log.begin({ at: world.now(), client, verb, ...this.#argumentsShown(raw) });
    const ms = () => Math.round(performance.now() - startedAt);
    try {
      const text = await this.#turns.take(async () => {
        await admit(client, signal);
        return await behindOthers(() => this.#run(verb, raw, signal));
      }, signal);
      log.end(number, { outcome: "answered", text, ms: ms() });
      return { text, isError: false };
    } catch (error) {
      if (signal.aborted) {
        log.end(number, { outcome: "canceled", text: "", ms: ms() });
        throw error;
      }
      if (!(error instanceof AskFailure || error instanceof ApiError)) {
        this.#options.onDidFail(verb, error);
      }
      const text = this.#cleaned(failureText(verb, error)).slice(0, BUDGET.usual);
      log.end(number, { outcome: "refused", text, ms: ms() });
      return { text, isError: true };
    }
  }

  async #run(verb: Verb, raw: unknown, signal: AbortSignal): Promise<string> {
    const { world } = this.#options;
    if (world.systems().length === 0) {
      throw new AskFailure(`There is nothing to look at. ${world.absent().join(" ")}`);
    }
    const { args, answer } = begin(verb, raw, { world, options: { signal }, continuations: this.#continuations });
    const made = await answer;
    signal.throwIfAborted();
    const budget = "budget" in args ? args.budget : undefined;
    return this.#fitted(made, Math.min(BUDGET.most, budget ?? BUDGET.usual));
  }

  /** Secrets are hidden line by line before the answer is cut, as half of one would not be known. */
  #fitted({ about, origin, parts, hints }: Answer, most: number): string {
    const clean = (line: string) => this.#cleaned(line);
    const cleanParts = parts.map((part) => ({ ...part, lines: cleanLines(part.lines, clean) }));
    return renderAnswer({ about: about.map(clean), origin, parts: cleanParts, hints: hints.map(clean) }, most);
  }

  #cleaned(text: string): string {
    return withoutSecrets(this.#options.world.redact(text));
  }

  #argumentsShown(raw: unknown): { readonly args: string; readonly address: string } {
    const { address, addresses, in: place } = asRecord(raw);
    const several: readonly unknown[] = Array.isArray(addresses) ? addresses : [];
    const first = [address, place, ...several].find((text) => typeof text === "string");
    const shown = this.#cleaned(JSON.stringify(raw ?? {}).slice(0, LONGEST_SHOWN));
    return { args: shown, address: typeof first === "string" ? first : "" };
  }
}

const LONGEST_SHOWN = 2_000;

/** @throws AskFailure for arguments that the verb does not take. */
function begin<V extends Verb>(
  verb: V,
  raw: unknown,
  call: VerbCall,
): { readonly args: ArgumentsOfVerb<V>; readonly answer: Promise<Answer> } {
  const args = readArguments(verb, raw);
  return { args, answer: VERBS[verb](args, call) };
}

/** A key may go over several lines, as a private one does: those are looked at together. */
function cleanLines(lines: readonly string[], clean: (text: string) => string): readonly string[] {
  const together = lines.length === 0 ? [] : clean(lines.join("\n")).split("\n");
  return together.length === lines.length ? together : together.map(clean);
}

function asRecord(raw: unknown): Readonly<Record<string, unknown>> {
  return typeof raw === "object" && raw !== null ? { ...raw } : {};
}

function failureText(verb: Verb, error: unknown): string {
  if (error instanceof AskFailure) {
    return error.message;
  }
  if (error instanceof ApiError) {
    return `Could not ${verb}: ${quoted(error.message, LONGEST_REASON)}.${adviceFor(error)}`;
  }
  return `Could not ${verb}: an unexpected error. It is not the arguments' fault; the user may look into the log of ML Artifacts.`;
}

const LONGEST_REASON = 400;

function adviceFor({ kind, retryAfterSeconds }: ApiError): string {
  switch (kind) {
    case "auth":
    case "forbidden":
      return " The user has to look at the keys in VS Code; asking again does not help.";
    case "rateLimited":
      return ` The service is rate-limiting: ask again in ${retryAfterSeconds ?? 60} s.`;
    case "notFound":
      return " find lists what there is, with addresses.";
    case "network":
    case "timeout":
    case "server":
      return " It may work in a moment.";
    case "badRequest":
    case "redirect":
    case "badResponse":
      return "";
  }
}
