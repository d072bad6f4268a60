import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { LanguageModelToolResult } from "vscode";
import { CancellationTokenSource, env, LanguageModelTextPart, lm, window } from "vscode";
import { contributes } from "../../package.json";
import { AgentConsent } from "../../src/agents/doors/agentConsent";
import { AgentToken } from "../../src/agents/doors/agentToken";
import type { ServerState } from "../../src/agents/doors/serverKeeper";
import { ServerKeeper } from "../../src/agents/doors/serverKeeper";
import { systemClock } from "../../src/http/clock";
import { MODEL_LAB } from "../../src/sources/modelLab/modelLabSystem";
import { waitUntil } from "../ui/support/waitUntil";
import { ApiStubs } from "./support/apiStubs";
import { MemoryMemento, MemorySecrets } from "./support/memoryStorage";
import { UserSettings, userValue } from "./support/userSettings";

const ALLOWED = "mlArtifacts.agents.allowed";
const RUN = "modelLab/run/70033";

describe("Agents in VS Code itself", () => {
  const settings = new UserSettings();
  before(async () => {
    await settings.set(MODEL_LAB.settings.site, "sample");
    await settings.set(ALLOWED, [`${env.appName} chat`]);
  });
  after(() => settings.restore());

  async function invoke(verb: string, input: object): Promise<string> {
    const canceling = new CancellationTokenSource();
    const call = { input, toolInvocationToken: undefined };
    const result: LanguageModelToolResult = await lm.invokeTool(`mlArtifacts_${verb}`, call, canceling.token);
    return result.content.map((part) => (part instanceof LanguageModelTextPart ? part.value : "")).join("");
  }

  const QUESTIONS: Readonly<Record<string, readonly [object, RegExp]>> = {
    find: [{ text: "qlora-r8" }, /modelLab\/run\/\d+ \| qlora-r8/],
    describe: [{ address: "modelLab/project/2387" }, /eval_loss \| \d+/],
    get: [{ address: RUN }, /^address: modelLab\/run\/70033$/m],
    compare: [{ addresses: [RUN, "modelLab/run/69871"] }, /^lora_r \| /m],
    curves: [{ address: RUN, metrics: ["eval_loss"] }, /eval_loss/],
    list: [{ address: RUN, pattern: "adapter_config.json" }, /adapter_config\.json \| /],
    read: [{ address: RUN, path: "train.log", lines: "1-2" }, /^lines from 1:$/m],
    reveal: [{ address: RUN }, /^It is shown in the user's VS Code\.$/],
  };
  for (const [verb, [input, answer]] of Object.entries(QUESTIONS)) {
    it(`get an answer by the tool for ${verb}`, async () => {
      assert.match(await invoke(verb, input), answer);
    }).timeout(60_000);
  }

  it("have a tool for each verb, and no other", () => {
    assert.deepEqual(
      contributes.languageModelTools.map(({ name }) => name),
      Object.keys(QUESTIONS).map((verb) => `mlArtifacts_${verb}`),
    );
  });

  it("get no answer while the user has switched them off", async () => {
    await settings.set("mlArtifacts.agents.enabled", false);
    try {
      assert.match(await invoke("find", {}), /switched agents off/);
    } finally {
      await settings.set("mlArtifacts.agents.enabled", true);
    }
  });

  it("see no project that is kept from them", async () => {
    await settings.set("mlArtifacts.agents.projects", ["sweeps/*"]);
    try {
      const text = await invoke("find", { limit: 100 });
      assert.ok(text.includes("sweeps/qwen3-4b-lora-grid") && !text.includes("qwen36-27b-qlora-fsdp"), text);
      assert.match(await invoke("get", { address: RUN }), /^There is nothing at /);
      // The end of a name is not the name.
      await settings.set("mlArtifacts.agents.projects", ["27b-qlora-fsdp"]);
      assert.ok(!(await invoke("find", { limit: 100 })).includes("qwen36-27b-qlora-fsdp"));
      assert.match(await invoke("get", { address: RUN }), /^There is nothing at /);
    } finally {
      await settings.set("mlArtifacts.agents.projects", []);
    }
  });
});

describe("The question whether an agent may look", () => {
  const settings = new UserSettings();
  const stubs = new ApiStubs();
  let questions: string[];
  let answer: string | undefined;
  beforeEach(async () => {
    questions = [];
    await settings.set(ALLOWED, []);
    stubs.replace(window, "showWarningMessage", (question: string) => {
      questions.push(question);
      return Promise.resolve(answer as never);
    });
  });
  afterEach(() => stubs.restore());
  after(() => settings.restore());
  const consent = () => new AgentConsent(() => ["Datadog Model Lab (US1)"]);

  it("is asked once for each, and the answer is kept", async () => {
    answer = "Allow";
    const asked = consent();
    await Promise.all([asked.admit("Claude Code"), asked.admit("Claude Code")]);
    await asked.admit("Claude Code");
    assert.deepEqual(questions, ["Let Claude Code look at your ML artifacts?"]);
    assert.deepEqual(userValue(ALLOWED), ["Claude Code"]);
    await consent().admit("Claude Code");
    assert.equal(questions.length, 1);
    await asked.forget("Claude Code");
    assert.deepEqual(userValue(ALLOWED), []);
  });

  it("leads to the settings of what it may see, and is asked again then", async () => {
    const opened = stubs.keepCommands();
    answer = "Choose What It May See…";
    const asked = consent();
    await assert.rejects(asked.admit("Cursor"), /is choosing what agents may see\. Ask again in a moment\./);
    assert.equal(opened.length, 1);
    assert.match(JSON.stringify(opened[0]), /^\["workbench\.action\.open\w*Settings",.*mlArtifacts\.agents/);
    answer = "Allow";
    await asked.admit("Cursor");
    assert.deepEqual([questions.length, userValue(ALLOWED)], [2, ["Cursor"]]);
  });

  it("is asked no more in this window after a no, until the user takes it back", async () => {
    answer = undefined;
    const asked = consent();
    await assert.rejects(asked.admit("Codex"), /does not let this agent look/);
    await assert.rejects(asked.admit("Codex"), /does not let this agent look/);
    assert.equal(questions.length, 1);
    await asked.forget("Codex");
    answer = "Allow";
    await asked.admit("Codex");
    assert.equal(questions.length, 2);
  });
});

describe("The server for agents over windows", () => {
  const memory = new MemoryMemento();
  const secrets = new MemorySecrets();
  const open: ServerKeeper[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((keeper) => keeper.follow(false)));
  });

  function keeper(name: string): { readonly keeper: ServerKeeper; readonly token: AgentToken } {
    const token = new AgentToken(secrets);
    const call = () => Promise.resolve({ text: name, isError: false });
    const server = { version: "1", tools: [], windowName: () => name, call };
    const made = new ServerKeeper({ token, memory, clock: systemClock, server, onDidChange: () => undefined });
    open.push(made);
    return { keeper: made, token };
  }
  const urlOf = (state: ServerState) => (state.kind === "running" ? state.url : state.kind);

  it("has the same address and token after a restart, and another token when it is changed", async () => {
    const first = keeper("one");
    await first.keeper.follow(true);
    const url = urlOf(first.keeper.state);
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/mcp$/);
    await first.keeper.follow(false);
    assert.equal(first.keeper.state.kind, "off");
    const second = keeper("two");
    await second.keeper.follow(true);
    assert.equal(urlOf(second.keeper.state), url);
    assert.equal(second.token.value, first.token.value);
    await second.keeper.changeToken();
    assert.notEqual(second.token.value, first.token.value);
    assert.ok(second.token.value.length >= 40);
  });

  it("goes to another port where another program has taken the last one, and stays there", async () => {
    const program = createServer();
    await new Promise<void>((resolve) => program.listen(0, "127.0.0.1", resolve));
    const { port } = program.address() as AddressInfo;
    await memory.update("agents.port", port);
    const first = keeper("one");
    await first.keeper.follow(true);
    const url = urlOf(first.keeper.state);
    assert.ok(url.startsWith("http://127.0.0.1:") && !url.includes(`:${port}/`), url);
    program.close();
    await first.keeper.follow(false);
    const second = keeper("two");
    await second.keeper.follow(true);
    assert.equal(urlOf(second.keeper.state), url);
  });

  it("is of one window, which another one names and may take over from", async () => {
    const [first, second] = [keeper("one"), keeper("two")];
    await first.keeper.follow(true);
    await second.keeper.follow(true);
    assert.deepEqual([second.keeper.state.kind, stateWindow(second.keeper.state)], ["elsewhere", "one"]);
    await second.keeper.takeOver();
    await waitUntil(() => second.keeper.state.kind === "running", "the second window's server");
    assert.equal(first.keeper.state.kind, "elsewhere");
  });
});

function stateWindow(state: ServerState): string {
  return state.kind === "elsewhere" ? state.window : "";
}
