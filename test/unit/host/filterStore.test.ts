import assert from "node:assert/strict";
import { FilterStore } from "../../../src/host/filterStore";
import { ListingChoices } from "../../../src/sources/contract/listingChoices";

class Memory {
  readonly values = new Map<string, unknown>();
  writes = 0;
  keys = () => [...this.values.keys()];
  get = (key: string) => this.values.get(key);
  update = (key: string, value: unknown) => {
    this.writes++;
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

  it("keeps the names of owners for a site, changes them and takes them away", async () => {
    const restored = (site: string) => {
      const choices = new ListingChoices();
      store.restore(site, choices);
      return [...choices.ownerNames];
    };
    await store.keepOwnerName("modelLab/a", "id-1", "Ada");
    await store.keepOwnerName("modelLab/a", "id-2", "Ben");
    await store.keepOwnerName("modelLab/a", "id-1", "Ada Okafor");
    assert.deepEqual(
      new Map(restored("modelLab/a")),
      new Map([
        ["id-1", "Ada Okafor"],
        ["id-2", "Ben"],
      ]),
    );
    assert.deepEqual(restored("modelLab/b"), []);
    await store.keepOwnerName("modelLab/a", "id-1", undefined);
    await store.keepOwnerName("modelLab/a", "id-2", undefined);
    assert.deepEqual([...memory.values.keys()], [], "nothing of it stays");
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
    await store.keepChoice("s", "p", { sort: "name" });
    await store.keepSelf("s", "me");
    await store.keepSelf("s", undefined);
    await store.keepChoice("s", "p", {});
    assert.deepEqual(memory.keys(), []);
  });

  it("gives back the choices of a site alone", async () => {
    await store.keepChoice("s", "p", { values: { text: ["x"] }, sort: "name" });
    await store.keepSelf("s", "me");
    assert.deepEqual(store.choices("s"), { rows: { p: { values: { text: ["x"] }, sort: "name" } }, self: "me" });
    assert.equal(store.choices("other"), undefined);
  });

  it("leaves alone what another window has chosen for other rows meanwhile", async () => {
    const other = new FilterStore(memory as never);
    await store.keepChoice("s", "p", { sort: "name" });
    await other.keepChoice("s", "q", { values: { text: ["x"] } });
    await other.keepSelf("s", "me");
    await store.keepChoice("s", "p", { sort: "-name" });
    assert.deepEqual(store.choices("s"), {
      rows: { q: { values: { text: ["x"] } }, p: { sort: "-name" } },
      self: "me",
    });
  });

  it("forgets who the user was, and keeps the filters", async () => {
    await store.keepChoice("s", "p", { values: { owner: ["mine"] } });
    await store.keepSelf("s", "me");
    await store.keepSelf("s", undefined);
    assert.deepEqual(store.choices("s"), { rows: { p: { values: { owner: ["mine"] } } } });
  });

  it("writes nothing when who the user is stays the same", async () => {
    await store.keepSelf("s", undefined);
    assert.equal(memory.writes, 0);
  });

  it("keeps what is on top beside the choices, the latest 200, and nothing once there is none", async () => {
    const ids = Array.from({ length: 201 }, (_, i) => `p/${i}`);
    await store.keepChoice("s", "p", { sort: "name" });
    await store.keepTop("s", ids);
    assert.deepEqual(store.choices("s"), { rows: { p: { sort: "name" } }, onTop: ids.slice(1) });
    await store.keepChoice("s", "p", {});
    await store.keepTop("s", []);
    assert.deepEqual(memory.keys(), []);
  });

  it("keeps as many rows as are taken up again, the latest", async () => {
    const kept = Array.from({ length: 500 }, (_, i) => [`p/${i}`, { sort: "name" }] as const);
    await memory.update("mlArtifacts.listingChoices:s", { rows: Object.fromEntries(kept) });
    await store.keepChoice("s", "p/500", { sort: "name" });
    const { rows } = store.choices("s") as { rows: object };
    assert.deepEqual([Object.keys(rows).length, "p/0" in rows, "p/500" in rows], [500, false, true]);
  });

  it("takes nothing that has not the shape", async () => {
    for (const kept of [7, "x", { a: 1 }, [null, 7, { name: "" }, { values: {} }]]) {
      await memory.update("mlArtifacts.savedFilters:s:p", kept);
      assert.deepEqual(store.saved("s", "p"), []);
    }
  });
});
