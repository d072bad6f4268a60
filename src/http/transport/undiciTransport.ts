import { setMaxListeners } from "node:events";
import { pipeline, Readable } from "node:stream";
import type { Transform } from "node:stream";
import * as tls from "node:tls";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import type { Dispatcher } from "undici";
import type { FileBody } from "./fileBody";
import { requestFile } from "./fileBody";
import { lookUpElsewhere } from "./thisMachine";
import { EnvHttpProxyAgent, Pool } from "./undiciParts";
import type { ProxyOptions, Transport, TransportBody, TransportOptions, TransportResponse } from "./transport";
import { defined } from "../../text/defined";

/** An idle connection outlives the pause between two clicks; a service that closes sooner says so in Keep-Alive. */
const KEEP_ALIVE_MS = 30_000;

/** This file and undici are loaded with the first request. */
export function createTransport(options: TransportOptions): Transport {
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);
  // Of plain HTTP no certificate is asked; a proxy on the way to it may have one.
  const isPlain = options.isLoopback && options.origin.startsWith("http:");
  const trusted = isPlain ? {} : trust(options.proxy);
  const create = (): Dispatcher => createDispatcher(options, trusted, closing.signal);
  // Slow files hold their own connections, and leave those of the tree free.
  const answers = create();
  const files = create();
  return {
    async send({ method, path, headers, body, life, isFile }) {
      // A proxying dispatcher writes into the headers it is given.
      const request = { origin: options.origin, method, path, body: body ?? null, headers: { ...headers } };
      try {
        return toResponse(
          isFile === true
            ? await requestFile(files, request, (stop) => life.onAbort(stop))
            : withoutLateErrors(await answers.request({ ...request, signal: life.signal })),
        );
      } catch (error) {
        throw withProxyCode(error);
      }
    },
    async destroy() {
      const destroyed = Promise.all([answers.destroy(), files.destroy()]);
      // undici alone would let a connection that is being made come about, or wait for its time limit.
      closing.abort();
      await destroyed;
    },
  };
}

/** undici takes a tunnel that breaks off for a request to send again, and would reconnect for ever. */
function withoutReconnects(pool: Pool): Pool {
  const tunnel: unknown = Reflect.get(pool, "connect");
  const connect = async (request: unknown): Promise<unknown> => {
    try {
      const made: unknown = typeof tunnel === "function" ? Reflect.apply(tunnel, pool, [request]) : undefined;
      return await made;
    } catch (error) {
      throw isBrokenSocket(error) ? withCode(new Error("the proxy closed"), "ERR_PROXY_CLOSED") : error;
    }
  };
  Reflect.set(pool, "connect", connect);
  return pool;
}

function isBrokenSocket(error: unknown): boolean {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  return code === "UND_ERR_SOCKET" || code === "UND_ERR_INFO";
}

function createDispatcher(options: TransportOptions, trusted: Trust, signal: AbortSignal): Dispatcher {
  const { origin, isLoopback, proxy, limits } = options;
  const shared = {
    headersTimeout: limits.headersMs,
    bodyTimeout: limits.bodyIdleMs,
    connections: limits.connections,
    keepAliveTimeout: KEEP_ALIVE_MS,
  };
  const connect = { ...trusted, timeout: limits.connectMs, signal };
  const direct = options.isElsewhere === true ? { ...connect, lookup: lookUpElsewhere } : connect;
  if (isLoopback) {
    return new Pool(origin, { ...shared, connect: direct });
  }
  return new EnvHttpProxyAgent({
    ...shared,
    ...proxyAddresses(proxy),
    connect: direct,
    requestTls: connect,
    proxyTls: connect,
    // Without limits of its own, a proxy that never answers CONNECT would hold a request for five minutes.
    clientFactory: (address, given) => withoutReconnects(new Pool(address, { ...shared, ...given })),
  });
}

interface Trust {
  readonly secureContext?: tls.SecureContext;
  readonly rejectUnauthorized?: false;
}

