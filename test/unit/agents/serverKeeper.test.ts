import assert from "node:assert/strict";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Memento, SecretStorage } from "vscode";
import { AgentToken } from "../../../src/agents/doors/agentToken";
import { ServerKeeper } from "../../../src/agents/doors/serverKeeper";
import { CLIENT_CONFIGURATIONS, headersOf } from "../../../src/agents/mcp/clientConfigurations";
import { SteppedClock } from "../../support/steppedClock";
import { until } from "../../support/until";

/** So often a window that waits looks if the port is free. */
const RETRY_MS = 15_000;

/** What all windows of a machine share. */
function sharedMemory() {
  const [values, secrets] = [new Map<string, unknown>(), new Map<string, string>()];
  const memory: Pick<Memento, "get" | "update"> = {
    get: (key: string) => values.get(key) as never,
    update: (key, value) => Promise.resolve(void values.set(key, value)),
  };
  const secretsOf: Pick<SecretStorage, "get" | "store"> = {
    get: (key) => Promise.resolve(secrets.get(key)),
    store: (key, value) => Promise.resolve(void secrets.set(key, value)),
  };
  return { memory, secrets: secretsOf };
}

describe("The server for agents, of a window that waits for another's to end", () => {
  let clock: SteppedClock;
  let shared: ReturnType<typeof sharedMemory>;
  const open: ServerKeeper[] = [];
  beforeEach(() => {
    clock = new SteppedClock();
    shared = sharedMemory();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((keeper) => keeper.follow(false)));
  });

  function windowOf(name: string) {
    const token = new AgentToken(shared.secrets);
    const call = () => Promise.resolve({ text: `answered by ${name}`, isError: false });
    const server = { version: "1", tools: [], windowName: () => name, call };
    const keeper = new ServerKeeper({ token, memory: shared.memory, clock, server, onDidChange: () => undefined });
    open.push(keeper);
    const place = () => {
      assert.ok(keeper.state.kind === "running", keeper.state.kind);
      return { url: keeper.state.url, token: token.value };
    };
    return { keeper, place };
  }
  /** As a client does that was given its configuration once. */
  async function ask({ url, token }: ReturnType<ReturnType<typeof windowOf>["place"]>): Promise<unknown> {
    const client = new Client({ name: "an agent", version: "1" });
    await client.connect(
      new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers: headersOf(token) } }),
    );
    try {
      return (await client.callTool({ name: "find", arguments: {} })).content;
    } finally {
      await client.close();
    }
  }

  it("takes the port within 15 seconds, so that the configuration that was copied stays valid", async () => {
    const [first, second] = [windowOf("one"), windowOf("two")];
    await first.keeper.follow(true);
    const copied = first.place();
    const texts = CLIENT_CONFIGURATIONS.map(({ text }) => text(copied));
    await second.keeper.follow(true);
    assert.deepEqual(second.keeper.state, { kind: "elsewhere", window: "one", url: copied.url });
    assert.deepEqual(await ask(copied), [{ type: "text", text: "answered by one" }]);
    // The first look finds the other window, and is not the last.
    await clock.pass(RETRY_MS);
    assert.equal(second.keeper.state.kind, "elsewhere");
    first.keeper.dispose();
    await until(() => first.keeper.state.kind === "off");
    await clock.pass(RETRY_MS - 1);
    assert.equal(second.keeper.state.kind, "elsewhere");
    clock.time += 1;
    await clock.wakeNext();
    await until(() => second.keeper.state.kind === "running");
    assert.deepEqual(second.place(), copied);
    assert.deepEqual(
      CLIENT_CONFIGURATIONS.map(({ text }) => text(second.place())),
      texts,
    );
    assert.deepEqual(await ask(copied), [{ type: "text", text: "answered by two" }]);
  });

  it("goes back to where it was taken from by hand, when the window that took it ends", async () => {
    const [first, second] = [windowOf("one"), windowOf("two")];
    await first.keeper.follow(true);
    const copied = first.place();
    await second.keeper.follow(true);
    await second.keeper.takeOver();
    assert.deepEqual(second.place(), copied);
    await until(() => first.keeper.state.kind === "elsewhere");
    await second.keeper.follow(false);
    await clock.wakeNext();
    await until(() => first.keeper.state.kind === "running");
    assert.deepEqual(first.place(), copied);
  });

  it("looks no more once it is switched off", async () => {
    const [first, second] = [windowOf("one"), windowOf("two")];
    await first.keeper.follow(true);
    await second.keeper.follow(true);
    await second.keeper.follow(false);
    await first.keeper.follow(false);
    await clock.passIdle(2 * RETRY_MS);
    assert.deepEqual([first.keeper.state.kind, second.keeper.state.kind], ["off", "off"]);
  });
});
