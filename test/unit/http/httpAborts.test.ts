import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { gzipSync } from "node:zlib";
import type { Handler, Reply } from "../../support/faultServer";
import { HttpFixture, readAll } from "../../support/httpFixture";
import { withResolvers } from "../../support/withResolvers";

const GET = { method: "GET", path: "/things" } as const;

describe("HttpClient stops", () => {
  let fixture: HttpFixture;
  let controller: AbortController;
  const reason = new Error("collapsed");
  beforeEach(() => {
    fixture = new HttpFixture();
    controller = new AbortController();
  });
  afterEach(() => fixture.close());

  /** The work rejects with the very reason, and its connection ends. */
  async function assertAborts(handler: (reply: Reply) => void): Promise<void> {
    const replied = withResolvers<Reply>();
    const answer: Handler = (reply) => {
      handler(reply);
      replied.resolve(reply);
    };
    const server = await fixture.serve(answer);
    const work = fixture.client(server.url).requestJson(GET, controller);
    const reply = await replied.promise;
    controller.abort(reason);
    await assert.rejects(work, (error) => error === reason);
    await reply.gone;
    assert.equal(server.requests.length, 1);
  }

  it("while it waits for the headers", () => assertAborts((reply) => reply.hang()));
  it("while it reads the body", () => assertAborts((reply) => reply.hangInBody("[")));

  it("before it starts", async () => {
    const server = await fixture.serve();
    controller.abort(reason);
    await assert.rejects(fixture.client(server.url).requestJson(GET, controller), (error) => error === reason);
    assert.equal(server.connections, 0);
  });

  it("with a reason that is no error", async () => {
    controller.abort("collapsed");
    const work = fixture.client("http://127.0.0.1:1").requestJson(GET, controller);
    await assert.rejects(work, (error) => error === "collapsed");
  });

  it("while it connects, and sends nothing then", async () => {
    let received = "";
    const connected = withResolvers<Socket>();
    const silent = createServer((socket) => {
      socket.on("data", (data) => (received += data.toString("latin1")));
      socket.on("error", () => undefined);
      connected.resolve(socket);
    });
    silent.listen(0, "127.0.0.1");
    await once(silent, "listening");
    // A TLS handshake that is never answered.
    const client = fixture.client(`https://127.0.0.1:${(silent.address() as AddressInfo).port}`);
    const work = client.requestJson(GET, controller);
    const socket = await connected.promise;
    controller.abort(reason);
    await assert.rejects(work, (error) => error === reason);
    client.dispose();
    await once(socket, "close");
    assert.ok(!received.includes("things"));
    silent.close();
  });

  it("while it waits to try again", async () => {
    const server = await fixture.serve((reply) => reply.nothing(503));
    fixture.clock.isStopped = true;
    const work = fixture.client(server.url).requestJson(GET, controller);
    while (fixture.clock.sleeps.length === 0) {
      await new Promise(setImmediate);
    }
    controller.abort(reason);
    await assert.rejects(work, (error) => error === reason);
    assert.equal(server.requests.length, 1);
  });

  it("while a request waits for a free connection, which others keep", async () => {
    const asked = withResolvers<undefined>();
    const server = await fixture.serve((reply, { path }) =>
      path === "/slow" ? asked.resolve(undefined) : reply.json(1),
    );
    const client = fixture.client(server.url, { limits: { connections: 1 } });
    const other = new AbortController();
    const slow = client.requestJson({ ...GET, path: "/slow" }, other);
    await asked.promise;
    const queued = client.requestJson({ ...GET, path: "/queued" }, controller);
    controller.abort(reason);
    await assert.rejects(queued, (error) => error === reason);
    other.abort(reason);
    await assert.rejects(slow);
    assert.equal((await client.requestJson(GET, fixture)).body, 1);
    assert.deepEqual(
      server.requests.map(({ path }) => path),
      ["/slow", "/things"],
    );
  });

  it("a stream in the middle", async () => {
    const asked = withResolvers<Reply>();
    const server = await fixture.serve((reply) => {
      asked.resolve(reply);
      reply.hangInBody("0123");
    });
    const { body } = await fixture.client(server.url).requestStream(GET, controller);
    const work = (async () => {
      for await (const chunk of body) {
        assert.equal(Buffer.from(chunk).toString(), "0123");
        controller.abort(reason);
      }
    })();
    await assert.rejects(work, (error) => error === reason);
    await connectionEnd(asked.promise);
  });

  it("a stream that no one has begun to read", async () => {
    const asked = withResolvers<Reply>();
    const server = await fixture.serve((reply) => {
      asked.resolve(reply);
      reply.hangInBody("0123");
    });
    const { body } = await fixture.client(server.url).requestStream(GET, controller);
    controller.abort(reason);
    await connectionEnd(asked.promise);
    await assert.rejects(readAll(body), (error) => error === reason);
  });

  const zipped = gzipSync(randomBytes(100_000).toString("hex"));
  for (const [name, body, headers] of [
    ["a stream", Buffer.from("0123"), {}],
    ["a compressed stream", zipped.subarray(0, 60_000), { "content-encoding": "gzip" }],
  ] as const) {
    it(`${name} whose reader leaves`, async () => {
      const asked = withResolvers<Reply>();
      const server = await fixture.serve((reply) => {
        asked.resolve(reply);
        reply.hangInBody(body, headers);
      });
      const answer = await fixture.client(server.url).requestStream(GET, controller);
      for await (const chunk of answer.body) {
        assert.ok(chunk.length > 0);
        break;
      }
      await connectionEnd(asked.promise);
    });

    it(`${name} that is aborted while it is read, and while it is not`, async () => {
      const asked = withResolvers<Reply>();
      const server = await fixture.serve((reply) => {
        asked.resolve(reply);
        reply.hangInBody(body, headers);
      });
      const client = fixture.client(server.url);
      const read = await client.requestStream(GET, controller);
      const unread = await client.requestStream(GET, controller);
      const work = assert.rejects(readAll(read.body), (error) => error === reason);
      controller.abort(reason);
      await connectionEnd(asked.promise);
      await work;
      await assert.rejects(readAll(unread.body), (error) => error === reason);
    });
  }

  describe("when it is disposed", () => {
    const isAbortError = (error: unknown) => error instanceof DOMException && error.name === "AbortError";

    it("what is under way, and closes its connections", async () => {
      const asked = withResolvers<Reply>();
      const server = await fixture.serve((reply) => asked.resolve(reply));
      const client = fixture.client(server.url);
      const work = client.requestJson(GET, fixture);
      const reply = await asked.promise;
      client.dispose();
      await assert.rejects(work, isAbortError);
      await reply.gone;
    });

    it("a stream", async () => {
      const server = await fixture.serve((reply) => reply.hangInBody("0123"));
      const client = fixture.client(server.url);
      const { body } = await client.requestStream(GET, fixture);
      client.dispose();
      await assert.rejects(readAll(body), isAbortError);
    });

    it("idle connections too", async () => {
      const asked = withResolvers<Reply>();
      const server = await fixture.serve((reply) => {
        asked.resolve(reply);
        reply.json({});
      });
      const client = fixture.client(server.url);
      await client.requestJson(GET, fixture);
      client.dispose();
      await connectionEnd(asked.promise);
    });

    it("what is asked afterwards, without a connection", async () => {
      const server = await fixture.serve();
      const client = fixture.client(server.url);
      client.dispose();
      client.dispose();
      await assert.rejects(client.requestJson(GET, fixture), isAbortError);
      assert.equal(server.connections, 0);
    });
  });

  it("but not other requests", async () => {
    const server = await fixture.serve((reply, { path }) => (path === "/slow" ? reply.hang() : reply.json(1)));
    const client = fixture.client(server.url);
    const slow = client.requestJson({ ...GET, path: "/slow" }, controller);
    const quick = client.requestJson(GET, fixture);
    controller.abort(reason);
    await assert.rejects(slow);
    assert.equal((await quick).body, 1);
  });
});

async function connectionEnd(asked: Promise<Reply>): Promise<void> {
  const reply = await asked;
  await reply.gone;
}
