import { once } from "node:events";
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from "node:http";
import * as http from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** What may go wrong with one answer. */
const FAULTS = [
  "reset",
  "resetInBody",
  "close",
  "cutHead",
  "cutBody",
  "stall",
  "stallInBody",
  "status429",
  "status500",
  "status503",
  "overstated",
  "understated",
  "junk",
  "nan",
  "repeatedToken",
  "redirect",
  "drip",
  "echoedKeys",
] as const;

export type FaultKind = (typeof FAULTS)[number];

/** For a file's bytes these would be another file, which nothing tells from the right one. */
const OF_JSON: readonly FaultKind[] = ["understated", "junk", "nan", "repeatedToken"];
const SHARE = 0.4;
const DRIPS = 50;

export interface ProxyOptions {
  readonly origin: string;
  /** Gives the dice of the one who asks through this proxy. */
  readonly random: () => number;
  /** Replaces a text in JSON: where signed links lead. */
  readonly rewrite: (text: string) => string;
  /** Where redirects lead. */
  readonly elsewhere: string;
  readonly onFault: (kind: FaultKind) => void;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly answer: Answer;
}

/** Stands in front of a server, passes its answers on, and spoils a share of them. */
export class FaultyProxy {
  readonly #options: ProxyOptions;
  readonly #server: Server;
  readonly #agent = new http.Agent({ keepAlive: true });
  readonly #sockets = new Set<Socket>();
  requests = 0;

  private constructor(options: ProxyOptions) {
    this.#options = options;
    this.#server = http.createServer((request, response) => {
      void this.#serve(request, response).catch(() => request.socket.destroy());
    });
    this.#server.on("connection", (socket) => {
      this.#sockets.add(socket);
      socket.once("close", () => this.#sockets.delete(socket));
    });
  }

  static async start(options: ProxyOptions): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(options);
    proxy.#server.listen(0, "127.0.0.1");
    await once(proxy.#server, "listening");
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#agent.destroy();
    for (const socket of this.#sockets) {
      socket.destroy();
    }
    this.#server.close();
    await once(this.#server, "close");
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests += 1;
    const answer = await this.#ask(request);
    const { random, onFault } = this.#options;
    const isJson = String(answer.headers["content-type"]).includes("json");
    const kinds = FAULTS.filter((kind) => isJson || !OF_JSON.includes(kind));
    const kind = random() < SHARE ? kinds[Math.floor(random() * kinds.length)] : undefined;
    if (kind === undefined) {
      send(response, answer);
      return;
    }
    spoil(kind, { request, response, answer }, this.#options.elsewhere);
    onFault(kind);
  }

  async #ask(request: IncomingMessage): Promise<Answer> {
    const { method, url, headers } = request;
    // The server answers its own host alone.
    const passed = { ...without(headers, ["host"]), "accept-encoding": "identity" };
    const options = { method, headers: passed, agent: this.#agent };
    const sent = http.request(`${this.#options.origin}${url ?? ""}`, options);
    sent.end(await bytesOf(request));
    const [received] = (await once(sent, "response")) as [IncomingMessage];
    const body = await bytesOf(received);
    const isJson = String(received.headers["content-type"]).includes("json");
    return {
      status: received.statusCode ?? 500,
      headers: received.headers,
      body: isJson ? Buffer.from(this.#options.rewrite(body.toString())) : body,
    };
  }
}

async function bytesOf(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...ownHeaders(headers), "content-length": String(body.length) }).end(body);
}

function ownHeaders(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return without(headers, ["content-length", "connection", "transfer-encoding"]);
}

function without(headers: IncomingHttpHeaders, names: readonly string[]): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}

function spoil(kind: FaultKind, exchange: Exchange, elsewhere: string): void {
  const { request, response, answer } = exchange;
  const { socket } = request;
  const json = (text: string): void => send(response, { ...answer, body: Buffer.from(text) });
  const fail = (status: number, headers: http.OutgoingHttpHeaders = {}): void =>
    void response.writeHead(status, headers).end('{"detail":"spoiled"}');
  const text = answer.body.toString();
  const half = answer.body.subarray(0, answer.body.length / 2);
  const announced = { ...ownHeaders(answer.headers), "content-length": String(answer.body.length) };
  const faults: Readonly<Record<FaultKind, () => void>> = {
    reset: () => reset(socket),
    resetInBody: () => void response.writeHead(answer.status, announced).write(half, () => reset(socket)),
    close: () => void socket.end(),
    cutHead: () => void socket.end("HTTP/1.1 200 OK\r\ncontent-ty"),
    cutBody: () => void response.writeHead(answer.status, announced).write(half, () => socket.destroy()),
    // The asker gives up: see SoakAsker.
    stall: () => undefined,
    stallInBody: () => void response.writeHead(answer.status, announced).write(half),
    status429: () => fail(429, { "retry-after": "0" }),
    status500: () => fail(500),
    status503: () => fail(503),
    overstated: () => {
      response.writeHead(answer.status, { ...announced, "content-length": String(answer.body.length + 9) });
      response.write(answer.body, () => socket.end());
    },
    understated: () =>
      void socket.end(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 5\r\n\r\n${text}`),
    junk: () => json(text.slice(0, text.length / 2)),
    nan: () => json(text.replace(/:\s*\d[\d.]*/, ":NaN")),
    repeatedToken: () => json(text.replaceAll(/("\w*[tT]oken"):\s*(?:"[^"]*"|\d+|null)/g, '$1:"again"')),
    redirect: () => fail(302, { location: `${elsewhere}${request.url ?? ""}` }),
    drip: () => drip(response, answer, announced),
    echoedKeys: () => void response.writeHead(400, { "content-type": "application/json" }).end(echo(request.headers)),
  };
  faults[kind]();
}

/** RST, where a mere end of the connection would send FIN. Node resets none that is ending already, and leaves it open then. */
function reset(socket: Socket): void {
  if (socket.writableEnded) {
    socket.destroy();
  } else {
    socket.resetAndDestroy();
  }
}

/** What a debugging gateway answers: the request's own headers, plain and encoded. */
function echo(headers: IncomingHttpHeaders): string {
  const plain = JSON.stringify(headers);
  const encoded = Object.values(headers).flatMap((value) => [
    Buffer.from(String(value)).toString("base64"),
    encodeURIComponent(encodeURIComponent(String(value))),
  ]);
  return JSON.stringify({ message: `refused ${plain}`, errors: [{ detail: encoded.join(" ") }] });
}

function drip(response: ServerResponse, { status, body }: Answer, headers: IncomingHttpHeaders): void {
  response.writeHead(status, headers);
  const step = Math.max(1, Math.ceil(body.length / DRIPS));
  let at = 0;
  const next = (): void => {
    response.write(body.subarray(at, at + step));
    at += step;
    if (response.destroyed || at >= body.length) {
      response.end();
    } else {
      setImmediate(next);
    }
  };
  next();
}
