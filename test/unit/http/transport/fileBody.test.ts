import assert from "node:assert/strict";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { FileBytes } from "../../../../src/http/transport/transport";
import { failure, HttpFixture, readAll } from "../../../support/httpFixture";

const FILE = { method: "GET", path: "/file" } as const;
const PIECE = Buffer.alloc(256 * 1024, "0123456789abcdef");

/** Bytes that have all come. */
async function heldOf(body: FileBytes): Promise<Uint8Array> {
  for (;;) {
    const held = body.held?.();
    if (held !== undefined) {
      return held;
    }
    await nextTurn();
  }
}

describe("The body of a file", () => {
  let fixture: HttpFixture;
  beforeEach(() => (fixture = new HttpFixture()));
  afterEach(() => fixture.close());

  it("is given at once when all of it has come, and is said in the log", async () => {
    const server = await fixture.serve((reply) => reply.bytes(PIECE));
    const { body } = await fixture.client(server.url).requestStream(FILE, fixture);
    assert.ok(PIECE.equals(await heldOf(body)));
    assert.deepEqual(fixture.log, [`GET /file: 200, ${PIECE.length} bytes, 0 ms`]);
  });

  it("is not given at once when it has been begun, or has not come whole", async () => {
    const server = await fixture.serve((reply) => reply.hangInBody("abc"));
    const { body } = await fixture.client(server.url).requestStream(FILE, fixture);
    assert.equal(body.held?.(), undefined);
    const pieces = body[Symbol.asyncIterator]();
    assert.equal(Buffer.from((await pieces.next()).value ?? "").toString(), "abc");
    assert.equal(body.held?.(), undefined);
    await pieces.return?.();
  });

  it("keeps its service waiting while no one reads it, and comes whole then", async () => {
    const count = 256;
    let sent = 0;
    const server = await fixture.serve((reply, { path }) => {
      if (path === "/file") {
        void reply.repeat(PIECE, count, () => (sent += 1));
      } else {
        reply.json([]);
      }
    });
    const client = fixture.client(server.url);
    const { body } = await client.requestStream(FILE, fixture);
    for (let turn = 0; turn < 8; turn += 1) {
      await client.requestJson({ method: "GET", path: "/other" }, fixture);
    }
    assert.ok(sent < count / 2, `${sent} of ${count} pieces were taken`);
    let bytes = 0;
    for await (const piece of body) {
      bytes += piece.length;
    }
    assert.equal(bytes, count * PIECE.length);
  });

  it("gives what came before it broke off", async () => {
    const server = await fixture.serve((reply) => reply.cutInBody("abc"));
    const { body } = await fixture.client(server.url).requestStream(FILE, fixture);
    const pieces = body[Symbol.asyncIterator]();
    assert.equal(Buffer.from((await pieces.next()).value ?? "").toString(), "abc");
    await failure(pieces.next(), "network");
  });

  it("is unpacked when it comes packed all the same", async () => {
    const server = await fixture.serve((reply) => reply.gzip("abc"));
    const { body } = await fixture.client(server.url).requestStream(FILE, fixture);
    assert.equal(body.held?.(), undefined);
    assert.equal(await readAll(body), '"abc"');
  });
});
