import assert from "node:assert/strict";
import { startSampleServer } from "../../../src/sample/sampleServer";
import { KEYS, LAB, SampleFixture } from "./sampleFixture";

describe("sample server: keys", () => {
  let sample: SampleFixture;
  before(async () => {
    sample = await SampleFixture.start();
  });
  after(() => sample.server.close());

  const status = async (path: string, headers: Record<string, string>): Promise<[number, unknown]> => {
    const response = await fetch(sample.server.origin + path, { headers });
    return [response.status, await response.json()];
  };
  const right = { "DD-API-KEY": KEYS.apiKey, "DD-APPLICATION-KEY": KEYS.appKey };

  it("accepts its own keys", async () => {
    assert.deepEqual(await status("/api/v2/validate_keys", right), [200, { status: "ok" }]);
    assert.deepEqual(await status("/api/v1/validate", { "DD-API-KEY": KEYS.apiKey }), [200, { valid: true }]);
  });

  it("tells a wrong application key from a wrong API key", async () => {
    const wrongApp = { ...right, "DD-APPLICATION-KEY": "wrong" };
    assert.deepEqual(await status("/api/v2/validate_keys", wrongApp), [403, { errors: ["Forbidden"] }]);
    assert.equal((await status("/api/v1/validate", wrongApp))[0], 200);
    assert.deepEqual(await status("/api/v1/validate", { "DD-API-KEY": "wrong" }), [403, { errors: ["Forbidden"] }]);
  });

  it("refuses operations with wrong keys, and says that missing ones are missing", async () => {
    const wrong = { ...right, "DD-API-KEY": "wrong" };
    assert.deepEqual(await status(`${LAB}/projects`, wrong), [403, { errors: ["Forbidden"] }]);
    assert.deepEqual(await status(`${LAB}/projects`, {}), [401, { errors: ["Unauthorized"] }]);
    assert.equal((await status(`${LAB}/runs/1`, { "DD-API-KEY": KEYS.apiKey }))[0], 401);
  });

  it("makes up keys when it is given none, others each time", async () => {
    const [one, other] = await Promise.all([startSampleServer(), startSampleServer()]);
    assert.match(one.keys.apiKey, /^[0-9a-f]{32}$/);
    assert.match(one.keys.appKey, /^[0-9a-f]{40}$/);
    assert.notDeepEqual(one.keys, other.keys);
    await Promise.all([one.close(), other.close()]);
  });
});
