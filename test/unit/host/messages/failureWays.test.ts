import assert from "node:assert/strict";
import { COMMANDS } from "../../../../src/manifest/commands";
import type { FailureFacts } from "../../../../src/host/messages/failureWays";
import { failureWays } from "../../../../src/host/messages/failureWays";
import { ApiError } from "../../../../src/http/apiError";

const KEYS = new ApiError("forbidden", "the keys may not");
const OTHER = new ApiError("network", "no connection");
const EU = { systemId: "modelLab", site: "datadoghq.eu" };

describe("The buttons of a failure", () => {
  let ran: unknown[];
  beforeEach(() => (ran = []));
  const waysOn = (facts: Partial<FailureFacts>) =>
    failureWays({ error: KEYS, ways: {}, place: undefined, ...facts }, (...call) => Promise.resolve(ran.push(call)));
  const press = async (facts: Partial<FailureFacts>, button: string) => {
    await waysOn(facts)[button]?.();
    return ran;
  };

  it("lead to the keys of the system and the site that it is of", async () => {
    assert.deepEqual(await press({ place: EU }, "Set Keys…"), [[COMMANDS.setKeys, "modelLab", "datadoghq.eu"]]);
  });

  it("lead to those of the site on show, or of a system that is asked for, where no more is known", async () => {
    await press({ place: { systemId: "modelLab" } }, "Set Keys…");
    await press({}, "Set Keys…");
    assert.deepEqual(ran, [[COMMANDS.setKeys, "modelLab", undefined], [COMMANDS.setKeys]]);
  });

  it("lead to the keys only where these are the trouble, and to the log always", () => {
    assert.deepEqual(Object.keys(waysOn({})), ["Set Keys…", "Show Log"]);
    assert.deepEqual(Object.keys(waysOn({ error: OTHER, place: EU })), ["Show Log"]);
    assert.deepEqual(Object.keys(waysOn({ error: new Error("keys") })), ["Show Log"]);
  });

  it("begin with those of the caller, which no other takes the place of", async () => {
    const own = (name: string) => () => Promise.resolve(ran.push(name));
    const ways = { "Download…": own("download"), "Set Keys…": own("keys"), "Show Log": own("log") };
    assert.deepEqual(Object.keys(waysOn({ ways })), ["Download…", "Set Keys…", "Show Log"]);
    await press({ ways, place: EU }, "Set Keys…");
    await press({ ways, place: EU }, "Show Log");
    assert.deepEqual(ran, ["keys", "log"]);
  });
});
