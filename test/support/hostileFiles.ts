import assert from "node:assert/strict";
import type { Verb } from "../../src/agents/verbs/verbArguments";
import { AgentFixture } from "./agentFixture";
import { ConnectedSample } from "./connectedSample";
import { SECRETS } from "./hostileText";

/** Agents that look at a Model Lab each of whose files has the same body, which a test chooses. */
export class HostileFiles {
  body = "";
  readonly agents: AgentFixture;
  readonly #sample: ConnectedSample;

  private constructor(sample: ConnectedSample) {
    this.#sample = sample;
    this.agents = AgentFixture.of(sample, ["modelLab"]);
    sample.server.respondWith(({ path }) =>
      path.endsWith("/artifacts/content") ? { status: 200, body: this.body } : undefined,
    );
  }

  static async start(): Promise<HostileFiles> {
    return new HostileFiles(await ConnectedSample.start());
  }

  /** Nothing may have failed unforeseen until then. */
  async close(): Promise<void> {
    await this.#sample.close();
    assert.deepEqual(this.agents.failures, []);
  }
}

/** An answer that has room, no secret, and no hidden character but the ends of its lines. */
export async function safeAnswer(agents: AgentFixture, verb: Verb, args: object): Promise<string> {
  const { text } = await agents.ask(verb, args);
  assert.ok(text.length > 0 && text.length <= 8_000, `${verb}: ${text.length}`);
  assert.deepEqual(
    SECRETS.filter((secret) => text.includes(secret)),
    [],
  );
  assert.ok(!/[\p{Cc}\p{Cf}]/u.test(text.replaceAll(/[\n\t]/g, "")), text);
  return text;
}
