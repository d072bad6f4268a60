import type { SampleRequest, SampleService } from "./exchange";

/** Tests count requests and inspect them. Holds no header values: they carry keys. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** The API that the path is of; absent when it is of none. */
  readonly service?: string;
  /** Lower case. */
  readonly headerNames: readonly string[];
  /** "aborted" when the connection ended before the answer did, from either side. */
  readonly outcome: "underWay" | "answered" | "aborted";
  /** Once an answer has begun. */
  readonly status?: number;
  /** Bytes on the wire for the answer, its head included, once it is over. */
  readonly bytesSent?: number;
}

const MOST_KEPT = 5000;

export class RequestLog {
  readonly #requests: RecordedRequest[] = [];

  get requests(): readonly RecordedRequest[] {
    return this.#requests;
  }

  /** Call the result when the exchange is over. */
  add(
    request: SampleRequest,
    service?: SampleService,
  ): (outcome: "answered" | "aborted", bytesSent: number, status: number | undefined) => void {
    const record: { -readonly [K in keyof RecordedRequest]: RecordedRequest[K] } = {
      method: request.method,
      path: request.path,
      query: Object.fromEntries(request.query),
      ...(service === undefined ? {} : { service: service.name }),
      headerNames: Object.keys(request.headers),
      outcome: "underWay",
    };
    this.#requests.push(record);
    if (this.#requests.length > MOST_KEPT) {
      this.#requests.shift();
    }
    return (outcome, bytesSent, status) => {
      record.outcome = outcome;
      record.bytesSent = bytesSent;
      if (status !== undefined) {
        record.status = status;
      }
    };
  }

  clear(): void {
    this.#requests.length = 0;
  }
}
