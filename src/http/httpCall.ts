import type { BaseUrl } from "./baseUrl";
import type { Clock } from "./clock";
import { connectionFailure } from "./connectionFailure";
import { errorText, shortened } from "./errorText";
import type { Failure } from "./failure";
import type { CallRequest, HttpLimits, ReadAnswer } from "./httpRequest";
import { readBody } from "./jsonBody";
import { LeastSpeed } from "./leastSpeed";
import { withQuery } from "./requestPath";
import type { RequestScope } from "./requestScope";
import { RetryPolicy } from "./retryPolicy";
import { statusFailure } from "./statusFailure";
import type { FileBytes, Transport, TransportResponse } from "./transport/transport";
import { oneLine } from "../text/plainText";

/** No service writes an error that long; what does is not meant for a message. */
const LONGEST_ERROR_BODY = 64 * 1024;

/** A path of any length is no line of a log. */
const LONGEST_LINE = 2_000;

interface CallContext {
  readonly request: CallRequest;
  readonly base: BaseUrl;
  /** Headers that hold keys. */
  readonly keyHeaders: Readonly<Record<string, string>>;
  /** Hides what is in them. */
  readonly redact: (text: string) => string;
  readonly otherHeaders: Readonly<Record<string, string>>;
  readonly scope: RequestScope;
  readonly limits: HttpLimits;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  readonly connect: () => Transport | Promise<Transport>;
}

interface Attempt {
  readonly number: number;
  readonly startedAt: number;
}

/** How a call understands an answer. */
export interface Reader<T> {
  isAccepted(status: number, attempt: Attempt): boolean;
  /** `bytes` is "open" when the body is still to be read; its reader then ends the scope. */
  read(response: TransportResponse, attempt: Attempt): Read<T> | Promise<Read<T>>;
}

interface Read<T> {
  readonly value: T;
  readonly bytes: number | "open";
}

/** One request to the service, over all of its attempts. */
export class HttpCall {
  readonly #context: CallContext;
  readonly #path: string;

  constructor(context: CallContext) {
    this.#context = context;
    this.#path = context.base.pathPrefix + context.request.path;
  }

  async run<T>(reader: Reader<T>, onRetry?: () => void): Promise<T> {
    const { clock, limits, scope } = this.#context;
    const policy = new RetryPolicy(clock, limits);
    for (let number = 1; ; number++) {
      const attempt = { number, startedAt: clock.now() };
      try {
        return await this.#attempt(reader, attempt);
      } catch (thrown) {
        const failure = this.#failureOf(thrown, attempt);
        const wait = this.#mayRepeat() ? policy.nextWait(failure) : undefined;
        if (wait === undefined) {
          throw failure.error;
        }
        await scope.race(clock.sleep(wait, scope.signal));
        onRetry?.();
      }
    }
  }

