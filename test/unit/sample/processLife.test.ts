import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";

const ROOM = resolve("src/sample");
const NODE = [process.execPath, "--require", "tsx/cjs"] as const;

describe("sample server: its process", () => {
  it("is started from the command line, steered over HTTP, and ended by a signal", async () => {
    const [node, ...flags] = NODE;
    const keys = ["--api-key", "an-api-key", "--app-key", "an-application-key"];
    const tokens = ["--token", "a-token", "--registry-token", "a-registry-token"];
    const child = spawn(node, [...flags, `${ROOM}/main.ts`, "--team", "other", ...keys, ...tokens]);
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    interface Started {
      readonly origin: string;
      readonly systems: Readonly<Record<string, unknown>>;
    }
    const { origin, systems } = JSON.parse(line.toString()) as Started;
    const headers = { "DD-API-KEY": "an-api-key", "DD-APPLICATION-KEY": "an-application-key" };
    const projects = await fetch(`${origin}/api/v2/model-lab-api/projects`, { headers });
    assert.match(await projects.text(), /gemma-3-4b-field-notes/);
    assert.equal((await fetch(`${origin}/__sample/requests`)).status, 200);
    const repos = await fetch(`${origin}/api/ml/v1/ml-repos`, { headers: { Authorization: "Bearer a-token" } });
    assert.match(await repos.text(), /field-notes/);
    assert.deepEqual(systems["registry"], { baseUrl: `${origin}/prod/api`, keys: { token: "a-registry-token" } });
    child.kill("SIGTERM");
    assert.deepEqual(await once(child, "exit"), [0, null]);
  });

  it("is not kept alive by a server that no one closes", async () => {
    const [node, ...flags] = NODE;
    const script = `require(${JSON.stringify(`${ROOM}/sampleServer.ts`)}).startSampleServer()`;
    const child = spawn(node, [...flags, "--eval", script]);
    assert.deepEqual(await once(child, "exit"), [0, null]);
  });
});
