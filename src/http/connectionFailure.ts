import { ApiError } from "./apiError";
import type { ApiErrorKind } from "./apiError";
import type { Failure } from "./failure";

interface Rule {
  readonly codes: RegExp;
  readonly kind: ApiErrorKind;
  readonly isTransient?: true;
  /** Takes the host that the error is about. */
  readonly reason: (host: string) => string;
}

const CERTIFICATE_HELP =
  "behind a company proxy, VS Code must know the company's certificates (system certificates or NODE_EXTRA_CA_CERTS)";

/** Errors of Node, OpenSSL, zlib and undici, by `code`; the first rule that fits holds. */
const RULES: readonly Rule[] = [
  {
    codes: /^(ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_(SOCKET|ABORTED|INFO|RES_CONTENT_LENGTH_MISMATCH)|ERR_STREAM_)/,
    kind: "network",
    isTransient: true,
    reason: (host) => `the connection to ${host} was interrupted`,
  },
  {
    codes: /^ENOTFOUND$/,
    kind: "network",
    reason: (host) => `the host ${host} could not be found: check the network or the proxy settings`,
  },
  {
    codes: /^EAI_/,
    kind: "network",
    isTransient: true,
    reason: (host) => `the host ${host} could not be looked up: check the network`,
  },
  {
    codes: /^ECONNREFUSED$/,
    kind: "network",
    isTransient: true,
    reason: (host) => `${host} refused the connection: check the address and the proxy settings`,
  },
  {
    codes: /^(UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)$/,
    kind: "timeout",
    reason: (host) => `${host} could not be reached in time: check the network or the proxy settings`,
  },
  { codes: /^UND_ERR_HEADERS_TIMEOUT$/, kind: "timeout", reason: (host) => `${host} did not answer in time` },
  { codes: /^UND_ERR_BODY_TIMEOUT$/, kind: "timeout", reason: (host) => `${host} stopped in the middle of its answer` },
  {
    codes: /^(ENETUNREACH|EHOSTUNREACH|ENETDOWN|EADDRNOTAVAIL)$/,
    kind: "network",
    isTransient: true,
    reason: (host) => `no route to ${host}: check the network`,
  },
  {
    codes: /^ERR_PROXY_407$/,
    kind: "network",
    reason: () => "the proxy asks for a user name and a password: check the proxy settings",
  },
  {
    codes: /^ERR_OWN_ADDRESS$/,
    kind: "badResponse",
    reason: (host) => `${host} is an address of this machine, where no link of a service may lead`,
  },
  {
    codes: /^ERR_PROXY_CLOSED$/,
    kind: "network",
    isTransient: true,
    reason: (host) => `the proxy closed the connection to ${host}: check the proxy settings`,
  },
  {
    codes: /^ERR_PROXY_/,
    kind: "network",
    reason: (host) => `the proxy gave no connection to ${host}: check the proxy settings`,
  },
  {
    codes: /ALTNAME_INVALID/,
    kind: "network",
    reason: (host) =>
      `the certificate that ${host} shows is for another host: check the address and the proxy settings`,
  },
  {
    codes: /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY|DECRYPT|DECODE)|^CRL_|HOSTNAME_MISMATCH/,
    kind: "network",
    reason: (host) => `the certificate of ${host} can't be trusted: ${CERTIFICATE_HELP}`,
  },
  {
    codes: /^(ERR_SSL_|EPROTO$|ERR_TLS_)/,
    kind: "network",
    reason: (host) => `could not establish a secure connection to ${host}: check the address and the proxy settings`,
  },
  {
    codes: /^(Z_|ERR_CONTENT_ENCODING|ERR_BROTLI|ERR__)/,
    kind: "badResponse",
    reason: () => "the answer is compressed in a way that can't be read, or is cut off",
  },
  {
    codes: /^(HPE_|UND_ERR_HEADERS_OVERFLOW)/,
    kind: "badResponse",
    reason: (host) => `what ${host} answered is not HTTP`,
  },
  {
    codes: /^(UND_ERR_INVALID_ARG|ERR_INVALID_|ERR_HTTP_INVALID)/,
    kind: "badRequest",
    reason: () => "a key or the address has characters that can't be sent",
  },
];

/**
 * Turns what the transport throws into an error. Only the code is kept as the cause: undici's errors may hold pieces of the
 * answer, and with them an echoed key.
 */
export function connectionFailure(error: unknown, host: string): Failure {
  if (error instanceof ApiError) {
    return { error, isTransient: false };
  }
  const code = codeOf(error);
  const rule = RULES.find(({ codes }) => codes.test(code));
  if (rule === undefined) {
    return { error: new ApiError("network", `the request to ${host} failed`, { cause: code }), isTransient: false };
  }
  const reason = rule.reason(readText(error, "hostname") ?? host);
  return { error: new ApiError(rule.kind, reason, { cause: code }), isTransient: rule.isTransient === true };
}

/** undici 7.30 gives its parser's errors no code. */
function codeOf(error: unknown): string {
  const name = error instanceof Error ? error.name : typeof error;
  return readText(error, "code") ?? (name === "HTTPParserError" ? "HPE_UNKNOWN" : name);
}

function readText(error: unknown, name: string): string | undefined {
  const value: unknown = error instanceof Error ? Reflect.get(error, name) : undefined;
  return typeof value === "string" ? value : undefined;
}
