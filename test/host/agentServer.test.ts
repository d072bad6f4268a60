import assert from "node:assert/strict";
import { request } from "node:http";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Uri } from "vscode";
import { commands, env, lm, window } from "vscode";
import { EditorServers } from "../../src/agents/doors/editorServers";
import { headersOf } from "../../src/agents/mcp/clientConfigurations";
import { COMMANDS } from "../../src/manifest/commands";
import { CONTEXT_KEYS } from "../../src/manifest/contextKeys";
import { MODEL_LAB } from "../../src/sources/modelLab/modelLabSystem";
import { waitUntil } from "../ui/support/waitUntil";
import { ApiStubs } from "./support/apiStubs";
import { UserSettings } from "./support/userSettings";

const SERVER = "mlArtifacts.agents.server";
const RUN = "modelLab/run/70033";
const KNOWN = ["agent one", "agent two"];

/** As "Copy MCP Configuration…" copies it for a client that is none of the usual ones. */
interface Configuration {
  readonly url: string;
  readonly headers: { readonly Authorization: string };
}

describe("The server for agents of a running VS Code, asked by the official client", () => {
  const settings = new UserSettings();
  const stubs = new ApiStubs();
  const open: Client[] = [];
  let answer: (question: string) => Promise<string | undefined>;
  let copied: Configuration;

  before(async () => {
    await settings.set(MODEL_LAB.settings.site, "sample");
    await settings.set("mlArtifacts.agents.allowed", KNOWN);
    await settings.set(SERVER, true);
  });
  beforeEach(async () => {
    answer = () => Promise.resolve(undefined);
    stubs.replace(window, "showWarningMessage", (question: string) => answer(question) as never);
    stubs.replace(window, "showInformationMessage", () => Promise.resolve(undefined));
    stubs.replace(window, "showQuickPick", ((items: readonly { readonly label: string }[]) =>
      Promise.resolve(items.find(({ label }) => label === "Another client"))) as never);
    copied = await copyConfiguration();
  });
  afterEach(async () => {
    stubs.restore();
    await Promise.all(open.splice(0).map((client) => client.close()));
  });
  after(() => settings.restore());

  async function copyConfiguration(): Promise<Configuration> {
    await commands.executeCommand(COMMANDS.copyMcpConfiguration);
    return JSON.parse(await env.clipboard.readText()) as Configuration;
  }
  async function connect(name: string, { url, headers }: Configuration = copied): Promise<Client> {
    const client = new Client({ name, version: "1" });
    await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers: { ...headers } } }));
    open.push(client);
    return client;
  }
  async function textOf(client: Client, name: string, args: Record<string, unknown>): Promise<string> {
    const { content, isError } = await client.callTool({ name, arguments: args });
    const [part] = content as readonly { readonly type: string; readonly text: string }[];
    assert.ok(isError !== true && part?.type === "text", part?.text);
    return part.text;
  }
  function statusOf(headers: Readonly<Record<string, string>>): Promise<number> {
    return new Promise((resolve, reject) => {
      const sent = request(copied.url, { method: "POST", headers }, (response) => {
        response.resume().on("end", () => resolve(response.statusCode ?? 0));
      });
      sent.on("error", reject).end("{}");
    });
  }

  it("shakes hands, lists the verbs and answers each", async () => {
    const client = await connect("agent one");
    const { tools } = await client.listTools();
    const expected: readonly (readonly [string, Record<string, unknown>, RegExp])[] = [
      ["find", { text: "qlora-r8" }, /modelLab\/run\/\d+ \| qlora-r8/],
      ["describe", { address: "modelLab/project/2387" }, /eval_loss \| \d+/],
      ["get", { address: RUN }, /^address: modelLab\/run\/70033$/m],
      ["compare", { addresses: [RUN, "modelLab/run/69871"] }, /^lora_r \| /m],
      ["curves", { address: RUN, metrics: ["eval_loss"] }, /^eval_loss/m],
      ["list", { address: RUN, pattern: "adapter_config.json" }, /adapter_config\.json \| /],
      ["read", { address: RUN, path: "train.log", lines: "1-2" }, /^lines from 1:$/m],
      ["reveal", { address: RUN }, /^It is shown in the user's VS Code\.$/],
    ];
    assert.deepEqual(
      tools.map(({ name }) => name),
      expected.map(([name]) => name),
    );
    for (const [name, args, text] of expected) {
      assert.match(await textOf(client, name, args), text);
    }
  });

  it("serves two clients at once, each by its name", async () => {
    const clients = await Promise.all(KNOWN.map((name) => connect(name)));
    const texts = await Promise.all(clients.map((client) => textOf(client, "get", { address: RUN })));
    assert.equal(texts[0], texts[1]);
  });

  it("asks about a client that it does not know, and ends the wait of one that cancels", async () => {
    const questions: string[] = [];
    const client = await connect("a hasty agent");
    answer = (question) => {
      questions.push(question);
      return new Promise(() => undefined);
    };
    const stop = new AbortController();
    const call = client.callTool({ name: "find", arguments: {} }, undefined, { signal: stop.signal });
    call.catch(() => undefined);
    await waitUntil(() => questions.length > 0, "the question whether it may look");
    assert.deepEqual(questions, ["Let a hasty agent look at your ML artifacts?"]);
    stop.abort();
    await assert.rejects(call);
    assert.match(await textOf(await connect("agent two"), "get", { address: RUN }), /70033/);
  });

  it("lets in neither a wrong token nor a web page", async () => {
    const wrong = { url: copied.url, headers: { Authorization: `${copied.headers.Authorization}x` } };
    await assert.rejects(connect("agent one", wrong), /401|token is wrong/);
    const headers = { ...copied.headers, "content-type": "application/json" };
    assert.equal(await statusOf(headers), 400);
    assert.equal(await statusOf({ ...headers, origin: "https://evil.example" }), 403);
    assert.equal(await statusOf({ ...headers, host: "evil.example" }), 403);
  });

  it("takes the old token no more once it is changed, at the same address", async () => {
    const client = await connect("agent one");
    answer = () => Promise.resolve("Change");
    await commands.executeCommand(COMMANDS.changeAgentToken);
    await assert.rejects(textOf(client, "get", { address: RUN }));
    await assert.rejects(connect("agent one"), /401|token is wrong/);
    const next = await copyConfiguration();
    assert.equal(next.url, copied.url);
    assert.notEqual(next.headers.Authorization, copied.headers.Authorization);
    assert.match(await textOf(await connect("agent one", next), "get", { address: RUN }), /70033/);
  });

  it("ends with its setting, and is at the same address when it is on again", async () => {
    await settings.set(SERVER, false);
    await waitUntil(
      () =>
        statusOf({}).then(
          () => false,
          () => true,
        ),
      "the server to end",
    );
    await settings.set(SERVER, true);
    assert.deepEqual(await copyConfiguration(), copied);
    assert.match(await textOf(await connect("agent two"), "get", { address: RUN }), /70033/);
  });
});

