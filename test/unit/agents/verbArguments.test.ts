import assert from "node:assert/strict";
import { isVerb, VERB_ARGUMENTS } from "../../../src/agents/verbs/verbArguments";
import type { AgentCall } from "../../../src/agents/core/agentLog";
import { AgentLog } from "../../../src/agents/core/agentLog";

describe("The verbs of agents", () => {
  it("are these, and nothing that an object has by itself is one", () => {
    assert.deepEqual(Object.keys(VERB_ARGUMENTS).filter(isVerb).length, 8);
    assert.ok(!["constructor", "toString", "__proto__", "delete"].some(isVerb));
  });
});

describe("The list of what agents asked", () => {
  const CALL: Omit<AgentCall, "number" | "result"> = {
    at: 1,
    client: "c",
    verb: "find",
    args: "{}",
    address: "",
    path: "",
  };
  const RESULT = { outcome: "answered" as const, text: "an answer", ms: 3 };

  it("keeps the latest first, with their texts, and forgets the oldest", () => {
    const log = new AgentLog();
    const numbers = Array.from({ length: 250 }, () => log.begin(CALL));
    numbers.forEach((number) => log.end(number, RESULT));
    assert.deepEqual([log.calls.length, log.calls[0]?.number], [200, numbers.at(-1)]);
    assert.deepEqual([log.calls[0]?.result?.text, log.calls[199]?.result?.text], ["an answer", ""]);
  });

  it("tells of each change", () => {
    const log = new AgentLog();
    let changes = 0;
    log.onDidChange = () => (changes += 1);
    log.end(log.begin(CALL), RESULT);
    log.clear();
    assert.equal(changes, 3);
    assert.deepEqual(log.calls, []);
  });
});
