import assert from "node:assert/strict";
import { SignedContent } from "../../../../src/sources/shared/signedContent";
import type { Handler } from "../../../support/faultServer";
import { failure, HttpFixture, readAll } from "../../../support/httpFixture";

const SECRET = "5up3rS3cr3tS1gnature";
const QUERY = `?a=1+2&sig=${SECRET}%2b~*&a=2`;

describe("SignedContent", () => {
  let fixture: HttpFixture;
  let contents: SignedContent[];
  beforeEach(() => {
    fixture = new HttpFixture();
    contents = [];
  });
  afterEach(async () => {
    contents.forEach((content) => content.dispose());
    await fixture.close();
  });

  function signed(baseUrl = "http://127.0.0.1:1"): SignedContent {
    const network = { userAgent: "test/1", proxy: {}, log: (line: string) => void fixture.log.push(line) };
    const content = new SignedContent(baseUrl, network);
    contents.push(content);
    return content;
  }

  async function host(handler: Handler) {
    const server = await fixture.serve(handler);
    let links = 0;
    const link = () => Promise.resolve(`${server.url}/${SECRET}/f${++links}${QUERY}`);
    return { server, link, read: () => signed().read(link, undefined, fixture) };
  }

  it("fetches a link to the letter, without any key", async () => {
    const { server, read } = await host((reply) => reply.bytes("content"));
    assert.equal(await readAll((await read()).body), "content");
    const [request] = server.requests;
    assert.equal(request?.path, `/${SECRET}/f1`);
    assert.deepEqual(request.query, { a: "2", sig: `${SECRET}+~*` });
    assert.deepEqual(Object.keys(request.headers).sort(), [
      "accept",
      "accept-encoding",
      "connection",
      "host",
      "user-agent",
    ]);
  });

  for (const [where, path, isKeyed] of [
    ["below its address", "/prod/api/download/1.zip", true],
    ["of its host, but not below its address", "/other-tenant/1.zip", false],
    ["that only starts like its address", "/prod/api-of-another/1.zip", false],
    ["that may lead above its address", "/prod/api/..%2f..%2fother/1.zip", false],
    ["that the parser leads above its address", "/prod/api/../../other/1.zip", false],
  ] as const) {
    it(`${isKeyed ? "takes" : "takes no"} key along to a file of the service ${where}`, async () => {
      const server = await fixture.serve((reply) => reply.bytes("content"));
      const network = { userAgent: "test/1", proxy: {}, log: (line: string) => void fixture.log.push(line) };
      const content = new SignedContent(`${server.url}/prod/api`, network, { "x-authorization": SECRET });
      contents.push(content);
      const { body } = await content.read(() => Promise.resolve(server.url + path), undefined, fixture);
      assert.equal(await readAll(body), "content");
      assert.equal(server.requests[0]?.headers["x-authorization"], isKeyed ? SECRET : undefined);
      assert.ok(!fixture.log.join().includes(SECRET));
    });
  }

  it("takes no key along to another host than the service's", async () => {
    const [server, other] = [await fixture.serve(), await fixture.serve((reply) => reply.bytes("content"))];
    const network = { userAgent: "test/1", proxy: {}, log: () => undefined };
    const content = new SignedContent(server.url, network, { "x-authorization": SECRET });
    contents.push(content);
    await readAll((await content.read(() => Promise.resolve(`${other.url}/f`), undefined, fixture)).body);
    assert.equal(other.requests[0]?.headers["x-authorization"], undefined);
  });

  for (const status of [400, 401, 403]) {
    it(`asks once for a new link when the first is answered with ${status}`, async () => {
      const { server, read } = await host((reply, _, number) =>
        number === 1 ? reply.json({ message: `expired: ${SECRET}` }, { status }) : reply.bytes("content"),
      );
      assert.equal(await readAll((await read()).body), "content");
      assert.deepEqual(
        server.requests.map(({ path }) => path),
        [`/${SECRET}/f1`, `/${SECRET}/f2`],
      );
    });
  }

  it("shows nothing of a link, whatever goes wrong, and blames no key", async () => {
    const echo =
      (status: number): Handler =>
      (reply, { path }) =>
        reply.json({ message: `no: ${path}${QUERY}, 5 ms` }, { status, headers: { location: `/x${QUERY}` } });
    const kinds = { 302: "redirect", 403: "badRequest", 404: "notFound", 410: "badRequest", 500: "server" } as const;
    for (const [status, kind] of Object.entries(kinds)) {
      const { server, read } = await host(echo(Number(status)));
      const error = await failure(read(), kind);
      assert.ok(error.message.includes(new URL(server.url).host));
      assert.ok(!JSON.stringify([error.message, error.cause, error.stack]).includes(SECRET));
    }
    const { read } = await host((reply) => reply.cutInBody("abc"));
    await failure(readAll((await read()).body), "network");
    assert.ok(fixture.log.length > 6);
    assert.ok(!fixture.log.join("\n").includes(SECRET), fixture.log.join("\n"));
    assert.match(fixture.log[0]!, /^GET http:\/\/127\.0\.0\.1:\d+\/…: 302, \d+ ms$/);
  });

  it("passes on what the service says when it is asked for a link", async () => {
    const error = new Error("no link for you");
    await assert.rejects(
      signed().read(() => Promise.reject(error), undefined, fixture),
      error,
    );
  });

  it("follows no link that is not safe, nor one that leads from afar to this machine", async () => {
    const links = ["nonsense", "file:///etc/passwd", "http://bucket.example.com/f", "local://download/1", "ftp://h/f"];
    for (const link of links) {
      const error = await failure(
        signed().read(() => Promise.resolve(link), undefined, fixture),
        "badResponse",
      );
      assert.ok(!error.message.includes(link));
    }
    const { server, link } = await host((reply) => reply.bytes("content"));
    await failure(signed("https://cp.example.com").read(link, undefined, fixture), "badResponse");
    assert.equal(server.requests.length, 0);
  });

  it("ends with dispose, and begins nothing after it", async () => {
    const { server, link } = await host((reply) => reply.hangInBody("abc"));
    const content = signed();
    const { body } = await content.read(link, undefined, fixture);
    const reading = readAll(body);
    content.dispose();
    await assert.rejects(reading, { name: "AbortError" });
    await assert.rejects(content.read(link, undefined, fixture), { name: "AbortError" });
    assert.equal(server.requests.length, 1);
  });
});
