import assert from "node:assert/strict";
import { inspect } from "node:util";
import type { ApiErrorKind } from "../../../src/http/apiError";
import { FaultServer } from "../../support/faultServer";
import { failure, HttpFixture, readAll } from "../../support/httpFixture";
import { TEST_CERTIFICATE } from "../../support/testCertificate";

const GET = { method: "GET", path: "/things" } as const;

describe("HttpClient tells what went wrong", () => {
  let fixture: HttpFixture;
  beforeEach(() => (fixture = new HttpFixture()));
  afterEach(() => fixture.close());

  describe("by status", () => {
    const cases: readonly [number, ApiErrorKind, RegExp][] = [
      [400, "badRequest", /^because \(status 400\)$/],
      [401, "auth", /^because$/],
      [403, "forbidden", /^because \(not allowed with these keys\)$/],
      [404, "notFound", /^because$/],
      [422, "badRequest", /^because \(status 422\)$/],
      [429, "rateLimited", /^the service is limiting requests; try again later$/],
      [500, "server", /^because \(status 500\)$/],
      [503, "server", /^because \(status 503\)$/],
    ];
    for (const [status, kind, message] of cases) {
      it(`${status} is ${kind}`, async () => {
        const server = await fixture.serve((reply) => reply.json({ errors: ["because"] }, { status }));
        const error = await failure(fixture.client(server.url).requestJson(GET, fixture), kind);
        assert.equal(error.status, status);
        assert.match(error.message, message);
      });
    }

    it("says so when the service gave no words", async () => {
      const server = await fixture.serve((reply) => reply.nothing(404));
      const error = await failure(fixture.client(server.url).requestNothing(GET, fixture), "notFound");
      assert.equal(error.message, "not found");
    });

    it("even when the error's body breaks off", async () => {
      const server = await fixture.serve((reply) => reply.cutInBody('{"errors":', 404));
      await failure(fixture.client(server.url).requestJson(GET, fixture), "notFound");
    });

    it("even when the error's body never stops", async () => {
      const server = await fixture.serve((reply) => reply.bytes("x".repeat(200_000), { status: 400 }));
      const error = await failure(fixture.client(server.url).requestJson(GET, fixture), "badRequest");
      assert.equal(error.message, "the service refused the request (status 400)");
    });

    it("for a stream before it starts", async () => {
      const server = await fixture.serve((reply) =>
        reply.json({ errors: [{ detail: "file not found" }] }, { status: 404 }),
      );
      const error = await failure(fixture.client(server.url).requestStream(GET, fixture), "notFound");
      assert.equal(error.message, "file not found");
    });
  });

  describe("in the answer", () => {
    it("that is no JSON", async () => {
      const server = await fixture.serve((reply) => reply.bytes('{"data": ['));
      const error = await failure(fixture.client(server.url).requestJson(GET, fixture), "badResponse");
      assert.equal(error.message, "the answer is not complete, valid JSON");
    });

    it("that is empty", async () => {
      const server = await fixture.serve((reply) => reply.nothing());
      const error = await failure(fixture.client(server.url).requestJson(GET, fixture), "badResponse");
      assert.equal(error.message, "the answer is empty");
    });

    it("that is a web page", async () => {
      const headers = { "content-type": "text/html" };
      const server = await fixture.serve((reply) => reply.bytes("<html>Sign in</html>", { headers }));
      const error = await failure(fixture.client(server.url).requestJson(GET, fixture), "badResponse");
      assert.match(error.message, /web page.*sign-in/);
    });

    it("that is not HTTP", async () => {
      const server = await fixture.serve((reply) => reply.garbage());
      await failure(fixture.client(server.url).requestJson(GET, fixture), "badResponse");
      assert.equal(server.requests.length, 1);
    });

    it("that is shorter than its content is", async () => {
      const server = await fixture.serve((reply) => reply.understate('{"text":"0123456789"}'));
      await failure(fixture.client(server.url).requestJson(GET, fixture), "badResponse");
    });

    it("that is cut off within its compression", async () => {
      const server = await fixture.serve((reply) => reply.truncatedGzip({ text: "0123456789" }));
      const client = fixture.client(server.url);
      const error = await failure(client.requestJson(GET, fixture), "badResponse");
      assert.match(error.message, /compressed/);
      await failure(readAll((await client.requestStream(GET, fixture)).body), "badResponse");
    });

    for (const encoding of ["gzip", "br", "deflate"]) {
      it(`that is not ${encoding}, though it says so`, async () => {
        const headers = { "content-encoding": encoding };
        const server = await fixture.serve((reply) => reply.bytes("0123456789 not compressed", { headers }));
        await failure(fixture.client(server.url).requestJson(GET, fixture), "badResponse");
      });
    }

    it("that is compressed in an unknown way", async () => {
      const server = await fixture.serve((reply) => reply.bytes("{}", { headers: { "content-encoding": "rot13" } }));
      await failure(fixture.client(server.url).requestJson(GET, fixture), "badResponse");
    });

    it("that is too long, even when it is small while compressed", async () => {
      const server = await fixture.serve((reply) => reply.gzip({ text: "x".repeat(100_000) }));
      const client = fixture.client(server.url, { limits: { jsonBytes: 50_000 } });
      const error = await failure(client.requestJson(GET, fixture), "badResponse");
      assert.equal(error.message, "the answer is too long");
    });
  });

  describe("on the way", () => {
    it("when no one listens", async () => {
      const server = await FaultServer.start();
      const { url } = server;
      await server.close();
      const error = await failure(fixture.client(url).requestJson(GET, fixture), "network");
      assert.match(error.message, /refused the connection/);
    });

    it("when a stream breaks off in its body", async () => {
      const server = await fixture.serve((reply) => reply.cutInBody("0123456789"));
      const { body } = await fixture.client(server.url).requestStream(GET, fixture);
      await failure(readAll(body), "network");
      assert.equal(server.requests.length, 1);
      assert.match(fixture.log.join(), /broke off \(network\), 10 bytes/);
    });

    it("when the headers or the body do not come in time", async () => {
      const server = await fixture.serve((reply, { path }) =>
        path === "/hang" ? reply.hang() : reply.hangInBody("["),
      );
      const hurried = fixture.client(server.url, { limits: { headersMs: 1 } });
      const patient = fixture.client(server.url, { limits: { bodyIdleMs: 1 } });
      const errors = await Promise.all([
        failure(hurried.requestJson({ ...GET, path: "/hang" }, fixture), "timeout"),
        failure(patient.requestJson(GET, fixture), "timeout"),
      ]);
      assert.match(errors[0].message, /did not answer in time/);
      assert.match(errors[1].message, /stopped in the middle/);
      assert.equal(server.requests.length, 2);
    });

    it("when the whole takes too long", async () => {
      const server = await fixture.serve((reply) => reply.hangInBody("["));
      const client = fixture.client(server.url, { limits: { totalMs: 5 } });
      const error = await failure(client.requestJson(GET, fixture), "timeout");
      assert.match(error.message, /no complete answer within/);
    });

    it("when the certificate is not trusted, and what to do", async () => {
      const server = await fixture.serve(undefined, { isTls: true });
      const error = await failure(fixture.client(server.url).requestJson(GET, fixture), "network");
      assert.match(error.message, /^the certificate of .* can't be trusted: .*company/);
      assert.equal(server.requests.length, 0);
    });

    it("but trusts an extra certificate, or any when told so", async () => {
      const server = await fixture.serve(undefined, { isTls: true });
      for (const proxy of [{ extraCertificates: [TEST_CERTIFICATE.cert] }, { rejectUnauthorized: false }]) {
        await fixture.client(server.url, { proxy }).requestJson(GET, fixture);
      }
      assert.equal(server.requests.length, 2);
    });

    it("when a key can't be sent, without showing it", async () => {
      const server = await fixture.serve();
      const client = fixture.client(server.url, { headers: () => ({ "x-key": "pasted-key\nwith-a-break" }) });
      const error = await failure(client.requestJson(GET, fixture), "badRequest");
      assert.match(error.message, /characters that can't be sent/);
      assert.ok(!inspect(error).includes("pasted-key"));
      assert.equal(server.requests.length, 0);
    });
  });

  describe("of the base URL", () => {
    for (const [baseUrl, reason] of [
      ["http://api.example.test", /https:/],
      ["ftp://127.0.0.1", /https:/],
      ["http://127.0.0.1.example.test", /https:/],
      ["api.example.test", /not a URL/],
      ["https://user:secret@api.example.test", /only a host/],
      ["https://api.example.test/?a=b", /only a host/],
    ] as const) {
      it(`${baseUrl} is refused`, async () => {
        const error = await failure((async () => Promise.resolve(fixture.client(baseUrl)))(), "badRequest");
        assert.match(error.message, reason);
        assert.ok(!error.message.includes("secret"));
      });
    }

    for (const baseUrl of [
      "https://api.example.test/x",
      "http://localhost:1",
      "http://[::1]:1",
      "http://127.1.2.3:1",
    ]) {
      it(`${baseUrl} is accepted`, () => void fixture.client(baseUrl));
    }
  });
});
