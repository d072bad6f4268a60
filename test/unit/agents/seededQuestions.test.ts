import assert from "node:assert/strict";
import { ConnectedSample, SAMPLE_SECRETS } from "../../support/connectedSample";
import { AgentFixture } from "../../support/agentFixture";
import { askSeeded } from "../../support/agentQuestions";

/** Some of those of `npm run bench -- agents`, which asks 2,000. */
const CALLS = 24;

describe("Questions of agents, drawn by a seed", () => {
  let sample: ConnectedSample;
  before(async () => {
    sample = await ConnectedSample.start();
  });
  after(() => sample.close());

  it("get no answer that is longer than its budget, none with a key, and none that fails unforeseen", async () => {
    const agents = AgentFixture.of(sample);
    const names = ["ticket-triage", "qwen36-27b-qlora-fsdp", "nothing of this name", "lr"] as const;
    const figures = await askSeeded(agents, {
      ...{ seed: 7, calls: CALLS, names: [...names] },
      secrets: Object.values(SAMPLE_SECRETS),
    });
    const { unfit, telling, answered, longest } = figures;
    assert.deepEqual({ unfit, telling, failures: agents.failures }, { unfit: [], telling: [], failures: [] });
    assert.ok(answered > CALLS / 2 && longest > 1_000, `${answered} answered, the longest ${longest}`);
  });
});