  /** Reads a body as it comes. */
  async read<T>(response: TransportResponse, readAnswer: ReadAnswer<T>): Promise<{ value: T; bytes: number }> {
    let bytes = 0;
    const speed = new LeastSpeed(this.#context);
    async function* counted(): AsyncGenerator<Uint8Array, void, undefined> {
      for await (const chunk of response.body) {
        bytes += chunk.length;
        speed.note(chunk.length);
        yield chunk;
        speed.goOn();
      }
    }
    const context = { contentType: response.headers["content-type"], signal: this.#context.scope.signal };
    return { value: await readAnswer(counted(), context), bytes };
  }

  /** Passes a body on, and ends the scope with it. */
  stream(response: TransportResponse, attempt: Attempt): FileBytes {
    return {
      [Symbol.asyncIterator]: () => this.#pieces(response, attempt),
      held: () => this.#held(response, attempt),
    };
  }

  #held({ status, body }: TransportResponse, attempt: Attempt): Uint8Array | undefined {
    const bytes = body.held?.();
    if (bytes !== undefined) {
      this.#context.scope.end();
      this.#log(attempt, `${status}, ${bytes.length} bytes`);
    }
    return bytes;
  }

  async *#pieces(response: TransportResponse, attempt: Attempt): AsyncGenerator<Uint8Array, void, undefined> {
    let bytes = 0;
    let outcome = "left";
    try {
      const speed = new LeastSpeed(this.#context);
      for await (const chunk of response.body) {
        bytes += chunk.length;
        speed.note(chunk.length);
        yield chunk;
        speed.goOn();
      }
      outcome = String(response.status);
    } catch (thrown) {
      const { error } = this.#failureOf(thrown, attempt);
      outcome = `broke off (${error.kind})`;
      throw error;
    } finally {
      this.#context.scope.end();
      this.#log(attempt, `${outcome}, ${bytes} bytes`);
    }
  }

  async #attempt<T>(reader: Reader<T>, attempt: Attempt): Promise<T> {
    const { scope } = this.#context;
    const response = await scope.race(this.#send());
    if (!reader.isAccepted(response.status, attempt)) {
      throw new Refusal(await this.#refusal(response));
    }
    const reading = reader.read(response, attempt);
    const { value, bytes } = reading instanceof Promise ? await reading : reading;
    if (bytes !== "open") {
      scope.end();
      this.#log(attempt, `${response.status}, ${bytes} bytes`);
    }
    return value;
  }

  async #send(): Promise<TransportResponse> {
    const { scope, connect } = this.#context;
    const connecting = connect();
    const transport = connecting instanceof Promise ? await connecting : connecting;
    scope.throwIfAborted();
    return await transport.send(this.#transportRequest());
  }

  #transportRequest(): Parameters<Transport["send"]>[0] {
    const { request, keyHeaders, otherHeaders, scope } = this.#context;
    const { method, query, body, isFile = false } = request;
    const headers = { ...otherHeaders, ...keyHeaders };
    const shared = { method, path: withQuery(this.#path, query), life: scope, isFile };
    return body === undefined
      ? { ...shared, headers }
      : { ...shared, headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify(body) };
  }

  async #refusal({ status, headers, body }: TransportResponse): Promise<Failure> {
    const bytes = await readErrorBody(body, status);
    const text = errorText(bytes.toString("utf8"), this.#context.redact);
    const hasKeys = Object.keys(this.#context.keyHeaders).length > 0;
    return statusFailure({ status, headers, text, hasKeys, now: this.#context.clock.now() });
  }

  /** Turns anything thrown into an error of ours. An abort is thrown on instead. */
  #failureOf(thrown: unknown, attempt: Attempt): Failure {
    const { scope, base } = this.#context;
    if (scope.isAborted) {
      this.#log(attempt, "aborted");
      scope.throwIfAborted();
    }
    const failure = thrown instanceof Refusal ? thrown.failure : connectionFailure(thrown, base.host);
    this.#log(attempt, `${failure.error.status ?? failure.error.kind}: ${failure.error.message}`);
    return failure;
  }

  #mayRepeat(): boolean {
    const { method, isIdempotent } = this.#context.request;
    return isIdempotent ?? method === "GET";
  }

  #log(attempt: Attempt, outcome: string): void {
    const { clock, log, redact, request } = this.#context;
    const repeated = attempt.number === 1 ? "" : `, attempt ${attempt.number}`;
    const line = `${request.method} ${this.#path}: ${outcome}, ${clock.now() - attempt.startedAt} ms${repeated}`;
    log(shortened(oneLine(redact(line)), LONGEST_LINE));
  }
}

/** Carries a refused answer from an attempt to the loop around it. */
class Refusal extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.error.message);
    this.failure = failure;
  }
}

/** The status says enough when the body breaks off or never ends; a redirect's says nothing. */
async function readErrorBody(body: TransportResponse["body"], status: number): Promise<Buffer> {
  const nothing = Buffer.alloc(0);
  if (status < 400) {
    body.destroy();
    return nothing;
  }
  return readBody(body, LONGEST_ERROR_BODY).then(
    (bytes) => bytes ?? nothing,
    () => nothing,
  );
}
