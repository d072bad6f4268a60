import assert from "node:assert/strict";
import { homedir } from "node:os";
import { ApiError } from "../../../src/http/apiError";
import type { Verb } from "../../../src/agents/verbs/verbArguments";
import { AgentFixture } from "../../support/agentFixture";
import { ConnectedSample } from "../../support/connectedSample";
import { HostileFiles, safeAnswer } from "../../support/hostileFiles";
import { HOSTILE } from "../../support/hostileText";
import { useModelLabAgents } from "../../support/modelLabAgents";

const RUN = "modelLab/run/70033";
const MB = 1024 * 1024;

describe("Files that are hostile", () => {
  let files: HostileFiles;
  before(async () => (files = await HostileFiles.start()));
  after(() => files.close());

  it("are read on where an answer ended, whatever its bytes are", async () => {
    files.body = "é\u0007€😀".repeat(3_000);
    let [next, seen] = ['{"bytes":"0-4096"}', ""];
    for (let call = 0; next !== "" && call < 60; call += 1) {
      const answer = await files.agents.text("read", {
        address: RUN,
        path: "train.log",
        budget: 2_000,
        ...(JSON.parse(next) as object),
      });
      const lines = answer.split("\n");
      const title = lines.findIndex((line) => line.startsWith("bytes "));
      seen += lines
        .slice(
          title + 1,
          lines.findIndex((line) => line.endsWith(">>>")),
        )
        .join("");
      next = /next: (\{.*\})$/m.exec(answer)?.[1] ?? "";
    }
    assert.equal(seen, files.body.replaceAll("\u0007", "\\u{7}"));
  });
});

describe("Names and fields that are hostile or endless", () => {
  const { sample, agents } = useModelLabAgents();

  const safe = (verb: Verb, args: object) => safeAnswer(agents(), verb, args);

  it("are lines of a list of files, each on one line, and lead to no other place", async () => {
    const names = [
      HOSTILE,
      "../../../etc/passwd",
      "x".repeat(MB),
      "a\u202eb.log",
      "command:x",
      "https://evil.example/x",
      "ok.log",
    ];
    const files = names.map((path) => ({ path, is_dir: false, file_size: 1 }));
    const attributes = { path_in_project: "root/artifacts", files };
    const stop = sample().server.respondWith(({ path }) =>
      path.endsWith("/70033/artifacts")
        ? { status: 200, body: { data: { id: "70033", type: "artifacts", attributes } } }
        : undefined,
    );
    const text = await safe("list", { address: RUN });
    assert.match(text, /^ok\.log \| 1 B \(1\) \| $/m);
    for (const path of ["../../../etc/passwd", "https://evil.example/x", "command:x"]) {
      await safe("read", { address: RUN, path });
    }
    stop();
  });
});

describe("What agents are told of failures", () => {
  let sample: ConnectedSample;
  let agents: AgentFixture;
  before(async () => {
    sample = await ConnectedSample.start();
    agents = AgentFixture.of(sample, ["modelLab"]);
  });
  after(() => sample.close());

  it("names no file of this machine, and no reason that is not meant for people", async () => {
    const source = agents.sources.modelLab!;
    const broken = { ...source, sections: source.sections.bind(source) };
    const file = `${homedir()}/.config/keys.json`;
    const groups = (source.finder?.groups ?? []).map((group) => ({
      ...group,
      find: () => Promise.reject(new Error(`ENOENT: no such file or directory, open '${file}'`)),
    }));
    agents.sources.modelLab = Object.assign(Object.create(source) as typeof source, broken, {
      finder: { ...source.finder!, groups },
    });
    const text = await agents.text("find", { text: "qlora" });
    assert.match(text, /^Could not search runs of Datadog Model Lab: an unexpected error\.$/m);
    assert.ok(!text.includes(homedir()), text);
    agents.sources.modelLab = source;
  });

  it("is no longer than was asked for", async () => {
    const names = Array.from({ length: 12 }, (_, index) => `a-name-that-is-not-there-${index}-${"x".repeat(60)}`);
    const text = await agents.refusal("get", { address: names.join(" "), budget: 500 });
    assert.ok(text.length <= 500, String(text.length));
  });

  it("holds up no other call while the user is asked", async () => {
    const asked: string[] = [];
    const answers: (() => void)[] = [];
    agents.admit = (client) => {
      asked.push(client);
      return new Promise((resolve) => answers.push(resolve));
    };
    const waiting = Array.from({ length: 4 }, () => agents.ask("find", { limit: 1 }));
    agents.admit = () => Promise.resolve();
    assert.match(await agents.text("find", { limit: 1 }), /projects of Datadog Model Lab/);
    answers.forEach((answer) => answer());
    assert.ok((await Promise.all(waiting)).every(({ isError }) => !isError));
    assert.equal(asked.length, 4);
  });

  it("stops to wait for the user when the agent does", async () => {
    agents.admit = () => new Promise(() => undefined);
    const stop = new AbortController();
    const call = agents.ask("find", {}, stop.signal);
    stop.abort(new ApiError("network", "gone"));
    await assert.rejects(call, /gone/);
    assert.equal(agents.log.calls[0]?.result?.outcome, "canceled");
    agents.admit = () => Promise.resolve();
  });
});
