import assert from "node:assert/strict";
import type { ReadAnswer } from "../../../src/http/httpRequest";
import { API_KEY, APP_KEY, failure, HttpFixture, readAll } from "../../support/httpFixture";

const REQUEST = { method: "GET", path: "/files" } as const;

describe("A request whose answer is read as it comes", () => {
  let http: HttpFixture;
  beforeEach(() => (http = new HttpFixture()));
  afterEach(() => http.close());

  const asText: ReadAnswer<string> = (body) => readAll(body);

  it("gives what its reader makes of the bytes, decompressed, however many", async () => {
    const server = await http.serve((reply) => reply.gzip({ text: "x".repeat(5_000) }));
    const client = http.client(server.url, { limits: { jsonBytes: 1_000 } });
    assert.equal(await client.requestRead(REQUEST, http, asText), JSON.stringify({ text: "x".repeat(5_000) }));
    assert.deepEqual(http.log, ["GET /files: 200, 5011 bytes, 0 ms"]);
  });

  it("is sent again when it breaks off, and read from the start", async () => {
    const server = await http.serve((reply, _, number) => {
      if (number === 1) {
        reply.cutInBody("first");
      } else {
        reply.bytes("second");
      }
    });
    assert.equal(await http.client(server.url).requestRead(REQUEST, http, asText), "second");
  });

  it("fails with its reader's own error, which is not tried again and frees the connection", async () => {
    const server = await http.serve((reply) => reply.hangInBody("some"));
    const reader: ReadAnswer<string> = async (body) => {
      for await (const chunk of body) {
        assert.equal(Buffer.from(chunk).toString(), "some");
        break;
      }
      throw new Error(`a fault that quotes ${API_KEY}`);
    };
    await failure(http.client(server.url).requestRead(REQUEST, http, reader));
    assert.ok(!http.log.join("\n").includes(API_KEY), http.log.join("\n"));
  });

  it("gives its reader no keys, and the service its keys", async () => {
    const server = await http.serve((reply) => reply.json({}));
    let given = "";
    const reader: ReadAnswer<void> = async (body, context) => {
      given = JSON.stringify([context.contentType, Object.keys(context)]);
      await readAll(body);
    };
    await http.client(server.url).requestRead(REQUEST, http, reader);
    assert.equal(given, JSON.stringify(["application/json", ["contentType", "signal"]]));
    assert.equal(server.requests[0]?.headers["dd-api-key"], API_KEY);
    assert.ok(!http.log.join("\n").includes(API_KEY) && !http.log.join("\n").includes(APP_KEY));
  });

  for (const end of ["its signal", "the client's end"]) {
    it(`is aborted by ${end}, and tells its reader`, async () => {
      const controller = new AbortController();
      const server = await http.serve((reply) => reply.hangInBody("some"));
      const client = http.client(server.url);
      const reason = new DOMException("left", "AbortError");
      let told = false;
      const reader: ReadAnswer<string> = (body, { signal }) => {
        signal.addEventListener("abort", () => (told = true));
        const text = readAll(body);
        setImmediate(() => (end === "its signal" ? controller.abort(reason) : client.dispose()));
        return text;
      };
      await assert.rejects(client.requestRead(REQUEST, controller, reader), { name: "AbortError" });
      assert.ok(told);
    });
  }
});
