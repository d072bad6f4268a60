import assert from "node:assert/strict";
import { readContent } from "../../../../src/sources/shared/fileContent";
import type { ByteRange, FileContent } from "../../../../src/sources/contract/sourceFiles";
import type { Handler } from "../../../support/faultServer";
import { failure, HttpFixture, readAll } from "../../../support/httpFixture";

const TEXT = "0123456789";
const LONG_AGO = "Wed, 01 Jan 2025 00:00:00 GMT";

/** A part of TEXT as a proper service answers it. */
function part(start: number, end: number, headers: Record<string, string> = {}) {
  const range = { "content-range": `bytes ${start}-${end - 1}/${TEXT.length}` };
  return { body: TEXT.slice(start, end), answer: { status: 206, headers: { ...range, ...headers } } };
}

describe("readContent", () => {
  let fixture: HttpFixture;
  beforeEach(() => (fixture = new HttpFixture()));
  afterEach(() => fixture.close());

  async function read(
    handler: Handler,
    range?: ByteRange,
  ): Promise<{ content: FileContent; asked: readonly unknown[] }> {
    const server = await fixture.serve(handler);
    const client = fixture.client(server.url, { limits: { retries: 0 } });
    const content = await readContent(range, (headers) =>
      client.requestStream({ method: "GET", path: "/f", headers }, fixture),
    );
    return { content, asked: server.requests.map(({ headers }) => [headers.range, headers["if-range"]]) };
  }

  it("gives a file whole, with its size and version", async () => {
    const { content, asked } = await read((reply) => reply.bytes(TEXT, { headers: { etag: '"a"' } }), { start: 0 });
    assert.deepEqual([content.start, content.size, content.version], [0, 10, '"a"']);
    assert.equal(await readAll(content.body), TEXT);
    assert.deepEqual(asked, [[undefined, undefined]]);
  });

  it("asks for a part of one version, and gives it", async () => {
    const { body, answer } = part(3, 7, { etag: '"a"' });
    const { content, asked } = await read((reply) => reply.bytes(body, answer), { start: 3, end: 7, version: '"a"' });
    assert.deepEqual([content.start, content.size, content.version], [3, 10, '"a"']);
    assert.equal(await readAll(content.body), "3456");
    assert.deepEqual(asked, [["bytes=3-6", '"a"']]);
  });

  it("gives the whole when the file has changed, or when the service ignores ranges", async () => {
    const { content } = await read((reply) => reply.bytes(TEXT, { headers: { etag: '"b"' } }), {
      start: 3,
      version: '"a"',
    });
    assert.deepEqual([content.start, content.version, await readAll(content.body)], [0, '"b"', TEXT]);
  });

  it("asks for the whole when a part is of another version, or lies behind what the file has become", async () => {
    const changed = { headers: { etag: '"b"' } };
    const handlers: Handler[] = [
      (reply, { headers }) =>
        headers.range === undefined
          ? reply.bytes(TEXT, changed)
          : reply.bytes(part(3, 10).body, part(3, 10, changed.headers).answer),
      (reply, { headers }) => (headers.range === undefined ? reply.bytes(TEXT, changed) : reply.nothing(416)),
    ];
    for (const handler of handlers) {
      const { content, asked } = await read(handler, { start: 3, version: '"a"' });
      assert.deepEqual([content.start, content.version, await readAll(content.body)], [0, '"b"', TEXT]);
      assert.equal(asked.length, 2);
    }
  });

  it("says when the file ends before the part", async () => {
    const refuse: Handler = (reply) => reply.nothing(416);
    assert.match((await failure(read(refuse, { start: 12 }), "badRequest")).message, /ends before its byte 12/);
    const same: Handler = (reply, { headers }) =>
      headers.range === undefined ? reply.bytes(TEXT, { headers: { etag: '"a"' } }) : reply.nothing(416);
    assert.equal((await failure(read(same, { start: 10, version: '"a"' }))).status, 416);
  });

  it("reads the first bytes of an empty file", async () => {
    const empty: Handler = (reply, { headers }) => (headers.range === undefined ? reply.bytes("") : reply.nothing(416));
    const { content } = await read(empty, { start: 0, end: 100 });
    assert.deepEqual([content.start, content.size, await readAll(content.body)], [0, 0, ""]);
  });

  it("takes for a version only what tells one", async () => {
    const versions: [Record<string, string>, string | undefined][] = [
      [{ etag: 'W/"a"' }, undefined],
      [{ etag: 'W/"a"', "last-modified": LONG_AGO }, LONG_AGO],
      [{ "last-modified": new Date(Date.now() + 5000).toUTCString() }, undefined],
      [{}, undefined],
    ];
    for (const [headers, version] of versions) {
      const { content } = await read((reply) => reply.bytes(TEXT, { headers }));
      assert.equal(content.version, version);
      await readAll(content.body);
    }
  });

  it("refuses an answer that is another part, or does not say which", async () => {
    const wrong: Handler[] = [
      (reply) => reply.bytes(part(2, 10).body, part(2, 10).answer),
      (reply) => reply.bytes(part(3, 6).body, part(3, 6).answer),
      (reply) => reply.bytes("3456", { status: 206 }),
      (reply) => reply.bytes("3456", { status: 206, headers: { "content-range": "bytes 6-3/10" } }),
      (reply) => reply.bytes("{}", { status: 202 }),
    ];
    for (const handler of wrong) {
      await failure(read(handler, { start: 3, end: 7 }), "badResponse");
    }
    await failure(read(wrong[0]!, { start: 3, end: 3 }), "badRequest");
  });

  it("fails when fewer or more bytes come than were announced", async () => {
    const chunked = (body: string): Handler => {
      const headers = { "content-range": "bytes 3-6/10", "content-length": String(body.length) };
      return (reply) => reply.bytes(body, { status: 206, headers });
    };
    const range = { start: 3, end: 7 };
    const less = await read(chunked("345"), range);
    assert.match((await failure(readAll(less.content.body), "network")).message, /ended early, after 3 of 4 bytes/);
    const more = await read(chunked("34567"), range);
    await failure(readAll(more.content.body), "badResponse");
    const cut = await read((reply) => reply.cutInBody("01234"));
    await failure(readAll(cut.content.body), "network");
  });
});
