import assert from "node:assert/strict";
import { AgentFixture } from "./agentFixture";
import { ConnectedSample } from "./connectedSample";

/** Gives a mocha suite agents in front of the sample's Model Lab. Nothing may have failed unforeseen at its end. */
export function useModelLabAgents(): { readonly sample: () => ConnectedSample; readonly agents: () => AgentFixture } {
  let sample: ConnectedSample;
  let agents: AgentFixture;
  before("connect agents to the sample", async () => {
    sample = await ConnectedSample.start();
    agents = AgentFixture.of(sample, ["modelLab"]);
  });
  after("nothing has failed unforeseen", async () => {
    await sample.close();
    assert.deepEqual(agents.failures, []);
  });
  return { sample: () => sample, agents: () => agents };
}
