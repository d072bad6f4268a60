import assert from "node:assert/strict";
import { failure, HttpFixture, readAll } from "../../support/httpFixture";

const GET = { method: "GET", path: "/things" } as const;

describe("Slow files", () => {
  let fixture: HttpFixture;
  beforeEach(() => (fixture = new HttpFixture()));
  afterEach(() => fixture.close());

  it("leave connections for listings", async () => {
    const server = await fixture.serve((reply, { path }) =>
      path === "/file" ? reply.hangInBody("a") : reply.json(["row"]),
    );
    const client = fixture.client(server.url, { limits: { connections: 2 } });
    const files = [1, 2].map(() => client.requestStream({ method: "GET", path: "/file" }, fixture));
    await Promise.all(files);
    assert.deepEqual((await client.requestJson(GET, fixture)).body, ["row"]);
  });

  for (const [leastBytes, isGivenUp] of [
    [11, true],
    [10, false],
  ] as const) {
    it(`${isGivenUp ? "are given up below" : "are read at"} the least speed`, async () => {
      const server = await fixture.serve((reply) => void reply.drip("0123456789"));
      // Each look at the clock finds it 10 s later: a window holds at most ten of the bytes.
      let now = 0;
      const clock = { now: () => (now += 10_000), random: () => 0, sleep: () => Promise.resolve() };
      const limits = { bodyIdleMs: isGivenUp ? 10_000 : 1_000_000, leastBytes };
      const { body } = await fixture.client(server.url, { clock, limits }).requestStream(GET, fixture);
      if (isGivenUp) {
        assert.match((await failure(readAll(body), "timeout")).message, /sends too slowly$/);
      } else {
        assert.equal(await readAll(body), "0123456789");
      }
    });
  }
});
