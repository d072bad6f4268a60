import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { failure, HttpFixture } from "../../support/httpFixture";

const GET = { method: "GET", path: "/things" } as const;

/** Answers a proxy's connection in one way, and counts them. */
async function serveClosing(close: (socket: Socket) => void) {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.on("error", () => undefined);
    close(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { address, count: () => connections, stop: () => server.close() };
}

/** Lets a client that reconnects do so: each of these round trips would see a connection. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) {
    const server = createServer((socket) => socket.end());
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1").resume();
    await once(socket, "close");
    server.close();
  }
}

describe("A proxy that closes", () => {
  let fixture: HttpFixture;
  beforeEach(() => (fixture = new HttpFixture()));
  afterEach(() => fixture.close());

  const afterRequest = (work: (socket: Socket) => void) => (socket: Socket) =>
    void socket.once("data", () => work(socket));
  const ways: readonly (readonly [string, (socket: Socket) => void])[] = [
    ["at once", (socket) => socket.destroy()],
    ["when it has read CONNECT", afterRequest((socket) => socket.end())],
    ["within the status line", afterRequest((socket) => socket.end("HTTP/1.1 2"))],
    ["with a reset", afterRequest((socket) => socket.resetAndDestroy())],
    ["after 200", afterRequest((socket) => socket.end("HTTP/1.1 200 OK\r\n\r\n"))],
    ["after 502", afterRequest((socket) => socket.end("HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n"))],
  ];
  for (const [name, close] of ways) {
    it(`${name} gets one connection an attempt, and none after the request has ended`, async () => {
      const proxy = await serveClosing(close);
      try {
        const limits = { retries: 1 };
        const client = fixture.client("https://api.example.test", { proxy: { httpsProxy: proxy.address }, limits });
        await failure(client.requestJson(GET, fixture));
        const count = proxy.count();
        assert.ok(count >= 1 && count <= 2, `${count} connections`);
        await settle();
        assert.equal(proxy.count(), count);
      } finally {
        proxy.stop();
      }
    });
  }

  it("gets no further connection when the request was canceled before", async () => {
    const canceling = new AbortController();
    const proxy = await serveClosing(
      afterRequest((socket) => {
        canceling.abort();
        socket.destroy();
      }),
    );
    try {
      const client = fixture.client("https://api.example.test", { proxy: { httpsProxy: proxy.address } });
      await assert.rejects(client.requestJson(GET, { signal: canceling.signal }), { name: "AbortError" });
      await settle();
      assert.equal(proxy.count(), 1);
    } finally {
      proxy.stop();
    }
  });
});
