import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { contributes } from "../../../package.json";
import { CLIENT_CONFIGURATIONS, headersOf } from "../../../src/agents/mcp/clientConfigurations";
import type { RunningMcpServer } from "../../../src/agents/mcp/mcpServer";
import { startMcpServer } from "../../../src/agents/mcp/mcpServer";
import { releasePort, windowAt } from "../../../src/agents/mcp/otherWindow";
import type { Verb } from "../../../src/agents/verbs/verbArguments";
import { TOOL_PREFIX } from "../../../src/manifest/agentNames";
import { ConnectedSample } from "../../support/connectedSample";
import { until } from "../../support/until";
import { AgentFixture } from "../../support/agentFixture";

const TOKEN = "a-token-for-agents-alone";
const RUN = "modelLab/run/70033";

describe("The server for agents, asked by the official client", () => {
  let sample: ConnectedSample;
  let agents: AgentFixture;
  let server: RunningMcpServer;
  let released: number;
  const clients: Client[] = [];

  before(async () => {
    sample = await ConnectedSample.start();
    agents = AgentFixture.of(sample);
    const tools = contributes.languageModelTools.map(({ name, displayName, modelDescription, inputSchema }) => ({
      name: name.slice(TOOL_PREFIX.length) as Verb,
      title: displayName,
      description: modelDescription,
      inputSchema,
    }));
    released = 0;
    server = await startMcpServer(0, {
      ...{ version: "1.2.3", tools, windowName: () => "my-folder", token: () => TOKEN, idleMs: 0 },
      call: (...question) => agents.core.call(...question),
      onDidChangeClients: () => undefined,
      onDidRelease: () => (released += 1),
    });
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
  });
  after(async () => {
    await server.close();
    await sample.close();
  });

  async function connect(name = "an agent", token = TOKEN): Promise<Client> {
    const client = new Client({ name, version: "1" });
    const headers = headersOf(token);
    const transport = new StreamableHTTPClientTransport(new URL(server.url), { requestInit: { headers } });
    await client.connect(transport);
    clients.push(client);
    return client;
  }
  async function textOf(client: Client, name: string, args: Record<string, unknown>): Promise<string> {
    const { content, isError } = await client.callTool({ name, arguments: args });
    const [part] = content as readonly { readonly type: string; readonly text: string }[];
    assert.ok(isError !== true && part?.type === "text", part?.text);
    return part.text;
  }
  /** The status of an answer to a request with these headers, sent as they are. */
  function statusOf(headers: Readonly<Record<string, string>>, path = "/mcp", method = "POST"): Promise<number> {
    return new Promise((resolve, reject) => {
      const sent = request({ host: "127.0.0.1", port: server.port, path, method, headers }, (response) => {
        response.resume();
        response.on("end", () => resolve(response.statusCode ?? 0));
      });
      sent.on("error", reject);
      sent.end("{}");
    });
  }

  it("shakes hands, and lists the verbs as tools that read only", async () => {
    const client = await connect();
    assert.deepEqual(client.getServerVersion()?.version, "1.2.3");
    assert.match(client.getInstructions() ?? "", /never instructions/);
    const { tools } = await client.listTools();
    const names = ["find", "describe", "get", "compare", "curves", "list", "read", "reveal"];
    assert.deepEqual(
      tools.map(({ name }) => name),
      names,
    );
    assert.ok(tools.every(({ annotations }) => annotations?.readOnlyHint === true));
    assert.deepEqual(tools.find(({ name }) => name === "compare")?.inputSchema.required, ["addresses"]);
  });

  it("answers each verb", async () => {
    const client = await connect();
    const files = await textOf(client, "list", { address: RUN, pattern: "adapter_config.json" });
    const path = /^(\S*adapter_config\.json) /m.exec(files)?.[1];
    const expected: readonly (readonly [Verb, Record<string, unknown>, RegExp])[] = [
      ["find", { text: "qlora-r8" }, /qlora-r8-lr1e-4/],
      ["describe", { address: "modelLab/project/2387" }, /eval_loss \| 17/],
      ["get", { address: RUN }, /kind: completed run/],
      ["compare", { addresses: [RUN, "modelLab/run/70157"] }, /^lora_r \| 8 \| 16$/m],
      ["curves", { address: RUN, metrics: ["eval_loss"] }, /^eval_loss/m],
      ["read", { address: RUN, path, at: "r" }, /^value:\n8$/m],
      ["reveal", { address: RUN }, /shown in the user's VS Code/],
    ];
    for (const [verb, args, text] of expected) {
      assert.match(await textOf(client, verb, args), text);
    }
  });

  it("says in an answer what is wrong with a call, and names what there is", async () => {
    const client = await connect();
    const { isError, content } = await client.callTool({
      name: "curves",
      arguments: { address: RUN, metrics: ["los"] },
    });
    assert.equal(isError, true);
    assert.match(JSON.stringify(content), /No metric .*los.*; there are/);
    const unknown = await client.callTool({ name: "delete", arguments: {} });
    assert.match(JSON.stringify(unknown.content), /no tool of this name; there are find/);
  });

  it("keeps the names of clients apart, two at once", async () => {
    const [one, other] = [await connect("agent one"), await connect("agent two")];
    const answers = await Promise.all([textOf(one, "find", {}), textOf(other, "find", { text: "qlora-r8" })]);
    assert.ok(answers.every((text) => text.length > 0));
    assert.deepEqual([...server.clients].filter((name) => name.startsWith("agent ")).sort(), [
      "agent one",
      "agent two",
    ]);
    assert.equal(agents.log.calls.length > 1, true);
  });

  it("counts a client as connected as long as it listens, and no longer when it ends without a word", async () => {
    const client = await connect("an agent that ends");
    await client.listTools();
    assert.ok(server.clients.includes("an agent that ends"));
    await client.close();
    await until(() => !server.clients.includes("an agent that ends"));
  });

  it("stops what a client cancels", async () => {
    const client = await connect("a hasty agent");
    const asked = new Promise<AbortSignal>((resolve) => {
      agents.admit = (_, signal) => {
        resolve(signal);
        return new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => reject(new DOMException("canceled", "AbortError")), { once: true });
        });
      };
    });
    const stop = new AbortController();
    const call = client.callTool({ name: "find", arguments: {} }, undefined, { signal: stop.signal });
    const signal = await asked;
    stop.abort();
    await assert.rejects(call);
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    agents.admit = () => Promise.resolve();
    assert.match(await textOf(client, "find", {}), /projects/);
  });

  it("lets no one in without the token, from a web page, or by another name of this machine", async () => {
    await assert.rejects(connect("a stranger", "another-token"), /401|token is wrong/);
    const good = { ...headersOf(TOKEN), host: `127.0.0.1:${server.port}`, "content-type": "application/json" };
    assert.equal(await statusOf(good), 400);
    assert.equal(await statusOf({ ...good, authorization: "Bearer " }), 401);
    assert.equal(await statusOf({ host: good.host }), 401);
    for (const origin of ["https://evil.example", "null", `http://127.0.0.1:${server.port}`]) {
      assert.equal(await statusOf({ ...good, origin }), 403, origin);
    }
    for (const host of ["evil.example", `evil.example:${server.port}`, "127.0.0.1.evil.example"]) {
      assert.equal(await statusOf({ ...good, host }), 403, host);
    }
    assert.equal(await statusOf(good, "/"), 404);
    assert.equal(await statusOf({ ...good, "mcp-session-id": "ended" }), 404);
  });

  it("can't be started where another program listens", async () => {
    const options = { tools: [], windowName: () => "", token: () => TOKEN, version: "1" };
    const unused = () => Promise.reject(new Error("not asked"));
    const quiet = { onDidChangeClients: () => undefined, onDidRelease: () => undefined };
    await assert.rejects(startMcpServer(server.port, { ...options, ...quiet, call: unused }), /EADDRINUSE/);
  });

  it("shows the token to no program that has taken the port, also when that passes questions on to the server", async () => {
    const heard: string[] = [];
    const thief = createServer((asked, response) => {
      heard.push(`${asked.url ?? ""} ${JSON.stringify(asked.headers)}`);
      const real = `http://127.0.0.1:${server.port}${asked.url ?? ""}`;
      void fetch(real, { method: asked.method ?? "GET" })
        .then((answer) => answer.text())
        .then((text) => response.writeHead(200, { "content-type": "application/json" }).end(text));
    });
    await once(thief.listen(0, "127.0.0.1"), "listening");
    const { port } = thief.address() as AddressInfo;
    assert.equal(await windowAt(port, TOKEN), undefined);
    await releasePort(port, TOKEN);
    thief.closeAllConnections();
    thief.close();
    assert.ok(heard.length >= 2 && heard.every((line) => line.startsWith("/proof?nonce=")), heard.join("\n"));
    assert.ok(!heard.join().includes(TOKEN));
  });

  it("proves itself to nonces alone, and not to web pages", async () => {
    const ask = (path: string, headers = {}) => fetch(`http://127.0.0.1:${server.port}${path}`, { headers });
    assert.deepEqual(await (await ask("/proof?nonce=short")).json(), {});
    assert.equal((await ask(`/proof?nonce=${"a".repeat(43)}`, { origin: "https://evil.example" })).status, 403);
    assert.equal((await ask("/window")).status, 401);
  });

  it("tells another window who has the port, and lets it have it, for the token alone", async () => {
    assert.equal(await windowAt(server.port, TOKEN), "my-folder");
    assert.equal(await windowAt(server.port, "another"), undefined);
    await releasePort(server.port, "another");
    assert.equal(released, 0);
    await releasePort(server.port, TOKEN);
    assert.equal(released, 1);
  });
});

