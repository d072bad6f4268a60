import assert from "node:assert/strict";
import type { Verb } from "../../../src/agents/verbs/verbArguments";
import { AgentFixture } from "../../support/agentFixture";
import { ConnectedSample, unaborted } from "../../support/connectedSample";

const RUN = "modelLab/run/70033";
const HELD_MS = 150;

describe("An agent's requests", () => {
  let sample: ConnectedSample;
  let agents: AgentFixture;
  before(async () => {
    sample = await ConnectedSample.start();
    agents = AgentFixture.of(sample, ["modelLab"]);
    await agents.text("read", { address: RUN, path: "train.log" });
  });
  after(() => sample.close());

  const questions: readonly (readonly [Verb, object])[] = [
    ["get", { address: RUN }],
    ["read", { address: RUN, path: "train.log" }],
  ];
  for (const [verb, args] of questions) {
    it(`go after the user's: ${verb} while the tree loads`, async () => {
      sample.takeRequests();
      const arrived = new Promise<void>((resolve) => {
        const stop = sample.server.respondWith(({ path }) => {
          if (!path.endsWith("/projects")) {
            return undefined;
          }
          stop();
          resolve();
          return { delayMs: HELD_MS };
        });
      });
      let before: readonly string[] = [];
      const [projects] = agents.sources.modelLab!.sections(undefined);
      const tree = projects!.load(undefined, unaborted()).then(() => (before = sample.takeRequests()));
      await arrived;
      await agents.text(verb, args);
      await tree;
      assert.deepEqual(before, ["GET /projects"]);
      assert.ok(sample.takeRequests().length > 0);
    });
  }
});
