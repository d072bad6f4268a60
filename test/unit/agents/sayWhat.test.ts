import assert from "node:assert/strict";
import { sayWhat } from "../../../src/agents/core/sayWhat";
import type { Verb } from "../../../src/agents/verbs/verbArguments";

const RUN = "modelLab/run/70158";

describe("What is said of a question before it is answered", () => {
  const said: readonly (readonly [Verb, unknown, string])[] = [
    ["find", {}, "Listing projects"],
    ["find", { text: "lora" }, 'Finding "lora"'],
    ["find", { in: "sweeps", filter: "status:failed" }, "Finding in sweeps status:failed"],
    ["find", { in: "sweeps", best: "eval_loss" }, "Ranking by eval_loss in sweeps"],
    ["describe", { address: "sweeps" }, "Looking at what is in sweeps"],
    ["get", { address: RUN }, `Looking at ${RUN}`],
    ["compare", { addresses: [RUN, "modelLab/run/70157"] }, "Comparing 2 runs or versions"],
    ["curves", { address: RUN }, `Looking at the metrics of ${RUN}`],
    ["list", { address: RUN, path: "logs" }, `Listing the files of ${RUN} logs`],
    ["read", { address: RUN, path: "train.log" }, `Reading ${RUN} train.log`],
    ["reveal", { address: RUN }, `Showing ${RUN} in the sidebar`],
  ];
  for (const [verb, args, words] of said) {
    it(`is: ${words}`, () => assert.equal(sayWhat(verb, args), words));
  }

  it("is a line of moderate length, whatever is asked, and no failure", () => {
    for (const args of [undefined, null, 7, [], { address: 7, addresses: "x", in: {}, text: [] }]) {
      for (const [verb] of said) {
        assert.match(sayWhat(verb, args), /^[A-Z]/);
      }
    }
    const hostile = sayWhat("get", { address: `a\n\u202e${"x".repeat(10_000)}` });
    assert.ok(hostile.length < 150 && hostile.includes("\\n\\u{202e}x"), hostile);
  });
});
