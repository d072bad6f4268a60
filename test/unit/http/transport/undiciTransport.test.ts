import assert from "node:assert/strict";
import { mock } from "node:test";
import tls from "node:tls";
import { API_KEY, failure, HttpFixture } from "../../../support/httpFixture";
import { TEST_CERTIFICATE } from "../../../support/testCertificate";

const GET = { method: "GET", path: "/things" } as const;
const VARIABLES = ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY"];

describe("A proxy", () => {
  let fixture: HttpFixture;
  const environment = new Map(VARIABLES.map((name) => [name, process.env[name]]));
  beforeEach(() => {
    fixture = new HttpFixture();
    VARIABLES.forEach((name) => Reflect.deleteProperty(process.env, name));
  });
  afterEach(async () => {
    await fixture.close();
    environment.forEach((value, name) => value !== undefined && (process.env[name] = value));
    VARIABLES.filter((name) => environment.get(name) === undefined).forEach((name) =>
      Reflect.deleteProperty(process.env, name),
    );
  });

  async function serveProxy(answer?: number) {
    const proxy = await fixture.serve();
    const server = await fixture.serve(undefined, { isTls: true });
    proxy.actAsProxy(answer ?? server);
    return { proxy, server, address: `127.0.0.1:${proxy.port}` };
  }
  const trusted = { extraCertificates: [TEST_CERTIFICATE.cert] };

  it("carries requests to the service, and gets no keys", async () => {
    const { proxy, server, address } = await serveProxy();
    const client = fixture.client("https://api.example.test", {
      proxy: { ...trusted, httpsProxy: `http://${address}` },
    });
    await client.requestJson(GET, fixture);
    assert.deepEqual(
      proxy.requests.map(({ method, path }) => `${method} ${path}`),
      ["CONNECT api.example.test:443"],
    );
    assert.ok(!JSON.stringify(proxy.requests).includes(API_KEY));
    assert.equal(server.requests[0]?.headers["dd-api-key"], API_KEY);
    assert.equal(server.requests[0].headers.host, "api.example.test");
  });

  for (const [name, value] of [
    ["HTTPS_PROXY", (address: string) => address],
    ["https_proxy", (address: string) => `http://${address}`],
  ] as const) {
    it(`of the environment's ${name} is used`, async () => {
      const { proxy, address } = await serveProxy();
      process.env[name] = value(address);
      await fixture.client("https://api.example.test", { proxy: trusted }).requestJson(GET, fixture);
      assert.equal(proxy.requests.length, 1);
    });
  }

  it("is not used where it is switched off, or for the hosts that go without", async () => {
    const { proxy, server, address } = await serveProxy();
    process.env["HTTPS_PROXY"] = address;
    for (const options of [{ httpProxy: "", httpsProxy: "" }, { noProxy: "other,0.0.0.0" }]) {
      // Reaches this machine, but is no address of loopback.
      const client = fixture.client(`https://0.0.0.0:${server.port}`, {
        proxy: { rejectUnauthorized: false, ...options },
      });
      await client.requestJson(GET, fixture);
    }
    assert.equal(proxy.requests.length, 0);
    assert.equal(server.requests.length, 2);
  });

  it("is never used for loopback", async () => {
    const { proxy, server, address } = await serveProxy();
    process.env["HTTPS_PROXY"] = address;
    await fixture.client(server.url, { proxy: { ...trusted, httpsProxy: address } }).requestJson(GET, fixture);
    assert.equal(proxy.requests.length, 0);
    assert.equal(server.requests.length, 1);
  });

  for (const [status, words] of [
    [407, /asks for a user name and a password/],
    [403, /the proxy gave no connection to api.example.test/],
  ] as const) {
    it(`that refuses with ${status} is told apart from the service`, async () => {
      const { proxy, address } = await serveProxy(status);
      const options = { proxy: { httpsProxy: `http://me:pass-word@${address}` } };
      const client = fixture.client("https://api.example.test", options);
      const error = await failure(client.requestJson(GET, fixture), "network");
      assert.match(error.message, words);
      assert.ok(!`${error.message} ${fixture.log.join()}`.includes("pass-word"));
      assert.equal(proxy.requests.length, 1);
    });
  }

  it("whose address makes no sense is named as the trouble", async () => {
    const client = fixture.client("https://api.example.test", { proxy: { httpsProxy: "ftp://me:pass-word@proxy" } });
    const error = await failure(client.requestJson(GET, fixture), "network");
    assert.match(error.message, /the proxy's address .* can't be used/);
  });
});

describe("The certificates that a machine trusts beside the usual ones", () => {
  const fixture = new HttpFixture();
  afterEach(async () => {
    mock.restoreAll();
    await fixture.close();
  });

  for (const [isTls, count] of [
    [true, 1],
    [false, 0],
  ] as const) {
    it(`are read ${count === 1 ? "once for a service" : "for no service on this machine that speaks plain HTTP"}`, async () => {
      const server = await fixture.serve(undefined, { isTls });
      const read = mock.method(tls, "createSecureContext");
      const proxy = { extraCertificates: [TEST_CERTIFICATE.cert] };
      await fixture.client(server.url, { proxy }).requestJson(GET, fixture);
      assert.equal(read.mock.callCount(), count);
    });
  }
});
