import assert from "node:assert/strict";
import { RegistrySearch } from "../../../../../src/sources/registry/rows/search";
import { failure } from "../../../../support/httpFixture";
import type { Registry } from "../registryFixture";
import { artifact, RegistryFixture, routes, SCOPE, stored } from "../registryFixture";

const FOUND = [
  artifact({ id: "1", name: "bert" }),
  artifact({ id: "2", name: "bert" }),
  artifact({ id: "2", name: "bert", type: "dataset" }),
];

describe("A search of the registry", () => {
  let fixture: RegistryFixture;
  beforeEach(() => (fixture = new RegistryFixture()));
  afterEach(() => fixture.close());

  async function search(registry: Registry, mode: string, text: string) {
    registry.source.search.set({ mode, text });
    const [group] = await fixture.rows(registry, undefined);
    assert.equal(registry.server.requests.length, 0, "to show the group sends nothing");
    const [section] = registry.source.sections(group);
    return { group: group!, section: section! };
  }

  it("stands at the top until it is cleared, in a section of its own", async () => {
    const { source } = await fixture.connect(routes({}));
    const ids = () => source.sections(undefined).map(({ id }) => id);
    const without = ids();
    source.search.set({ mode: "regex", text: "bert" });
    const first = ids();
    source.search.set({ mode: "name", text: "bert" });
    const second = ids();
    assert.deepEqual([first.slice(1), second.slice(1)], [without, without]);
    assert.notEqual(first[0], second[0]);
    assert.deepEqual(source.search.current, { mode: "name", text: "bert" });
    source.search.set(undefined);
    assert.deepEqual([ids(), source.search.current], [without, undefined]);
  });

  it("by name gives all of that name, told apart by type and id", async () => {
    const registry = await fixture.connect(routes({ "GET /artifact/byName/a%2Fbert": (reply) => reply.json(FOUND) }));
    const { group, section } = await search(registry, "name", "  a/bert ");
    assert.equal(group.name, "Name: a/bert");
    const { items: entries, next } = await section.load(undefined, fixture);
    assert.deepEqual(
      entries.map(({ name, detail }) => [name, ...detail]),
      [
        ["bert", "model", "1"],
        ["bert", "model", "2"],
        ["bert", "dataset"],
      ],
    );
    assert.equal(new Set(entries.map(({ id }) => id)).size, 3);
    assert.ok(entries.every(({ id }) => id.startsWith(`${SCOPE}/search/name/a%2Fbert/`)));
    assert.equal(next, undefined);
  });

  it("by expression gives what matches, whose rows open like all others", async () => {
    const registry = await fixture.connect(
      routes({
        "POST /artifact/byRegEx": (reply) => reply.json([artifact()]),
        "GET /artifacts/model/12345": (reply) => reply.json(stored()),
      }),
    );
    const { group, section } = await search(registry, "regex", "bert.*uncased ");
    assert.equal(group.name, "Search: /bert.*uncased /");
    assert.equal(section.noun, "search results");
    const [row] = await fixture.rows(registry, group);
    assert.equal(registry.server.requests[0]?.body, '{"regex":"bert.*uncased "}');
    assert.equal((await fixture.rows(registry, row)).length, 2);
  });

  it("says what matched nothing", async () => {
    const registry = await fixture.connect(routes({ "GET /artifact/byName/x": (reply) => reply.json([]) }));
    const byRegex = await search(registry, "regex", "x+");
    assert.equal(byRegex.section.emptyText, "No artifact matches /x+/");
    assert.deepEqual((await byRegex.section.load(undefined, fixture)).items, []);
    registry.server.requests.length = 0;
    const byName = await search(registry, "name", "x");
    assert.equal(byName.section.emptyText, "No artifact matches the name x");
    assert.deepEqual((await byName.section.load(undefined, fixture)).items, []);
  });

  it("says what the registry finds wrong with an expression", async () => {
    const said = async (detail: string) => {
      const registry = await fixture.connect((reply) => reply.json({ detail }, { status: 400 }));
      const { section } = await search(registry, "regex", "(?P<n>a)");
      assert.equal(section.isSearch, true);
      return (await failure(section.load(undefined, fixture), "badRequest")).message;
    };
    const reason = "nothing to repeat at position 0 (status 400)";
    assert.equal(await said("Invalid regex: nothing to repeat at position 0"), reason);
    const doubled = "Invalid regex: Invalid regular expression: /(?P<n>a)/: Invalid group";
    assert.equal(await said(doubled), "Invalid group (status 400)", "once, without what the row says already");
    assert.equal(await said("Invalid regex."), "Invalid regex (status 400)");
    assert.equal(await said("too complex"), "too complex (status 400)");
  });

  it("keeps the rows of an older search working", async () => {
    const registry = await fixture.connect(routes({ "POST /artifact/byRegEx": (reply) => reply.json([artifact()]) }));
    const { group } = await search(registry, "regex", "old");
    registry.source.search.set({ mode: "regex", text: "new" });
    await fixture.rows(registry, group);
    assert.equal(registry.server.requests[0]?.body, '{"regex":"old"}');
  });

  it("says what it searches, without asking", async () => {
    const registry = await fixture.connect(routes({}));
    const { group } = await search(registry, "regex", "x");
    assert.match((await registry.source.details(group, fixture)).description, /model card/);
    assert.equal(registry.server.requests.length, 0);
  });

  it("refuses only what can't be asked for", () => {
    const [byName, byRegex] = new RegistrySearch().modes;
    assert.deepEqual([byName?.title, byRegex?.title], ["Search by Name", "Search by Regular Expression"]);
    assert.deepEqual(
      ["", "  ", ".", " .. ", "a/b", "[a"].map((text) => byName?.validate(text)),
      [
        "Type a name",
        "Type a name",
        "The registry can't be asked for this name",
        "The registry can't be asked for this name",
        undefined,
        undefined,
      ],
    );
    assert.deepEqual(
      [" ", "[a", "."].map((text) => byRegex?.validate(text)),
      ["Type a regular expression", "A [ is not closed", undefined],
    );
  });
});
