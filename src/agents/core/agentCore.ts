import { ApiError } from "../../http/apiError";
import { behindOthers } from "../../http/behindOthers";
import { cutEnd } from "../../text/cutText";
import { BUDGET } from "../answer/answer";
import type { Answer, AnswerPart } from "../answer/answer";
import { renderAnswer } from "../answer/renderAnswer";
import { reasonText } from "../target/reasonText";
import { hidingKeys, withoutSecrets } from "../answer/withoutSecrets";
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
import type { AgentCall, AgentLog } from "./agentLog";
import { TakingTurns } from "./takingTurns";
import { untilAborted } from "./untilAborted";

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

const VERBS: Readonly<Record<Verb, (raw: unknown, call: VerbCall) => Promise<Answer>>> = {
  find: withArguments("find", find),
  describe: withArguments("describe", describe),
  get: withArguments("get", get),
  compare: withArguments("compare", compare),
  curves: withArguments("curves", curves),
  list: withArguments("list", list),
  read: withArguments("read", read),
  reveal: withArguments("reveal", reveal),
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
      // One that waits for the user's answer holds up no other.
      await untilAborted(admit(client, signal), signal);
      const text = await this.#turns.take(
        () =>
          behindOthers(() =>
            hidingKeys(
              (text) => world.redact(text),
              () => this.#run(verb, raw, signal),
            ),
          ),
        signal,
      );
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
      const text = cutEnd(this.#cleaned(failureText(verb, error)), budgetOf(raw));
      log.end(number, { outcome: "refused", text, ms: ms() });
      return { text, isError: true };
    }
  }

  async #run(verb: Verb, raw: unknown, signal: AbortSignal): Promise<string> {
    const { world } = this.#options;
    if (world.systems().length === 0) {
      throw new AskFailure(`There is nothing to look at. ${world.absent().join(" ")}`);
    }
    const made = await VERBS[verb](raw, { world, options: { signal }, continuations: this.#continuations });
    signal.throwIfAborted();
    return this.#fitted(made, budgetOf(raw));
  }

  /** Secrets are hidden line by line before the answer is cut, as half of one would not be known. */
  #fitted({ about, origin, parts, hints }: Answer, most: number): string {
    const clean = (line: string) => this.#cleaned(line);
    const cleanParts = parts
      .map(withLinesThatMayFit)
      .map((part) => ({ ...part, lines: cleanLines(part.lines, clean) }));
    return renderAnswer({ about: about.map(clean), origin, parts: cleanParts, hints: hints.map(clean) }, most);
  }

  #cleaned(text: string): string {
    return withoutSecrets(this.#options.world.redact(text));
  }

  #argumentsShown(raw: unknown): Pick<AgentCall, "args" | "address" | "path"> {
    const { address, addresses, in: place, path } = asRecord(raw);
    const several: readonly unknown[] = Array.isArray(addresses) ? addresses : [];
    const first = [address, place, ...several].find((text) => typeof text === "string");
    const shown = this.#cleaned(JSON.stringify(raw ?? {}).slice(0, LONGEST_SHOWN));
    return { args: shown, address: textOr(first), path: textOr(path) };
  }
}

const LONGEST_SHOWN = 2_000;

function textOr(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** A verb as it is asked. It throws AskFailure for arguments that it does not take. */
function withArguments<V extends Verb>(verb: V, run: (args: ArgumentsOfVerb<V>, call: VerbCall) => Promise<Answer>) {
  return async (raw: unknown, call: VerbCall) => await run(readArguments(verb, raw), call);
}

/** The characters that an answer to some arguments may have, also when these are refused. */
function budgetOf(raw: unknown): number {
  const { budget } = asRecord(raw);
  return typeof budget === "number" && budget >= BUDGET.least ? Math.min(BUDGET.most, budget) : BUDGET.usual;
}

/** A text of any length has millions of lines: those that no answer has room for are not looked at, and are counted all the same. */
function withLinesThatMayFit(part: AnswerPart): AnswerPart {
  const { lines, before = 0, total } = part;
  let [count, length] = [0, 0];
  while (count < lines.length && length <= LONGEST_LOOKED_AT) {
    length += (lines[count] ?? "").length + 1;
    count += 1;
  }
  const isCut = count < lines.length;
  return isCut ? { ...part, lines: lines.slice(0, count), total: total ?? before + lines.length } : part;
}

/** Hiding secrets makes lines shorter, so that more of them fit. */
const LONGEST_LOOKED_AT = 4 * BUDGET.most;

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
    return `Could not ${verb}: ${reasonText(error)}.${adviceFor(error)}`;
  }
  return `Could not ${verb}: an unexpected error. It is not the arguments' fault; the user may look into the log of ML Artifacts.`;
}

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
