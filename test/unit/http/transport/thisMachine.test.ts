import assert from "node:assert/strict";
import { failure, HttpFixture } from "../../../support/httpFixture";
import { leadsToThisMachine, lookUpElsewhere } from "../../../../src/http/transport/thisMachine";

describe("An address of this machine", () => {
  for (const host of [
    "[::ffff:127.0.0.1]",
    "0.0.0.0",
    "2130706433",
    "0x7f000001",
    "localhost.",
    "127.1",
    "[::]",
    "a.localhost",
  ]) {
    it(`is known as ${host}`, () => assert.ok(leadsToThisMachine(new URL(`https://${host}/`).hostname)));
  }

  it("is not what another machine has", () => {
    for (const host of ["10.0.0.1", "[2001:db8::1]", "[::ffff:10.0.0.1]", "localhost.example.test"]) {
      assert.ok(!leadsToThisMachine(new URL(`https://${host}/`).hostname), host);
    }
  });

  const lookUp = (name: string, all: boolean) =>
    new Promise((resolve) => lookUpElsewhere(name, { all }, (error, found) => resolve(error?.code ?? found)));

  it("is refused when a name resolves to it", async () => {
    for (const all of [true, false]) {
      assert.equal(await lookUp("localhost", all), "ERR_OWN_ADDRESS");
    }
  });

  it("is not guessed of a name that has none, nor of another machine's", async () => {
    assert.match(String(await lookUp("a".repeat(300), true)), /^(ENOTFOUND|EINVAL)$/);
    assert.deepEqual(await lookUp("192.0.2.1", true), [{ address: "192.0.2.1", family: 4 }]);
    assert.equal(await lookUp("192.0.2.1", false), "192.0.2.1");
  });

  it("is refused by the client that is to reach other machines alone", async () => {
    const fixture = new HttpFixture();
    try {
      const server = await fixture.serve();
      const client = fixture.client(`http://localhost:${server.port}`, { isElsewhere: true });
      const error = await failure(client.requestJson({ method: "GET", path: "/" }, fixture), "badResponse");
      assert.match(error.message, /is an address of this machine/);
      assert.equal(server.connections, 0);
    } finally {
      await fixture.close();
    }
  });
});
