import { ApiError } from "./apiError";
import { RequestOrder } from "./behindOthers";
import { parseBaseUrl } from "./baseUrl";
import type { BaseUrl } from "./baseUrl";
import { systemClock } from "./clock";
import type { Clock } from "./clock";
import { HttpCall } from "./httpCall";
import type { Reader } from "./httpCall";
import type {
  CallRequest,
  HttpLimits,
  HttpRequest,
  JsonAnswer,
  ReadAnswer,
  ReadBytes,
  RequestOptions,
  StreamAnswer,
} from "./httpRequest";
import { parseJson, readBody } from "./jsonBody";
import { LastRedactor } from "./redactor";
import { RequestScope } from "./requestScope";
import { RETRY_LIMITS } from "./retryPolicy";
import type { ProxyOptions, Transport, TransportResponse } from "./transport/transport";

const LIMITS: HttpLimits = {
  ...RETRY_LIMITS,
  connectMs: 10_000,
  headersMs: 30_000,
  bodyIdleMs: 30_000,
  leastBytes: 4096,
  totalMs: 60_000,
  jsonBytes: 64 * 1024 * 1024,
  // Of answers and of files, each: as many as the setting of downloads allows, and some for the editor.
  connections: 40,
};
/** An answer without meaning is read so far, so that its connection can be used again. */
const LONGEST_DRAIN = 64 * 1024;

const ACCEPT_JSON = { accept: "application/json", "accept-encoding": "gzip, br, deflate" };
/** Files are taken as they are: only so their size is known while they come in. */
const ACCEPT_BYTES = { accept: "*/*", "accept-encoding": "identity" };

export interface HttpClientOptions {
  /** https, or http to loopback alone; a path prefix is kept. */
  readonly baseUrl: string;
  /** The headers that hold keys: sent to the base URL's origin alone, and never shown. */
  readonly headers: () => Readonly<Record<string, string>>;
  readonly userAgent: string;
  readonly proxy?: ProxyOptions;
  /** Takes a line without keys and query strings. */
  readonly log?: (line: string) => void;
  readonly limits?: Partial<HttpLimits>;
  readonly clock?: Clock;
  /** Refuses a host that turns out to be this machine. */
  readonly isElsewhere?: boolean;
}

/**
 * Requests to one service, with its keys. Every error is an ApiError, except that an abort rejects with the signal's reason,
 * and dispose with an AbortError. No redirect is followed.
 */
export class HttpClient {
  readonly #base: BaseUrl;
  readonly #options: HttpClientOptions;
  readonly #limits: HttpLimits;
  readonly #scopes = new Set<RequestScope>();
  readonly #order = new RequestOrder();
  readonly #redactors = new LastRedactor();
  /** A promise while it is loaded. */
  #transport: Transport | Promise<Transport> | undefined;
  #isDisposed = false;

  /** @throws ApiError when the base URL can't be used. */
  constructor(options: HttpClientOptions) {
    this.#base = parseBaseUrl(options.baseUrl);
    this.#options = options;
    this.#limits = { ...LIMITS, ...options.limits };
  }

  requestJson(request: HttpRequest, options: RequestOptions): Promise<JsonAnswer> {
    return this.requestWhole(request, options, (bytes, { status, headers }) => {
      const { value: body, text } = parseJson(bytes, headers["content-type"]);
      return { status, headers, body, text };
    });
  }

  /** For JSON that is read in another way once it is there. */
  requestWhole<T>(request: HttpRequest, { signal }: RequestOptions, readBytes: ReadBytes<T>): Promise<T> {
    const send = () =>
      this.#withCall(request, ACCEPT_JSON, signal, (call) =>
        call.run({ isAccepted: isSuccess, read: (response) => this.#readWhole(response, readBytes) }),
      );
    return this.#order.take(send, signal);
  }

  /** For JSON that is too long to be held. The time limit of a whole call holds until the headers. */
  async requestRead<T>(request: HttpRequest, { signal }: RequestOptions, readAnswer: ReadAnswer<T>): Promise<T> {
    await this.#order.standBack(signal);
    return await this.#withCall(request, ACCEPT_JSON, signal, (call, scope) =>
      call.run({
        isAccepted: isSuccess,
        read: (response) => {
          scope.endLimit();
          return call.read(response, readAnswer);
        },
      }),
    );
  }

