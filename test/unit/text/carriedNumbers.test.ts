import assert from "node:assert/strict";
import { packNumbers, unpackNumbers } from "../../../src/text/carriedNumbers";

describe("A message to a webview", () => {
  it("keeps NaN and infinite numbers on their way through JSON, and all else as it is", () => {
    const metrics = [{ key: "loss", latest: NaN, min: -Infinity, max: Infinity, mean: 0.5 }];
    const message = { kind: "show", metrics, texts: ["NaN", "Infinity", ""], isLoading: false, none: null };
    assert.deepEqual(unpackNumbers(JSON.parse(JSON.stringify(packNumbers(message)))), message);
  });

  it("takes no text of a service for a number", () => {
    const tags = [{ key: "$number", value: "NaN" }];
    assert.deepEqual(unpackNumbers(JSON.parse(JSON.stringify(packNumbers(tags)))), tags);
  });
});
