import assert from "node:assert/strict";
import type { LogOutputChannel } from "vscode";
import { CancellationTokenSource, env, MarkdownString, TreeItem, window } from "vscode";
import { AgentLog } from "../../src/agents/core/agentLog";
import { changeToken, copyConfiguration, showAccess } from "../../src/agents/doors/accessMenu";
import { AgentCallsView } from "../../src/agents/doors/agentCallsView";
import { AgentHouse } from "../../src/agents/doors/agentHouse";
import { Messages } from "../../src/host/messages/messages";
import { MODEL_LAB } from "../../src/sources/modelLab/modelLabSystem";
import { MemoryMemento, MemorySecrets } from "./support/memoryStorage";
import { PooledSystems } from "./support/pooledSystems";
import { TestUser } from "./support/testUser";
import { UserSettings, userValue } from "./support/userSettings";

const SERVER = "mlArtifacts.agents.server";
const ALLOWED = "mlArtifacts.agents.allowed";

describe("What the user decides about agents", () => {
  const settings = new UserSettings();
  const user = new TestUser();
  let log: LogOutputChannel;
  let pooled: PooledSystems;
  let house: AgentHouse;

  before(() => void (log = window.createOutputChannel("Tests of agents", { log: true })));
  after(async () => {
    await settings.restore();
    log.dispose();
  });
  beforeEach(async () => {
    for (const [name, value] of [
      [MODEL_LAB.settings.site, "sample"],
      [SERVER, undefined],
      [ALLOWED, ["Claude Code"]],
    ] as const) {
      await settings.set(name, value);
    }
    pooled = new PooledSystems([MODEL_LAB]);
    const [session, setting] = [pooled.sessions[0]!, pooled.settings[0]!];
    const systems = [{ system: MODEL_LAB, setting, session, reveal: () => Promise.resolve(undefined) }];
    const { keys, pool } = pooled;
    const kept = { memory: new MemoryMemento(), secrets: new MemorySecrets() };
    const given = { messages: new Messages(log), log: new AgentLog(), version: "1", tools: [] };
    house = pooled.own(new AgentHouse({ systems, keys, pool, ...kept, ...given }));
    user.begin();
  });
  afterEach(async () => {
    user.end();
    await house.keeper.follow(false);
    pooled.dispose();
  });

  it("is offered in a list: the server, what may be seen, and each agent that may look", async () => {
    await showAccess(house);
    assert.deepEqual(user.offered[0], [
      "$(debug-start) Serve Agents on This Machine…",
      "$(copy) Copy MCP Configuration…",
      "$(settings-gear) Choose What Agents May See…",
      "$(list-unordered) Show What Agents Asked",
      "agents",
      "$(pass) Claude Code",
    ]);
    user.willChoose("Claude Code");
    await showAccess(house);
    assert.deepEqual(userValue(ALLOWED), []);
  });

  it("serves agents after a question alone, and then offers to stop, to copy and to change the token", async () => {
    user.willChoose("Serve Agents on This Machine");
    await showAccess(house);
    assert.equal(house.place, undefined, "without a yes");
    assert.match(user.said[0]!.detail!, /^It listens on this machine alone/);
    user.willChoose("Serve Agents on This Machine");
    user.willPress("Start");
    await showAccess(house);
    const { url, token } = house.place!;
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/mcp$/);
    assert.equal(userValue(SERVER), true);
    user.willChoose("Stop Serving Agents");
    await showAccess(house);
    assert.deepEqual(user.offered.at(-1)?.slice(0, 3), [
      "$(copy) Copy MCP Configuration…",
      "$(debug-stop) Stop Serving Agents",
      "$(key) Change MCP Token",
    ]);
    assert.equal(userValue(SERVER), false);
    assert.ok(token.length >= 40 && !JSON.stringify([user.said, user.offered]).includes(token));
  });

  it("copies a client's configuration, with the token, and says where it goes", async () => {
    user.willPress("Start");
    user.willChoose("Claude Code");
    await copyConfiguration(house);
    const text = await env.clipboard.readText();
    assert.ok(text.includes(house.place!.url) && text.includes(house.place!.token));
    assert.match(user.texts.at(-1)!, /^Copied with its token\. Paste it into a terminal, once\.$/);
  });

  it("is told in a sentence what a tool of VS Code's chat is about to look at, whatever the agent wrote", async () => {
    const say = async (verb: "read" | "find", input: object) => {
      const { token } = new CancellationTokenSource();
      const prepared = await house.tool(verb).prepareInvocation?.({ input }, token);
      const message = prepared?.invocationMessage;
      assert.ok(message instanceof MarkdownString && message.isTrusted !== true && message.supportHtml !== true);
      return message.value;
    };
    // As VS Code draws it.
    const drawn = (markdown: string) =>
      markdown.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
    assert.equal(drawn(await say("read", { address: "run/70158", path: "train.log" })), "Reading run/70158 train.log");
    const evil = await say("find", { in: "[click](command:evil) <img src=x>", best: "eval_loss" });
    assert.equal(drawn(evil), "Ranking by eval_loss in [click](command:evil) <img src=x>");
    assert.doesNotMatch(evil, /[[\]<>()]/);
  });

  it("changes the token after a question, so that the one before is good for nothing", async () => {
    await settings.set(SERVER, true);
    await house.follow();
    const { token } = house.place!;
    await changeToken(house);
    assert.equal(house.place!.token, token);
    user.willPress("Change", "Copy MCP Configuration…");
    user.willChoose("Claude Code");
    await changeToken(house);
    assert.notEqual(house.place!.token, token);
    const text = await env.clipboard.readText();
    assert.ok(text.includes(house.place!.token) && !text.includes(token));
  });
});

describe("The view of what agents asked", () => {
  it("shows the latest first, with who asked, how it went, and no name of theirs as an icon", () => {
    const log = new AgentLog();
    const view = new AgentCallsView(log, window.createTreeView);
    const begin = (client: string, address: string) =>
      log.begin({ client, address, path: "", at: 0, verb: "get", args: JSON.stringify({ address }) });
    const first = begin("Codex", "");
    log.end(first, { outcome: "refused", text: "", ms: 12 });
    const second = begin("$(bug) Cursor", "modelLab/run/1");
    assert.deepEqual(
      view.getChildren().map(({ number }) => number),
      [second, first],
    );
    const items = () => view.getChildren().map((call) => view.getTreeItem(call));
    const [asking] = items();
    assert.ok(asking instanceof TreeItem);
    assert.match(String(asking.description), /^\$\u200b\(bug\) Cursor · .* · asking…$/);
    assert.equal(asking.contextValue, " open ");
    log.end(second, { outcome: "answered", text: "x".repeat(1_234), ms: 1_500 });
    const [answered, failed] = items();
    assert.match(String(answered!.description), /1,234 characters · 1\.5 s$/);
    assert.equal(answered!.contextValue, " open answer ");
    assert.match(String(failed!.description), /^Codex · .* · failed · 0 characters · 12 ms$/);
    assert.equal(failed!.contextValue?.trim(), "");
    view.dispose();
  });
});
