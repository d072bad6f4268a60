import type { Verb } from "../verbs/verbArguments";

/** One question of an agent, and how it was answered. */
export interface AgentCall {
  readonly number: number;
  /** ms since the epoch. */
  readonly at: number;
  /** As the client calls itself. */
  readonly client: string;
  readonly verb: Verb;
  /** As JSON, without secrets. */
  readonly args: string;
  /** The address that it was about; empty without one. */
  readonly address: string;
  /** Of the file below it that was listed or read; empty without one. */
  readonly path: string;
  /** Absent while it is under way. */
  readonly result?: AgentResult;
}

interface AgentResult {
  readonly outcome: "answered" | "refused" | "canceled";
  /** Empty once it is no longer kept. */
  readonly text: string;
  /** In characters. */
  readonly length: number;
  readonly ms: number;
}

/** Older calls are forgotten. */
const MOST = 200;
/** Texts of answers are kept for these alone. */
const MOST_TEXTS = 30;

/** The calls of a window's agents, the latest first. */
export class AgentLog {
  #calls: readonly AgentCall[] = [];
  #count = 0;
  onDidChange: (() => void) | undefined;

  get calls(): readonly AgentCall[] {
    return this.#calls;
  }

  begin(call: Omit<AgentCall, "number" | "result">): number {
    const number = (this.#count += 1);
    this.#change([{ ...call, number }, ...this.#calls].slice(0, MOST));
    return number;
  }

  end(number: number, { outcome, text, ms }: Omit<AgentResult, "length">): void {
    const result = { outcome, text, length: text.length, ms };
    const calls = this.#calls.map((call) => (call.number === number ? { ...call, result } : call));
    this.#change(calls.map((call, index) => (index < MOST_TEXTS ? call : withoutText(call))));
  }

  clear(): void {
    this.#change([]);
  }

  #change(calls: readonly AgentCall[]): void {
    this.#calls = calls;
    this.onDidChange?.();
  }
}

function withoutText(call: AgentCall): AgentCall {
  return call.result === undefined ? call : { ...call, result: { ...call.result, text: "" } };
}
