/** How a service may be reached. An empty string switches that proxy off; an absent one leaves it to the environment. */
export interface ProxyOptions {
  readonly httpProxy?: string;
  readonly httpsProxy?: string;
  /** Hosts that are reached without a proxy, comma-separated. */
  readonly noProxy?: string;
  /** Certificates (PEM) to trust besides Node's own, for companies that re-sign TLS. */
  readonly extraCertificates?: readonly string[];
  /** Only `false` accepts certificates that can't be verified. */
  readonly rejectUnauthorized?: boolean;
}

export interface TransportLimits {
  readonly connectMs: number;
  /** From the request being written to the answer's headers. */
  readonly headersMs: number;
  /** Between two pieces of a body. */
  readonly bodyIdleMs: number;
  /** The fewest bytes of a file in the time `bodyIdleMs` of waiting for them. */
  readonly leastBytes: number;
  readonly connections: number;
}

export interface TransportOptions {
  readonly origin: string;
  /** Loopback is never reached through a proxy. */
  readonly isLoopback: boolean;
  readonly proxy: ProxyOptions;
  readonly limits: TransportLimits;
  /** Refuses names that resolve to this machine. */
  readonly isElsewhere?: boolean;
}

/** How long a request is wanted. */
interface RequestLife {
  readonly signal: AbortSignal;
  /** Calls it once the request is not wanted any more. */
  onAbort(stop: (reason: Error) => void): void;
}

interface TransportRequest {
  readonly method: string;
  /** In origin form: the path with its query, encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly life: RequestLife;
  /** True for a file, which has connections of its own. */
  readonly isFile?: boolean;
}

/** Bytes as they come, of a file. */
export interface FileBytes extends AsyncIterable<Uint8Array> {
  /** All of them, where they have come already and none was read: a small file's. They count as read. */
  held?(): Uint8Array | undefined;
}

export interface TransportBody extends FileBytes {
  destroy(): unknown;
}

export interface TransportResponse {
  readonly status: number;
  /** Names in lower case; repeated ones are joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed. Must be read to its end or destroyed, or its connection is never free again. */
  readonly body: TransportBody;
}

/** The connections to one origin. Errors are told apart by their `code`, as undici's are. */
export interface Transport {
  send(request: TransportRequest): Promise<TransportResponse>;
  destroy(): Promise<void>;
}
