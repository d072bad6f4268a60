import type { RetryLimits } from "./retryPolicy";
import type { Query } from "./requestPath";
import type { FileBytes, TransportLimits } from "./transport/transport";

export interface HttpLimits extends TransportLimits, RetryLimits {
  /** For a whole call except a stream's body, retries and waits included. */
  readonly totalMs: number;
  /** The longest JSON body, decompressed. */
  readonly jsonBytes: number;
}

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below the base URL, encoded, without a query: `/api/v2/runs`. */
  readonly path: string;
  readonly query?: Query;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Beside the client's own, names in lower case: `range`, `if-range`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Allows the request to be sent twice; a GET always may. */
  readonly isIdempotent?: boolean;
}

/** How an answer came that is read as it comes. */
export interface ReadContext {
  readonly contentType: string | undefined;
  /** Aborted with the call. */
  readonly signal: AbortSignal;
}

/** Reads an answer as it comes: from the start once more, when the request is sent again. */
export type ReadAnswer<T> = (body: AsyncIterable<Uint8Array>, context: ReadContext) => Promise<T>;

/** Reads the bytes of a whole answer. */
export type ReadBytes<T> = (bytes: Buffer, answer: Pick<JsonAnswer, "status" | "headers">) => T;

/** A request, and whether its answer is a file, which has connections of its own. */
export interface CallRequest extends HttpRequest {
  readonly isFile?: boolean;
}

export interface RequestOptions {
  readonly signal: AbortSignal;
  /** Told, for a stream, each time that the request is sent again. */
  readonly onRetry?: () => void;
}

export interface JsonAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** The body as it came: digits that no number holds, order and repeated keys. */
  readonly text: string;
}

export interface StreamAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes, when the service says so. */
  readonly size?: number;
  /** Must be read, left (`break`) or aborted: it holds a connection. Throws what the call itself may throw. */
  readonly body: FileBytes;
}
