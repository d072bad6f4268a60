import assert from "node:assert/strict";
import { once } from "node:events";
import { request } from "node:http";
import type { IncomingMessage } from "node:http";
import type { SampleServer } from "../../../src/sample/sampleServer";
import { startSampleServer } from "../../../src/sample/sampleServer";

describe("The sample server", () => {
  let server: SampleServer;
  before(async () => (server = await startSampleServer()));
  after(() => server.close());
  beforeEach(() => server.clearRequests());

  async function statusWith(headers: Record<string, string>): Promise<number | undefined> {
    const sent = request(`${server.systems.registry.baseUrl}/artifacts/model/12361`, { headers });
    const answered = once(sent, "response") as Promise<[IncomingMessage]>;
    sent.end();
    const [response] = await answered;
    response.resume();
    return response.statusCode;
  }

  it("answers under its own host, and to its own origin", async () => {
    assert.equal(await statusWith({}), 200);
    assert.equal(await statusWith({ origin: server.origin }), 200);
    assert.equal(server.requests.length, 2);
  });

  it("answers under no other host's name, and to no page of another origin", async () => {
    const { port } = new URL(server.origin);
    for (const headers of [
      { host: "evil.example.com" },
      { host: `evil.example.com:${port}` },
      { host: `localhost.evil.example.com:${port}` },
      { host: "127.0.0.1:1" },
      { origin: "https://evil.example.com" },
      { origin: "null" },
      { origin: `http://127.0.0.1.evil.example.com:${port}` },
    ]) {
      assert.equal(await statusWith(headers), 421, JSON.stringify(headers));
    }
    assert.deepEqual(server.requests, []);
  });
});
