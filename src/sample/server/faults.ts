import type { SampleRequest } from "./exchange";

/** A fault of a request. Without a status, the real answer is delayed or cut. */
export interface Fault {
  readonly status?: number;
  /** Text is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly delayMs?: number;
  /** Answers no sooner than this resolves. */
  readonly until?: Promise<unknown>;
  /** Never answers; the connection stays open. */
  readonly hang?: boolean;
  /** Breaks the connection instead of answering. */
  readonly cut?: boolean;
  /** Breaks the connection after the head and so many bytes of the body. */
  readonly cutAfterBytes?: number;
  /** Sends the body no faster than this. */
  readonly bytesPerSecond?: number;
}

export interface FaultRule extends Fault {
  readonly match: {
    readonly method?: string;
    /** A regular expression, looked for in `path?query`, both percent-decoded. */
    readonly pathPattern: string;
  };
  /** How many requests it is good for; without it, all. */
  readonly times?: number;
}

export type FaultHook = (request: SampleRequest) => Fault | undefined;

/** Chooses the requests that fail. The newest rule that applies wins. */
export class FaultBook {
  #hooks: FaultHook[] = [];

  /** Returns what takes it away again. */
  add(hook: FaultHook): () => void {
    this.#hooks.unshift(hook);
    return () => {
      this.#hooks = this.#hooks.filter((other) => other !== hook);
    };
  }

  /** @throws SyntaxError when the pattern is not a regular expression. */
  addRule(rule: FaultRule): () => void {
    const pattern = new RegExp(rule.match.pathPattern);
    let left = rule.times ?? Infinity;
    return this.add((request) => {
      const isMethod = rule.match.method === undefined || rule.match.method === request.method;
      if (!isMethod || left <= 0 || !pattern.test(readableTarget(request))) {
        return undefined;
      }
      left--;
      return rule;
    });
  }

  faultFor(request: SampleRequest): Fault | undefined {
    for (const hook of this.#hooks) {
      const fault = hook(request);
      if (fault !== undefined) {
        return fault;
      }
    }
    return undefined;
  }

  clear(): void {
    this.#hooks = [];
  }
}

function readableTarget({ path, query }: SampleRequest): string {
  const parts = [...query].map(([key, value]) => `${key}=${value}`);
  return parts.length === 0 ? path : `${path}?${parts.join("&")}`;
}
