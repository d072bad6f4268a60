import type { IncomingHttpHeaders } from "node:http";
import type { ByteSource } from "../bytes/byteSource";

export interface SampleRequest {
  readonly method: string;
  /** As it was sent: percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** At most one of `json`, `jsonText` and `bytes`; none is an answer without a body. */
export interface SampleResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** JSON as it is sent, where it holds what JSON has no word for. */
  readonly jsonText?: string;
  /** Sent as application/octet-stream, whole or the range asked for. */
  readonly bytes?: ByteSource;
}

/** One API. Knows nothing of sockets. */
export interface SampleService {
  /** Its name in the log of requests. */
  readonly name: string;
  /** True for a path of this API, percent-encoded. */
  serves(path: string): boolean;
  /** Asked only for what it serves. */
  answer(request: SampleRequest): SampleResponse;
}
