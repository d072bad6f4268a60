import assert from "node:assert/strict";
import { RequestLog } from "../../../src/sample/server/requestLog";

describe("sample server: request log", () => {
  it("forgets the oldest requests of a long session", () => {
    const log = new RequestLog();
    const { requests } = log;
    for (let index = 0; index < 5003; index++) {
      log.add({ method: "GET", path: `/${index}`, query: new URLSearchParams(), headers: {}, body: "" });
    }
    assert.equal(requests.length, 5000);
    assert.equal(requests[0]?.path, "/3");
    log.clear();
    assert.equal(requests.length, 0);
  });
});
