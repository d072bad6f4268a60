import assert from "node:assert/strict";
import { failedTrialText, tryKeys } from "../../../../src/commands/connect/keyTrial";
import { ApiError } from "../../../../src/http/apiError";
import type { KeyField, KeyVerdict, Site } from "../../../../src/sources/contract/system";

const FIELD: KeyField = { name: "apiKey", title: "API key", environment: [] };
const VALID: KeyVerdict = { kind: "valid" };
const WRONG: KeyVerdict = { kind: "wrong", field: FIELD, reason: "" };
const UNREACHABLE: KeyVerdict = { kind: "unreachable", error: new ApiError("network", "the host could not be found") };
const SLOW: KeyVerdict = { kind: "unreachable", error: new ApiError("timeout", "it took too long") };

describe("Keys that are tried on other sites", () => {
  /** Tries them on sites that answer so; gives what is said in the end, or the site's name, with the sites that were asked. */
  async function tryOn(answers: Readonly<Record<string, KeyVerdict>>, controller = new AbortController()) {
    const sites = Object.keys(answers).map((name) => ({
      id: name,
      name,
      baseUrl: `https://${name}.test`,
      keyPages: {},
    }));
    const asked: string[] = [];
    const checkKeys = ({ name }: Site) => {
      asked.push(name);
      return Promise.resolve(answers[name] ?? WRONG);
    };
    const found = await tryKeys(
      sites,
      { apiKey: "a-key-of-the-tests" },
      {
        system: { checkKeys },
        network: () => ({ userAgent: "test", proxy: {}, log: () => undefined }),
        signal: controller.signal,
        onTry: ({ name }) => name === "stopped" && controller.abort(),
      },
    );
    return { said: "wrong" in found ? failedTrialText(found) : found.name, asked };
  }

  it("belong to the first that takes them, and are sent to none behind it", async () => {
    const { said, asked } = await tryOn({ US1: WRONG, US3: UNREACHABLE, EU1: VALID, AP1: VALID });
    assert.deepEqual([said, asked], ["EU1", ["US1", "US3", "EU1"]]);
  });

  it("are not valid on those that refuse them", async () => {
    assert.equal((await tryOn({ US3: WRONG, EU1: WRONG })).said, "The keys are not valid on US3, EU1 either.");
  });

  it("could not be checked with those that can't be reached, which says nothing against the keys", async () => {
    const { said } = await tryOn({ EU1: UNREACHABLE });
    assert.equal(said, "Could not check the keys with EU1: the host could not be found.");
  });

  it("are told of as both, site by site", async () => {
    const { said } = await tryOn({ US3: WRONG, EU1: UNREACHABLE, AP1: SLOW });
    assert.equal(
      said,
      "The keys are not valid on US3 either. " +
        "Could not check the keys with EU1: the host could not be found; AP1: it took too long.",
    );
  });

  it("go to no more sites once someone stops it", async () => {
    const controller = new AbortController();
    await assert.rejects(tryOn({ stopped: UNREACHABLE, EU1: VALID }, controller), { name: "AbortError" });
  });
});
