import assert from "node:assert/strict";
import { SuggestionLoad } from "../../../../src/commands/filter/suggestionLoad";
import { ApiError } from "../../../../src/http/apiError";
import type { FilterSuggestions } from "../../../../src/sources/contract/entryFilter";

const FOUND: FilterSuggestions = { choices: [{ value: "team", label: "team" }] };

describe("SuggestionLoad", () => {
  let changes: number;
  let answer: { give: (found: FilterSuggestions) => void; fail: (error: Error) => void };
  let signal: AbortSignal;
  const changed = () => (changes += 1);
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  function start(): SuggestionLoad {
    changes = 0;
    return new SuggestionLoad((options) => {
      signal = options.signal;
      return new Promise((give, fail) => (answer = { give, fail }));
    }, changed);
  }

  it("tells when the answer is there", async () => {
    const load = start();
    assert.deepEqual([load.isUnderWay, load.suggestions.choices], [true, []]);
    answer.give(FOUND);
    await settled();
    assert.deepEqual([load.isUnderWay, load.suggestions, changes], [false, FOUND, 1]);
  });

  it("aborts, and drops an answer that arrives after the page was left", async () => {
    const load = start();
    load.stop();
    assert.ok(signal.aborted);
    answer.give(FOUND);
    await settled();
    assert.deepEqual([load.suggestions.choices, changes], [[], 0]);
  });

  it("keeps why there is nothing, and is silent when it was stopped", async () => {
    const failed = start();
    answer.fail(new ApiError("network", "nothing answers"));
    await settled();
    assert.deepEqual([failed.failure, failed.isUnderWay, changes], ["nothing answers", false, 1]);
    const stopped = start();
    stopped.stop();
    answer.fail(new ApiError("network", "nothing answers"));
    await settled();
    assert.deepEqual([stopped.failure, changes], [undefined, 0]);
  });
});
