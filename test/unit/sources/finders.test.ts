import assert from "node:assert/strict";
import type { FindGroup, Found } from "../../../src/sources/contract/finder";
import { findRow } from "../../../src/tree/model/findRow";
import { ConnectedSample, TreeWalk, unaborted } from "../../support/connectedSample";
import type { SystemId } from "../../support/connectedSample";
import { failure } from "../../support/httpFixture";
import { ANSWERS, FailureRowsFixture, SECTIONS } from "../tree/failureRowsFixture";

/** What is typed, what is found with how many requests, and in which group. */
const SEARCHES: readonly (readonly [system: SystemId, noun: string, text: string, names: RegExp, requests: number])[] =
  [
    ["modelLab", "projects", "QWEN3-8B", /helpfulness/, 1],
    ["modelLab", "projects", "2387", /^qwen36-27b-qlora-fsdp$/, 2],
    ["modelLab", "runs", "vanilla", /^vanilla$/, 1],
    ["modelLab", "runs", "70158", /^qlora-r8-lr1e-4$/, 2],
    ["trueFoundry", "ML repos", "support-assistant", /^support-assistant$/, 1],
    ["trueFoundry", "runs", "qwen36-support-r16-longctx", /^qwen36-support-r16-longctx$/, 3],
    ["trueFoundry", "models", "qwen36-support-lora", /^qwen36-support-lora$/, 1],
    ["trueFoundry", "artifacts", "support-eval", /^support-eval$/, 1],
    ["registry", "artifacts", "google-bert/bert-base-uncased", /^google-bert\/bert-base-uncased$/, 1],
  ];
const HOSTILE = [
  "$(trash) [x](y)",
  ".*+?^${}()|[]\\",
  "a,b:c",
  "%2F../..",
  "\ud800",
  "run/70158\nx",
  "-",
  "x".repeat(2_000),
];

describe("Finding by name", () => {
  let sample: ConnectedSample;
  before(async () => (sample = await ConnectedSample.start()));
  beforeEach(() => void sample.takeRequests());
  after(() => sample.close());

  const groupOf = (system: SystemId, noun: string): FindGroup =>
    sample.connect(system).finder!.groups.find((group) => group.noun === noun)!;

  for (const [system, noun, text, wanted, requests] of SEARCHES) {
    it(`finds "${text}" among the ${noun} of ${system} with ${requests} request(s)`, async () => {
      const { items: found } = await groupOf(system, noun).find(text, unaborted());
      assert.ok(found.length <= 11);
      assert.ok(
        found.some(({ name }) => wanted.test(name)),
        found.map(({ name }) => name).join(),
      );
      assert.equal(sample.takeRequests().length, requests);
    });

    it(`leads to what "${text}" found among the ${noun} of ${system}`, async () => {
      const source = sample.connect(system);
      const group = source.finder!.groups.find((one) => one.noun === noun)!;
      const [first] = (await group.find(text, unaborted())).items as [Found];
      const ids = await source.addresses!.locate(first.address, unaborted());
      const row = await findRow(new TreeWalk(source).tree, ids ?? [], unaborted());
      assert.equal(row?.entry.name, first.name);
    });
  }

  for (const system of ["modelLab", "trueFoundry", "registry"] as const) {
    it(`takes any text for a text, in ${system}`, async () => {
      const { finder } = sample.connect(system);
      for (const text of HOSTILE) {
        for (const group of finder!.groups) {
          const { items: found } = await group.find(text, unaborted());
          assert.ok(
            found.every(({ name }) => name.toLowerCase().includes(text.toLowerCase()) || system === "modelLab"),
          );
        }
        assert.equal(finder!.read(text, []), undefined);
      }
    });
  }

  it("says how many runs there are besides those it gives, newest first, with the project that each is of", async () => {
    const source = sample.connect("modelLab");
    await new TreeWalk(source).tree.children(undefined);
    const runs = source.finder!.groups.find(({ noun }) => noun === "runs")!;
    const { items: found, total = 0 } = await runs.find("qlora-r8", unaborted());
    assert.equal(found.length, 10);
    assert.ok(total > 10);
    assert.equal(found[0]?.name, "qlora-r8-lr1e-4");
    assert.equal(found[0].detail[0], "qwen36-27b-qlora-fsdp");
  });

  it("asks the registry nothing for one or two letters, which nearly everything has", async () => {
    assert.deepEqual(await groupOf("registry", "artifacts").find("be", unaborted()), { items: [] });
    assert.deepEqual(sample.takeRequests(), []);
  });

  it("fails as the service does", async () => {
    const undo = sample.server.respondWith(() => ({ status: 400, body: { errors: [{ detail: "no" }] } }));
    await failure(groupOf("modelLab", "runs").find("x", unaborted()), "badRequest");
    undo();
  });

  it("sends nothing for an address that is only read", () => {
    const readIn = (system: SystemId, text: string) => sample.connect(system).finder?.read(text, []);
    assert.equal(readIn("modelLab", "run/70158"), "run 70158");
    assert.equal(readIn("trueFoundry", " model:acme/r/m:3 "), "model:acme/r/m:3");
    assert.equal(readIn("registry", "model/12345"), "model 12345");
    assert.deepEqual(sample.takeRequests(), []);
  });
});

describe("What a search by name can't read of an answer", () => {
  let fixture: FailureRowsFixture;
  beforeEach(() => (fixture = new FailureRowsFixture()));
  afterEach(() => fixture.close());

  /** An answer whose list has one item more, which is none. */
  function withOddItem(answer: unknown): unknown {
    if (Array.isArray(answer)) {
      return [...(answer as unknown[]), "odd"];
    }
    return { ...(answer as { data: unknown[] }), data: [...(answer as { data: unknown[] }).data, "odd"] };
  }

  for (const system of ["modelLab", "trueFoundry", "registry"] as const) {
    it(`is counted beside what is found, in ${system}`, async () => {
      const { server, walk } = await fixture.open(SECTIONS.find((section) => section.system === system)!);
      const rows = await walk.tree.children(undefined);
      const source = rows.find((row) => row.kind === "entry")!.source;
      server.handler = (reply, request) => reply.json(withOddItem(ANSWERS[system](request)));
      // A plane of the fixture has no runs.
      const groups = source.finder!.groups.filter(({ noun }) => system !== "trueFoundry" || noun !== "runs");
      for (const group of groups) {
        const { items, unread } = await group.find("bert", unaborted());
        // Versions are listed by type, and searched for a tag; none of these has the name.
        const [isFound, count] = group.noun === "versions by alias or tag" ? [false, 4] : [true, 1];
        assert.deepEqual([items.length > 0, unread], [isFound, { count, reasons: ["not an object"] }], group.noun);
      }
    });
  }
});
