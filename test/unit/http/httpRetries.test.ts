import assert from "node:assert/strict";
import { failure, HttpFixture } from "../../support/httpFixture";

const GET = { method: "GET", path: "/things" } as const;

describe("HttpClient tries again", () => {
  let fixture: HttpFixture;
  beforeEach(() => (fixture = new HttpFixture()));
  afterEach(() => fixture.close());

  const faults = {
    "a connection that is cut": "cut",
    "a connection that is cut in the headers": "cutInHeaders",
    "a connection that is cut in the body": "cutInBody",
  } as const;
  for (const [name, fault] of Object.entries(faults)) {
    it(`after ${name}`, async () => {
      const server = await fixture.serve((reply, _, number) => (number < 3 ? reply[fault]("[") : reply.json([1])));
      assert.deepEqual((await fixture.client(server.url).requestJson(GET, fixture)).body, [1]);
      assert.equal(server.requests.length, 3);
    });
  }

  for (const status of [429, 502, 503, 504]) {
    it(`after status ${status}`, async () => {
      const server = await fixture.serve((reply, _, number) => (number === 1 ? reply.nothing(status) : reply.json(1)));
      await fixture.client(server.url).requestJson(GET, fixture);
      assert.equal(server.requests.length, 2);
    });
  }

  for (const status of [400, 401, 403, 404, 500, 501]) {
    it(`not after status ${status}`, async () => {
      const server = await fixture.serve((reply) => reply.nothing(status));
      await failure(fixture.client(server.url).requestJson(GET, fixture));
      assert.equal(server.requests.length, 1);
    });
  }

  it("three times at most, waiting longer each time", async () => {
    const server = await fixture.serve((reply) => reply.nothing(503));
    await failure(fixture.client(server.url).requestJson(GET, fixture), "server");
    assert.equal(server.requests.length, 4);
    assert.deepEqual(fixture.clock.sleeps, [125, 250, 500]);
  });

  it("with full jitter", async () => {
    const server = await fixture.serve((reply) => reply.nothing(503));
    fixture.clock.chance = 0;
    await failure(fixture.client(server.url).requestJson(GET, fixture), "server");
    assert.deepEqual(fixture.clock.sleeps, [0, 0, 0]);
  });

  it("a POST or DELETE only when it is marked as safe to repeat", async () => {
    const server = await fixture.serve((reply) => reply.nothing(503));
    const client = fixture.client(server.url);
    for (const method of ["POST", "DELETE"] as const) {
      await failure(client.requestNothing({ ...GET, method }, fixture), "server");
    }
    assert.equal(server.requests.length, 2);
    await failure(client.requestNothing({ ...GET, method: "POST", isIdempotent: true }, fixture), "server");
    assert.equal(server.requests.length, 6);
  });

  it("a DELETE whose answer was lost, and takes the 404 after it for success", async () => {
    const server = await fixture.serve((reply, _, number) => (number === 1 ? reply.cut() : reply.nothing(404)));
    await fixture.client(server.url).requestNothing({ ...GET, method: "DELETE", isIdempotent: true }, fixture);
    assert.equal(server.requests.length, 2);
  });

  it("a stream only until it has started", async () => {
    const server = await fixture.serve((reply, _, number) => (number === 1 ? reply.cut() : reply.bytes("0123")));
    assert.equal((await fixture.client(server.url).requestStream(GET, fixture)).size, 4);
    assert.equal(server.requests.length, 2);
  });

  describe("when it was told to wait", () => {
    const limited = async (headers: Record<string, string>) =>
      fixture.serve((reply, _, number) =>
        number === 1 ? reply.json({ errors: ["Too many requests"] }, { status: 429, headers }) : reply.json(1),
      );

    for (const [headers, wait] of [
      [{ "x-ratelimit-reset": "7" }, 7_125],
      [{ "retry-after": "3" }, 3_125],
      [{ "x-ratelimit-reset": "2", "retry-after": "3" }, 3_125],
      [{ "retry-after": "Fri, 02 Jan 2026 03:04:09 GMT" }, 4_125],
      [{ "retry-after": "Fri, 02 Jan 2026 03:00:00 GMT" }, 125],
      [{ "x-ratelimit-reset": "soon", "retry-after": "-5" }, 125],
      [{ "x-ratelimit-reset": "1767323045" }, 125],
      [{ "x-ratelimit-reset": "1767323048" }, 3_125],
      [{ "retry-after": "5, 10" }, 5_125],
      [{ "x-ratelimit-reset": "4, 9" }, 4_125],
      // What is no number of seconds is no hint: half of the first wait, by the clock's even chance.
      [{ "retry-after": "+5" }, 125],
      [{ "x-ratelimit-reset": "-5" }, 125],
    ] as const) {
      it(`by ${JSON.stringify(headers)}`, async () => {
        const server = await limited(headers);
        await fixture.client(server.url).requestJson(GET, fixture);
        assert.deepEqual(fixture.clock.sleeps, [wait]);
      });
    }

    it("longer than a day, it fails at once and says so", async () => {
      const server = await limited({ "retry-after": "100000" });
      const error = await failure(fixture.client(server.url).requestJson(GET, fixture), "rateLimited");
      assert.equal(error.retryAfterSeconds, 86_400);
      assert.match(error.message, /try again in a day or later$/);
      assert.equal(server.requests.length, 1);
    });

    it("longer than a user would, it fails at once and says for how long", async () => {
      const server = await limited({ "x-ratelimit-reset": "45" });
      const error = await failure(fixture.client(server.url).requestJson(GET, fixture), "rateLimited");
      assert.equal(error.retryAfterSeconds, 45);
      assert.equal(error.message, "the service is limiting requests; try again in 45 seconds");
      assert.deepEqual(fixture.clock.sleeps, []);
      assert.equal(server.requests.length, 1);
    });

    it("all waits together stay within the budget", async () => {
      const server = await fixture.serve((reply) => reply.json({}, { status: 429, headers: { "retry-after": "9" } }));
      const error = await failure(fixture.client(server.url).requestJson(GET, fixture), "rateLimited");
      assert.deepEqual(fixture.clock.sleeps, [9_125, 9_125]);
      assert.equal(error.retryAfterSeconds, 9);
    });
  });
});