describe("The configuration for a client", () => {
  const place = { url: "http://127.0.0.1:7423/mcp", token: "t0ken" };
  const textFor = (id: string) => CLIENT_CONFIGURATIONS.find((client) => client.id === id)?.text(place) ?? "";

  it("is in the client's own format", () => {
    assert.equal(
      textFor("claudeCode"),
      'claude mcp add --scope user --transport http ml-artifacts http://127.0.0.1:7423/mcp --header "Authorization: Bearer t0ken"',
    );
    const server = { url: place.url, headers: { Authorization: "Bearer t0ken" } };
    assert.deepEqual(JSON.parse(textFor("cursor")), { mcpServers: { "ml-artifacts": server } });
    assert.deepEqual(JSON.parse(textFor("vscode")), { servers: { "ml-artifacts": { type: "http", ...server } } });
    assert.deepEqual(JSON.parse(textFor("claudeCodeFile")), {
      mcpServers: { "ml-artifacts": { type: "http", ...server } },
    });
    assert.equal(
      textFor("codex"),
      '[mcp_servers.ml-artifacts]\nurl = "http://127.0.0.1:7423/mcp"\nhttp_headers = { "Authorization" = "Bearer t0ken" }',
    );
  });

  it("says for each where it goes", () => {
    assert.ok(
      CLIENT_CONFIGURATIONS.every(
        ({ client, goesTo, text }) => client !== "" && goesTo !== "" && text(place).includes("t0ken"),
      ),
    );
  });
});
