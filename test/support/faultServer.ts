import { once } from "node:events";
import * as http from "node:http";
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from "node:http";
import * as https from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { TEST_CERTIFICATE } from "./testCertificate";

export interface RecordedRequest {
  readonly method: string;
  /** As it came, without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Handler = (reply: Reply, request: RecordedRequest, number: number) => void;

/** One answer: a proper one, or one of the ways in which answers go wrong. */
export class Reply {
  readonly #response: ServerResponse;
  readonly #socket: Socket;
  /** Settles when the client has ended the connection. */
  readonly gone: Promise<void>;

  constructor(response: ServerResponse, socket: Socket) {
    this.#response = response;
    this.#socket = socket;
    this.gone = new Promise((resolve) => socket.once("close", () => resolve()));
  }

  json(
    body: unknown,
    { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
  ): void {
    this.bytes(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });
  }

  bytes(
    body: string | Buffer,
    { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
  ): void {
    this.#response.writeHead(status, { "content-length": String(Buffer.byteLength(body)), ...headers }).end(body);
  }

  gzip(body: unknown): void {
    this.bytes(gzipSync(JSON.stringify(body)), { headers: { "content-encoding": "gzip" } });
  }

  nothing(status = 204): void {
    this.#response.writeHead(status).end();
  }

  redirect(location: string, status = 302): void {
    this.#response.writeHead(status, { location }).end("moved");
  }

  /** Never answers. */
  hang(): void {
    // The point.
  }

  cut(): void {
    this.#socket.destroy();
  }

  cutInHeaders(): void {
    this.#socket.end("HTTP/1.1 200 OK\r\ncontent-type: applic");
  }

  cutInBody(body: string, status = 200): void {
    const length = Buffer.byteLength(body) + 100;
    this.#socket.end(`HTTP/1.1 ${status} OK\r\ncontent-length: ${length}\r\n\r\n${body}`);
  }

  /** Sends a part of a body, and no more. */
  hangInBody(body: string | Buffer, headers: Record<string, string> = {}): void {
    const length = String(Buffer.byteLength(body) + 100);
    this.#response.writeHead(200, { "content-length": length, ...headers }).write(body);
  }

  /** Sends a body byte by byte, each in a packet of its own. */
  async drip(body: string): Promise<void> {
    this.#response.writeHead(200);
    for (const byte of Buffer.from(body)) {
      this.#response.write(Buffer.of(byte));
      await new Promise(setImmediate);
    }
    this.#response.end();
  }

  /** Sends a piece as often as that, each once the one before is on its way. */
  async repeat(piece: Buffer, count: number, onSent: () => void): Promise<void> {
    this.#response.writeHead(200, { "content-length": piece.length * count });
    for (let sent = 0; sent < count; sent += 1) {
      await new Promise<void>((resolve) => this.#response.write(piece, () => resolve()));
      onSent();
    }
    this.#response.end();
  }

  /** Says that the body is shorter than it is. */
  understate(body: string): void {
    const length = Buffer.byteLength(body) - 5;
    this.#socket.end(`HTTP/1.1 200 OK\r\ncontent-length: ${length}\r\n\r\n${body}`);
  }

  /** Sends these bytes, head and all, and ends the connection. */
  raw(bytes: Uint8Array): void {
    this.#socket.end(bytes);
  }

  garbage(text = "this is not HTTP\r\n\r\n"): void {
    this.#socket.end(text);
  }

  truncatedGzip(body: unknown): void {
    const zipped = gzipSync(JSON.stringify(body));
    this.bytes(zipped.subarray(0, zipped.length - 12), { headers: { "content-encoding": "gzip" } });
  }
}

/** A server on loopback that records what it is asked, and answers as it is told. */
export class FaultServer {
  readonly requests: RecordedRequest[] = [];
  /** Replaced at will; the number counts requests from 1. */
  handler: Handler;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #scheme: string;
  #accepted = 0;

  private constructor(handler: Handler, isTls: boolean) {
    this.handler = handler;
    this.#scheme = isTls ? "https" : "http";
    const listener = (request: IncomingMessage, response: ServerResponse): void =>
      void this.#answer(request, response).catch(() => undefined);
    this.#server = isTls ? https.createServer(TEST_CERTIFICATE, listener) : http.createServer(listener);
    this.#server.on("connection", (socket: Socket) => {
      this.#accepted += 1;
      this.#sockets.add(socket);
      socket.once("close", () => this.#sockets.delete(socket));
    });
  }

  static async start(handler: Handler = (reply) => reply.json({}), { isTls = false } = {}): Promise<FaultServer> {
    const server = new FaultServer(handler, isTls);
    server.#server.listen(0, "127.0.0.1");
    await once(server.#server, "listening");
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `${this.#scheme}://127.0.0.1:${this.port}`;
  }

  /** How many connections were made so far. */
  get connections(): number {
    return this.#accepted;
  }

  get openSockets(): number {
    return this.#sockets.size;
  }

  /** Records CONNECT requests as well, which a proxy gets, and answers them with a status, or ties them to a server. */
  actAsProxy(answer: number | FaultServer): void {
    this.#server.on("connect", (request, client) => {
      this.requests.push({ method: "CONNECT", path: request.url ?? "", query: {}, headers: request.headers, body: "" });
      if (typeof answer === "number") {
        client.end(`HTTP/1.1 ${answer} Refused\r\ncontent-length: 0\r\n\r\n`);
        return;
      }
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      answer.#server.emit("connection", client);
    });
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) {
      socket.destroy();
    }
    this.#server.close();
    await once(this.#server, "close");
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = "", query = ""] = (request.url ?? "").split("?");
    let body = "";
    for await (const chunk of request) {
      body += String(chunk);
    }
    const recorded = {
      method: request.method ?? "",
      path,
      query: Object.fromEntries(new URLSearchParams(query)),
      headers: request.headers,
      body,
    };
    this.requests.push(recorded);
    this.handler(new Reply(response, request.socket), recorded, this.requests.length);
  }
}
