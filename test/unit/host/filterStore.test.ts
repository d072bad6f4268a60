import assert from "node:assert/strict";
import { FilterStore } from "../../../src/host/filterStore";

class Memory {
  readonly values = new Map<string, unknown>();
  keys = () => [...this.values.keys()];
  get = (key: string) => this.values.get(key);
  update = (key: string, value: unknown) => {
    // As VS Code does: what is kept is JSON, and undefined takes it away.
    if (value === undefined) {
      this.values.delete(key);
    } else {
      this.values.set(key, JSON.parse(JSON.stringify(value)));
    }
    return Promise.resolve();
  };
}

describe("FilterStore", () => {
  let memory: Memory;
  let store: FilterStore;
  beforeEach(() => {
    memory = new Memory();
    store = new FilterStore(memory as ConstructorParameters<typeof FilterStore>[0]);
  });

  it("keeps saved filters by site and row, by name, one a name", async () => {
    const failed = { name: "failed", values: { status: ["failed"] } };
    await store.save("modelLab/datadoghq.com", "p/1", failed);
    await store.save("modelLab/datadoghq.com", "p/1", { name: "a first", values: { text: ["x"] } });
    await store.save("modelLab/datadoghq.com", "p/1", { name: "failed", values: { status: ["killed"] } });
    const saved = new FilterStore(memory as never).saved("modelLab/datadoghq.com", "p/1");
    assert.deepEqual(saved, [
      { name: "a first", values: { text: ["x"] } },
      { name: "failed", values: { status: ["killed"] } },
    ]);
    assert.deepEqual(store.saved("modelLab/datadoghq.com", "p/2"), []);
    assert.deepEqual(store.saved("modelLab/datadoghq.eu", "p/1"), []);
  });

  it("leaves nothing behind when the last is gone", async () => {
    await store.save("s", "p", { name: "a", values: { text: ["x"] } });
    await store.remove("s", "p", "a");
    await store.keepChoices("s", { rows: { p: { sort: "name" } } });
    await store.keepChoices("s", { rows: {} });
    assert.deepEqual(memory.keys(), []);
  });

  it("gives back the choices of a site alone", async () => {
    await store.keepChoices("s", { rows: { p: { values: { text: ["x"] }, sort: "name" } }, self: "me" });
    assert.deepEqual(store.choices("s"), { rows: { p: { values: { text: ["x"] }, sort: "name" } }, self: "me" });
    assert.equal(store.choices("other"), undefined);
  });

  it("takes nothing that has not the shape", async () => {
    for (const kept of [7, "x", { a: 1 }, [null, 7, { name: "" }, { values: {} }]]) {
      await memory.update("mlArtifacts.savedFilters:s:p", kept);
      assert.deepEqual(store.saved("s", "p"), []);
    }
  });
});