interface OfferedServer {
  readonly uri: Uri;
  readonly headers: Readonly<Record<string, string>>;
}

interface ServerProvider {
  provideMcpServerDefinitions(): readonly OfferedServer[];
  resolveMcpServerDefinition(): OfferedServer | undefined;
}

describe("The server as it is offered to the editor's own agents", () => {
  const REGISTER = "registerMcpServerDefinitionProvider";
  const ACCESS = "mlArtifacts.agents.editorAccess";
  const original: unknown = Reflect.get(lm, REGISTER);
  const settings = new UserSettings();
  const stubs = new ApiStubs();
  const place = { url: "http://127.0.0.1:7423/mcp", token: "t0ken" };
  let now: typeof place | undefined;
  let providers: ServerProvider[];
  /** Hides the tools. */
  let isOffered: unknown;
  before(function () {
    if (original === undefined) {
      // VS Code before 1.101.
      this.skip();
    }
    Reflect.set(lm, REGISTER, (_: string, made: ServerProvider) => {
      providers.push(made);
      return { dispose: () => undefined };
    });
  });
  beforeEach(() => {
    now = undefined;
    providers = [];
    const execute = commands.executeCommand;
    stubs.replace(commands, "executeCommand", async <T>(id: string, ...args: unknown[]) => {
      isOffered = id === "setContext" && args[0] === CONTEXT_KEYS.isServerOffered ? args[1] : isOffered;
      return await execute<T>(id, ...args);
    });
  });
  afterEach(async () => {
    stubs.restore();
    await settings.restore();
  });
  after(() => {
    Reflect.set(lm, REGISTER, original);
  });

  it("has no token until VS Code connects, and is there as long as the server runs, in the place of the tools", async () => {
    await settings.set(ACCESS, "server");
    const servers = new EditorServers({ place: () => now, version: "1.2.3" });
    const [provider] = providers;
    servers.refresh();
    assert.deepEqual(provider?.provideMcpServerDefinitions(), []);
    assert.equal(provider.resolveMcpServerDefinition(), undefined);
    assert.equal(isOffered, false);
    now = place;
    servers.refresh();
    assert.equal(isOffered, true);
    const [offered] = provider.provideMcpServerDefinitions();
    assert.equal(offered?.uri.toString(true), place.url);
    assert.ok(!JSON.stringify(offered).includes(place.token));
    assert.deepEqual(provider.resolveMcpServerDefinition()?.headers, headersOf(place.token));
    servers.dispose();
    assert.equal(isOffered, false);
  });

  it("is kept from VS Code while its chat has the tools, which would all be there twice", async () => {
    now = place;
    const servers = new EditorServers({ place: () => now, version: "1.2.3" });
    servers.refresh();
    const [provider] = providers;
    assert.deepEqual(provider?.provideMcpServerDefinitions(), []);
    assert.equal(provider.resolveMcpServerDefinition(), undefined);
    assert.equal(isOffered, false);
    await settings.set(ACCESS, "server");
    servers.refresh();
    assert.deepEqual([provider.provideMcpServerDefinitions().length, isOffered], [1, true]);
    servers.dispose();
  });

  it("is registered with Cursor in Cursor's own way alone, again when its token changes, and taken back", async () => {
    await settings.set(ACCESS, "server");
    const said: unknown[] = [];
    const mcp = {
      registerServer: (server: unknown) => said.push(server),
      unregisterServer: (name: string) => said.push(name),
    };
    const servers = new EditorServers({ place: () => now, version: "1.2.3", cursor: { mcp } });
    const registered = (token: string) => ({
      name: "ML Artifacts",
      server: { url: place.url, headers: headersOf(token) },
    });
    now = place;
    servers.refresh();
    servers.refresh();
    now = { ...place, token: "an0ther" };
    servers.refresh();
    servers.dispose();
    assert.deepEqual(said, [registered("t0ken"), "ML Artifacts", registered("an0ther"), "ML Artifacts"]);
    assert.deepEqual([providers, isOffered], [[], false]);
  });
});
