import assert from "node:assert/strict";
import type { Verb } from "../../src/agents/verbs/verbArguments";
import { AgentFixture } from "../support/agentFixture";
import { ConnectedSample, SAMPLE_SECRETS } from "../support/connectedSample";
import { HOSTILE, SECRETS } from "../support/hostileText";

const RUN = "modelLab/run/70033";
const MB = 1024 * 1024;

/** Bodies of files, which come as they are whatever they hold. */
const BODIES: Readonly<Record<string, string>> = {
  "a line of 10 MB": "x".repeat(10 * MB),
  "a value of 9 MB": JSON.stringify({ log_history: [], best: "y".repeat(9 * MB) }),
  "millions of lines": "\n1".repeat(MB),
  "secrets as far as it goes": `api_key=${SAMPLE_SECRETS.apiKey}\n`.repeat(50_000),
  "dashes that could be the start of a token": "eyJa-".repeat(200_000),
  "arrays in arrays": "[".repeat(300_000),
  "whole arrays in arrays": `${"[".repeat(200_000)}${"]".repeat(200_000)}`,
  "aliases that stand for others": `a: &a [x,x]\n${"bcdefghijk".replaceAll(/./g, (c) => `${c}: &${c} [*a,*a,*a,*a,*a,*a,*a,*a]\n`)}`,
  "an anchor that holds itself": "&a [*a]",
  "long YAML": "key: [1, {a: b}]\n".repeat(20_000),
  "hostile text": HOSTILE,
};

describe("Large files that are hostile, read by agents", () => {
  let sample: ConnectedSample;
  let agents: AgentFixture;
  let stop: () => void;
  let body = "";
  before(async () => {
    sample = await ConnectedSample.start();
    agents = AgentFixture.of(sample, ["modelLab"]);
    stop = sample.server.respondWith(({ path }) =>
      path.endsWith("/artifacts/content") ? { status: 200, body } : undefined,
    );
  });
  after(async () => {
    stop();
    await sample.close();
    assert.deepEqual(agents.failures, []);
  });

  async function safe(verb: Verb, args: object): Promise<string> {
    const { text } = await agents.ask(verb, args);
    assert.ok(text.length > 0 && text.length <= 8_000, `${verb}: ${text.length}`);
    assert.deepEqual(
      SECRETS.filter((secret) => text.includes(secret)),
      [],
    );
    assert.ok(!/[\p{Cc}\p{Cf}]/u.test(text.replaceAll(/[\n\t]/g, "")), text);
    return text;
  }

  for (const [name, text] of Object.entries(BODIES)) {
    it(`give no more than an answer takes: ${name}`, async () => {
      body = text;
      for (const path of [
        "config.json",
        "train.log",
        "metrics.csv",
        "training_args.yaml",
        "adapter_model.safetensors",
      ]) {
        for (const way of [{}, { lines: "1-999999999" }, { lines: "-50" }, { bytes: "0-30000" }, { at: "." }]) {
          await safe("read", { address: RUN, path, ...way });
        }
      }
      await safe("curves", { address: RUN });
    });
  }
});
