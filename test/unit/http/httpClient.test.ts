import assert from "node:assert/strict";
import { gzipSync, brotliCompressSync, deflateSync } from "node:zlib";
import { API_KEY, APP_KEY, failure, HttpFixture, readAll } from "../../support/httpFixture";

const GET = { method: "GET", path: "/things" } as const;

describe("HttpClient", () => {
  let fixture: HttpFixture;
  beforeEach(() => (fixture = new HttpFixture()));
  afterEach(() => fixture.close());

  describe("sends", () => {
    it("the method, path, query and headers", async () => {
      const server = await fixture.serve((reply) => reply.json({ ok: true }));
      const query = { "filter[tags]": "a:b c,d:ä&=", flag: true, page: 2, absent: undefined, many: ["x", "y"] };
      const answer = await fixture.client(server.url).requestJson({ ...GET, query }, fixture);
      assert.deepEqual(answer.body, { ok: true });
      assert.equal(answer.status, 200);
      assert.equal(answer.headers["content-type"], "application/json");
      const [request] = server.requests;
      assert.equal(request?.method, "GET");
      assert.equal(request.path, "/things");
      assert.deepEqual(request.query, { "filter[tags]": "a:b c,d:ä&=", flag: "true", page: "2", many: "y" });
      assert.equal(request.headers["dd-api-key"], API_KEY);
      assert.equal(request.headers["dd-application-key"], APP_KEY);
      assert.equal(request.headers["user-agent"], "ml-artifact-explorer/1.2.3");
      assert.equal(request.headers.accept, "application/json");
      assert.equal(request.headers["accept-encoding"], "gzip, br, deflate");
    });

    it("below the path prefix of the base URL", async () => {
      const server = await fixture.serve();
      await fixture.client(`${server.url}/behind/a/gateway/`).requestJson(GET, fixture);
      assert.equal(server.requests[0]?.path, "/behind/a/gateway/things");
    });

    it("a body as JSON", async () => {
      const server = await fixture.serve();
      await fixture.client(server.url).requestJson({ ...GET, method: "POST", body: { id: "ä" } }, fixture);
      assert.equal(server.requests[0]?.body, '{"id":"ä"}');
      assert.equal(server.requests[0].headers["content-type"], "application/json");
    });

    it("the keys as they are now", async () => {
      const server = await fixture.serve();
      let key = "first-key-of-two";
      const client = fixture.client(server.url, { headers: () => ({ "x-key": key }) });
      await client.requestJson(GET, fixture);
      key = "second-key-of-two";
      await client.requestJson(GET, fixture);
      assert.deepEqual(
        server.requests.map(({ headers }) => headers["x-key"]),
        ["first-key-of-two", "second-key-of-two"],
      );
    });

    it("over connections that are kept", async () => {
      const server = await fixture.serve();
      const client = fixture.client(server.url);
      for (let count = 0; count < 6; count++) {
        await client.requestJson(GET, fixture);
      }
      // Two, as a connection is free a moment after its answer was read.
      assert.ok(server.connections <= 2, String(server.connections));
    });

    it("over a bounded number of connections", async () => {
      const server = await fixture.serve();
      const client = fixture.client(server.url, { limits: { connections: 2 } });
      await Promise.all(Array.from({ length: 8 }, () => client.requestJson(GET, fixture)));
      assert.equal(server.connections, 2);
      assert.equal(server.requests.length, 8);
    });
  });

  describe("reads", () => {
    const body = { text: "x".repeat(5000) };
    const plain = JSON.stringify(body);
    const encodings = { gzip: gzipSync(plain), br: brotliCompressSync(plain), deflate: deflateSync(plain) };
    for (const [encoding, bytes] of Object.entries(encodings)) {
      it(`JSON compressed with ${encoding}`, async () => {
        const server = await fixture.serve((reply) =>
          reply.bytes(bytes, { headers: { "content-encoding": encoding } }),
        );
        assert.deepEqual((await fixture.client(server.url).requestJson(GET, fixture)).body, body);
      });
    }

    it("a body that comes in single bytes", async () => {
      const server = await fixture.serve((reply) => void reply.drip('{"text":"äöü"}'));
      assert.deepEqual((await fixture.client(server.url).requestJson(GET, fixture)).body, { text: "äöü" });
    });

    it("a stream with its size, as the bytes that the service has", async () => {
      const server = await fixture.serve((reply) => reply.bytes("0123456789"));
      const { size, body: stream } = await fixture.client(server.url).requestStream(GET, fixture);
      assert.equal(size, 10);
      assert.equal(await readAll(stream), "0123456789");
      assert.equal(server.requests[0]?.headers["accept-encoding"], "identity");
      assert.equal(server.requests[0].headers.accept, "*/*");
    });

    it("a stream that is compressed all the same, then without a size", async () => {
      const server = await fixture.serve((reply) => reply.gzip(body));
      const answer = await fixture.client(server.url).requestStream(GET, fixture);
      assert.equal(answer.size, undefined);
      assert.equal(await readAll(answer.body), plain);
    });

    it("nothing from a 204, and throws away what is not asked for", async () => {
      const server = await fixture.serve((reply, _, number) => (number === 1 ? reply.nothing() : reply.json({ a: 1 })));
      const client = fixture.client(server.url);
      await client.requestNothing({ ...GET, method: "POST" }, fixture);
      await client.requestNothing({ ...GET, method: "POST" }, fixture);
      assert.equal(server.requests.length, 2);
    });
  });

  describe("keeps keys to itself", () => {
    it("when the service echoes them in an error", async () => {
      const echo = `bad key ${API_KEY} or ${APP_KEY.toUpperCase()}`;
      const server = await fixture.serve((reply) => reply.json({ errors: [echo] }, { status: 403 }));
      const error = await failure(fixture.client(server.url).requestJson(GET, fixture), "forbidden");
      assert.match(error.message, /bad key ••• or •••/);
      assertKeyFree(`${error.stack} ${JSON.stringify(error)} ${String(error.cause)} ${fixture.log.join()}`);
    });

    it("when the service echoes a part of a header", async () => {
      const server = await fixture.serve((reply) => reply.bytes("no such token: s3cr3t/t+k=n", { status: 401 }));
      const client = fixture.client(server.url, { headers: () => ({ authorization: "Bearer s3cr3t/t+k=n" }) });
      assert.match((await failure(client.requestJson(GET, fixture), "auth")).message, /^no such token: •••$/);
    });

    it("when the answer is neither HTTP nor JSON, but has them", async () => {
      const server = await fixture.serve((reply, _, number) =>
        number === 1 ? reply.garbage(`${API_KEY}\r\n\r\n`) : reply.bytes(`{"key": ${API_KEY}`),
      );
      const client = fixture.client(server.url);
      for (const error of [
        await failure(client.requestJson(GET, fixture), "badResponse"),
        await failure(client.requestJson(GET, fixture), "badResponse"),
      ]) {
        assertKeyFree(`${error.stack} ${String(error.cause)} ${fixture.log.join()}`);
      }
    });

    it("when they are in a path", async () => {
      const server = await fixture.serve();
      await fixture.client(server.url).requestJson({ ...GET, path: `/${API_KEY}` }, fixture);
      assertKeyFree(fixture.log.join());
    });

    it("when the service redirects to another host", async () => {
      const other = await fixture.serve();
      const target = `${other.url}/things?token=${API_KEY}`;
      const server = await fixture.serve((reply) => reply.redirect(target, 307));
      const error = await failure(fixture.client(server.url).requestJson(GET, fixture), "redirect");
      assert.equal(error.status, 307);
      assert.match(error.message, new RegExp(`redirects to 127.0.0.1:${other.port} \\(`));
      assertKeyFree(error.message + fixture.log.join());
      assert.equal(other.requests.length, 0);
      assert.equal(server.requests.length, 1);
    });

    function assertKeyFree(text: string): void {
      assert.ok(!text.toLowerCase().includes(API_KEY), text);
      assert.ok(!text.toLowerCase().includes(APP_KEY), text);
    }
  });

  describe("logs", () => {
    it("method, path, status, bytes and time, without the query", async () => {
      const server = await fixture.serve((reply) => reply.json({ a: 1 }));
      await fixture.client(server.url).requestJson({ ...GET, query: { filter: "private" } }, fixture);
      assert.deepEqual(fixture.log, ["GET /things: 200, 7 bytes, 0 ms"]);
    });

    it("each attempt", async () => {
      const server = await fixture.serve((reply, _, number) =>
        number === 1 ? reply.json({ errors: ["busy"] }, { status: 503 }) : reply.json({}),
      );
      await fixture.client(server.url).requestJson(GET, fixture);
      assert.deepEqual(fixture.log, [
        "GET /things: 503: busy (status 503), 0 ms",
        "GET /things: 200, 2 bytes, 0 ms, attempt 2",
      ]);
    });

    it("a stream when it has ended", async () => {
      const server = await fixture.serve((reply) => reply.bytes("0123456789"));
      const { body } = await fixture.client(server.url).requestStream(GET, fixture);
      assert.deepEqual(fixture.log, []);
      await readAll(body);
      assert.deepEqual(fixture.log, ["GET /things: 200, 10 bytes, 0 ms"]);
    });
  });

  it("logs no line longer than 2,000 characters, however long a path is", async () => {
    const server = await fixture.serve();
    await fixture.client(server.url).requestJson({ method: "GET", path: `/${"x".repeat(5000)}` }, fixture);
    assert.deepEqual(
      fixture.log.map(({ length }) => length),
      [2000],
    );
  });
});