function trust(proxy: ProxyOptions): Trust {
  const extra = proxy.extraCertificates ?? [];
  return {
    // Made once: Node would otherwise read some hundred certificates for each connection.
    ...(extra.length === 0
      ? {}
      : { secureContext: tls.createSecureContext({ ca: [...usualCertificates(), ...extra] }) }),
    ...(proxy.rejectUnauthorized === false ? { rejectUnauthorized: false } : {}),
  };
}

/** Node's own certificates. Only from 22.15 on does it tell those of NODE_EXTRA_CA_CERTS too. */
function usualCertificates(): readonly string[] {
  const read: unknown = Reflect.get(tls, "getCACertificates");
  const found: unknown = typeof read === "function" ? Reflect.apply(read, tls, ["default"]) : undefined;
  return Array.isArray(found) ? found.filter((certificate) => typeof certificate === "string") : tls.rootCertificates;
}

function proxyAddresses(proxy: ProxyOptions): { httpProxy?: string; httpsProxy?: string; noProxy?: string } {
  const { env } = process;
  const httpProxy = proxy.httpProxy ?? env["http_proxy"] ?? env["HTTP_PROXY"];
  const httpsProxy = proxy.httpsProxy ?? env["https_proxy"] ?? env["HTTPS_PROXY"];
  return {
    ...(httpProxy === undefined ? {} : { httpProxy: withScheme(httpProxy) }),
    ...(httpsProxy === undefined ? {} : { httpsProxy: withScheme(httpsProxy) }),
    ...defined({ noProxy: proxy.noProxy }),
  };
}

/** `HTTPS_PROXY=proxy.corp:3128` is common, and undici would read `proxy.corp:` as a scheme. */
function withScheme(address: string): string {
  return address === "" || address.includes("://") ? address : `http://${address}`;
}

interface Answer extends Pick<Dispatcher.ResponseData, "statusCode" | "headers"> {
  readonly body: Readable | FileBody;
}

/** A caller that stops listening must not turn a late error of the socket into an uncaught one. */
function withoutLateErrors<T extends { readonly body: Readable }>(answer: T): T {
  answer.body.on("error", ignore);
  return answer;
}

function toResponse({ statusCode, headers, body }: Answer): TransportResponse {
  const flat: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) {
      flat[name] = Array.isArray(value) ? value.join(", ") : value;
    }
  }
  return { status: statusCode, headers: flat, body: decompressed(body, statusCode, flat) };
}

/** Our own, since undici's decompressing interceptor is marked experimental, warns on stderr and skips error answers. */
function decompressed(
  body: Readable | FileBody,
  status: number,
  headers: Readonly<Record<string, string>>,
): TransportBody {
  const encoding = headers["content-encoding"]?.trim().toLowerCase() ?? "";
  if (["", "identity"].includes(encoding) || status === 204 || headers["content-length"] === "0") {
    return body;
  }
  const decoder = createDecoder(encoding);
  if (!decoder) {
    body.destroy();
    throw withCode(new Error("unknown content encoding"), "ERR_CONTENT_ENCODING");
  }
  decoder.on("error", ignore);
  pipeline(body instanceof Readable ? body : Readable.from(body), decoder, ignore);
  return decoder;
}

function createDecoder(encoding: string): Transform | undefined {
  switch (encoding) {
    case "gzip":
    case "x-gzip":
      return createGunzip();
    case "br":
      return createBrotliDecompress();
    case "deflate":
      return createInflate();
    default:
      return undefined;
  }
}

/** undici reports a proxy's refusal as an abort; only its words tell the two apart. */
function withProxyCode(error: unknown): unknown {
  const status = error instanceof Error ? /^Proxy response \((\d{3})\)/.exec(error.message)?.[1] : undefined;
  return status === undefined ? error : withCode(new Error("the proxy refused"), `ERR_PROXY_${status}`);
}

function withCode(error: Error, code: string): Error {
  return Object.assign(error, { code });
}

function ignore(): void {
  // Errors of a stream reach its reader.
}
