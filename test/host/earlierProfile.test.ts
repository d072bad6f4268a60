import assert from "node:assert/strict";
import { Uri } from "vscode";
import { RecentTargets } from "../../src/commands/goTo/recentTargets";
import { parseAddress } from "../../src/files/fileSystem/fileAddress";
import { readRecord } from "../../src/files/download/ledger/downloadRecord";
import { FilterStore } from "../../src/host/filterStore";
import { siteName } from "../../src/host/site/siteSetting";
import type { SampleServer } from "../../src/sample/sampleServer";
import { startSampleServer } from "../../src/sample/sampleServer";
import { MODEL_LAB } from "../../src/sources/modelLab/modelLabSystem";
import { REGISTRY } from "../../src/sources/registry/registrySystem";
import { TRUE_FOUNDRY } from "../../src/sources/trueFoundry/trueFoundrySystem";
import { readWatches } from "../../src/watch/runWatch";
import { MemoryMemento } from "./support/memoryStorage";
import { PooledSystems } from "./support/pooledSystems";
import { UserSettings } from "./support/userSettings";

const KEYS = { token: "a-token-of-the-tests" };
const { signal } = new AbortController();

/** All literals below are as the version before this one wrote them: what it stored must go on to work. */
describe("A profile that an earlier version has written", () => {
  const settings = new UserSettings();
  let server: SampleServer;
  let systems: PooledSystems;
  let memory: MemoryMemento;
  before(async () => {
    server = await startSampleServer(KEYS);
    await settings.set("mlArtifacts.trueFoundry.url", server.origin);
    await settings.set("mlArtifacts.registry.url", "https://registry.example.com/api");
    await settings.set("mlArtifacts.modelLab.site", "sample");
  });
  after(async () => {
    await settings.restore();
    await server.close();
  });
  beforeEach(async () => {
    memory = new MemoryMemento();
    await memory.update("mlArtifacts.registry.url.chosen", ["https://registry.example.com", "https://old.example.com"]);
    systems = new PooledSystems([TRUE_FOUNDRY, REGISTRY, MODEL_LAB], memory);
    const stored = JSON.stringify({
      account: "0b5c7a51-0d0c-4f5e-9a3b-1f6f0f1b2c3d",
      keys: KEYS,
      at: 1_700_000_000_000,
    });
    await systems.secrets.store(`mlArtifacts.keys:trueFoundry:${server.origin}`, stored);
  });
  afterEach(() => systems.dispose());

  it("has its keys at the address of the setting, with the same account", async () => {
    await systems.sessions[0]!.open();
    const state = await systems.whenShown(server.origin);
    assert.equal(state.account, "0b5c7a51-0d0c-4f5e-9a3b-1f6f0f1b2c3d");
    const [section] = state.source.sections(undefined);
    assert.ok((await section!.load(undefined, { signal })).items.length > 0);
  });

  it("has its sites: the one of the setting, and the addresses of before", () => {
    const [, registry, lab] = systems.settings;
    assert.deepEqual(
      registry!.choice.kind === "site" && siteName(registry!.choice.site),
      "https://registry.example.com/api",
    );
    assert.equal(registry!.isSetUp({ baseUrl: "https://old.example.com" }), true);
    assert.equal(registry!.isSetUp({ baseUrl: "https://old.example.com/other-tenant" }), false);
    assert.equal(lab!.choice.kind, "sample");
  });

  it("has rows under the ids that expansion, filters and watches know", async () => {
    const source = await systems.pool.sourceOf({ systemId: "modelLab", site: "sample" });
    assert.deepEqual(await source.addresses!.locate("run/70158", { signal, loaded: [] }), [
      "modelLab/sample/project/2387",
      "modelLab/sample/project/2387/run/70158",
    ]);
  });

  it("has its addresses, be they of sites without an id of their own", () => {
    const lab = { systemId: "modelLab", site: "https://ml.example.com/prod" };
    for (const [text, address] of [
      [
        "mlartifact:/modelLab/sample/project/2387/run/70158/config.json",
        { systemId: "modelLab", site: "sample", place: ["project", "2387", "run", "70158", "config.json"] },
      ],
      [
        "mlartifact:/modelLab/https%3A%252F%252Fml.example.com%252Fprod/project/1/run/2/a%255Cb%25252F.txt?first%3D1000",
        { ...lab, place: ["project", "1", "run", "2", "a\\b%2F.txt"], first: 1000 },
      ],
      [
        "mlartifact:/modelLab/https%3A%252F%252Fml.example.com%252Fprod/project/1/run/2/%252E%252E",
        { ...lab, place: ["project", "1", "run", "2", ".."] },
      ],
    ] as const) {
      assert.deepEqual(parseAddress(Uri.parse(text, true)), address, text);
    }
  });

  it("has its filters, its watches and where one went", async () => {
    const values = { status: ["failed"] };
    const rowId = "modelLab/sample/project/2387";
    await memory.update("mlArtifacts.listingChoices:modelLab/sample", { rows: { [rowId]: { values, sort: "name" } } });
    await memory.update(`mlArtifacts.savedFilters:modelLab/sample:${rowId}`, [{ name: "failed", values }]);
    const filters = new FilterStore(memory);
    assert.deepEqual(filters.saved("modelLab/sample", rowId), [{ name: "failed", values }]);
    assert.deepEqual(filters.choices("modelLab/sample"), { rows: { [rowId]: { values, sort: "name" } } });

    const target = { systemId: "modelLab", address: "run/70158", name: "vanilla", codicon: "pass" };
    await memory.update("mlArtifacts.goTo.recent", { "modelLab sample": [target] });
    assert.deepEqual(new RecentTargets(memory).of({ systemId: "modelLab", site: "sample" }), [target]);

    const watch = {
      systemId: "modelLab",
      site: "sample",
      runId: "70158",
      name: "vanilla",
      rowIds: [rowId, `${rowId}/run/70158`],
      line: { metric: "loss", comparison: "<", bound: 1, start: 2 },
      isLineCrossed: false,
    };
    const { line, isLineCrossed, ...place } = watch;
    const rules = [{ kind: "ends" }, { kind: "crosses", ...line, isTold: isLineCrossed }];
    assert.deepEqual(readWatches([watch]), [{ ...place, rules }]);
  });

  it("has its unfinished downloads, without the files that came", () => {
    const place = ["project", "2387", "run", "70158"];
    const items = ["a.json", "b.json"].map((name) => ({ place: [...place, name], path: ["vanilla", name], size: 7 }));
    const download = {
      name: "vanilla",
      systemId: "modelLab",
      site: "sample",
      folder: "file:///home/me/runs",
      existing: "skip",
    };
    const record = `${JSON.stringify({ ...download, doneFiles: 3, items, unlisted: [] })}\n0\npaused\n`;
    assert.deepEqual(readRecord(record), {
      download: { ...download, items: [items[1]], unlisted: [] },
      doneFiles: 4,
      noted: [],
      isPaused: true,
    });
  });
});