  /** For requests whose answer says nothing. A DELETE that finds nothing when it is repeated has done its work before. */
  requestNothing(request: HttpRequest, { signal }: RequestOptions): Promise<void> {
    return this.#withCall(request, ACCEPT_JSON, signal, (call) =>
      call.run({
        isAccepted: (status, { number }) =>
          isSuccess(status) || (status === 404 && number > 1 && request.method === "DELETE"),
        read: async ({ body }) => ({ value: undefined, bytes: (await readBody(body, LONGEST_DRAIN))?.length ?? 0 }),
      }),
    );
  }

  /** The time limit of a whole call holds until the headers; from then on, only an idle body is given up. */
  async requestStream(request: HttpRequest, { signal, onRetry }: RequestOptions): Promise<StreamAnswer> {
    if (this.#order.isToStandBack) {
      await this.#order.standBack(signal);
    }
    return await this.#withCall({ ...request, isFile: true }, ACCEPT_BYTES, signal, (call, scope) => {
      const read: Reader<StreamAnswer>["read"] = (response, attempt) => {
        scope.endLimit();
        const { status, headers } = response;
        const value = { status, headers, ...sizeOf(headers), body: call.stream(response, attempt) };
        return { value, bytes: "open" };
      };
      return call.run({ isAccepted: isSuccess, read }, onRetry);
    });
  }

  /** Aborts what is under way and closes all connections. */
  dispose(): void {
    this.#isDisposed = true;
    for (const scope of this.#scopes) {
      scope.abort(closedError());
    }
    void Promise.resolve(this.#transport)
      .then((transport) => transport?.destroy())
      .catch(() => undefined);
  }

  async #withCall<T>(
    request: CallRequest,
    accept: Readonly<Record<string, string>>,
    signal: AbortSignal,
    work: (call: HttpCall, scope: RequestScope) => Promise<T>,
  ): Promise<T> {
    const scope = this.#openScope(signal);
    try {
      scope.throwIfAborted();
      return await work(this.#createCall(request, accept, scope), scope);
    } catch (error) {
      scope.end();
      scope.throwIfAborted();
      throw error;
    }
  }

  #createCall(request: CallRequest, accept: Readonly<Record<string, string>>, scope: RequestScope): HttpCall {
    const { headers, userAgent, log, clock } = this.#options;
    const keyHeaders = headers();
    return new HttpCall({
      request,
      base: this.#base,
      keyHeaders,
      redact: this.#redactors.of(keyHeaders),
      otherHeaders: { ...accept, ...request.headers, "user-agent": userAgent },
      scope,
      limits: this.#limits,
      clock: clock ?? systemClock,
      log: (line) => log?.(line),
      connect: () => this.#connect(),
    });
  }

  #openScope(signal: AbortSignal): RequestScope {
    const scope = new RequestScope(signal, () => this.#scopes.delete(scope));
    this.#scopes.add(scope);
    scope.limitTo(this.#limits.totalMs);
    if (this.#isDisposed) {
      scope.abort(closedError());
    }
    return scope;
  }

  #connect(): Transport | Promise<Transport> {
    this.#transport ??= this.#loadTransport().then(
      (transport) => (this.#transport = transport),
      (error: unknown) => {
        this.#transport = undefined;
        throw error;
      },
    );
    return this.#transport;
  }

  /** The HTTP library comes with the first request, not with the extension. */
  async #loadTransport(): Promise<Transport> {
    const { createTransport } = await import("./transport/undiciTransport");
    const { origin, isLoopback } = this.#base;
    try {
      const { proxy = {}, isElsewhere = false } = this.#options;
      return createTransport({ origin, isLoopback, proxy, limits: this.#limits, isElsewhere });
    } catch {
      // Nothing else can be wrong here, and the library's words may hold the proxy's password.
      throw new ApiError(
        "network",
        "the proxy's address or the extra certificates can't be used: check the proxy settings",
      );
    }
  }

  async #readWhole<T>(response: TransportResponse, readBytes: ReadBytes<T>): Promise<{ value: T; bytes: number }> {
    const bytes = await readBody(response.body, this.#limits.jsonBytes);
    if (bytes === undefined) {
      throw new ApiError("badResponse", "the answer is too long", { status: response.status });
    }
    return { value: readBytes(bytes, response), bytes: bytes.length };
  }
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** A compressed body's length says nothing of the bytes that it holds. */
function sizeOf(headers: Readonly<Record<string, string>>): { size?: number } {
  const length = headers["content-length"] ?? "";
  const isPlain = (headers["content-encoding"] ?? "identity") === "identity";
  return isPlain && /^\d+$/.test(length) ? { size: Number(length) } : {};
}

function closedError(): DOMException {
  return new DOMException("The connection to the service was closed", "AbortError");
}
