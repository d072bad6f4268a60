import assert from "node:assert/strict";
import type { ArtifactSource } from "../../../../src/sources/contract/source";
import { filterText } from "../../../../src/sources/filter/filterWords";
import { parseFilter } from "../../../../src/sources/filter/parseFilter";
import { detailText } from "../../../../src/sources/shared/detailText";
import type { EntryRow } from "../../../../src/tree/model/row";
import { ConnectedSample, TreeWalk, unaborted } from "../../../support/connectedSample";

const PROJECT = "qwen36-27b-qlora-fsdp";
const NAME = "Ada Okafor";

describe("The name that a user gives to an owner", () => {
  let sample: ConnectedSample;
  let source: ArtifactSource;
  let walk: TreeWalk;
  let project: EntryRow;
  let run: EntryRow;
  let id: string;

  before(async () => (sample = await ConnectedSample.start()));
  after(() => sample.close());
  beforeEach(async () => {
    source = sample.connect("modelLab");
    walk = new TreeWalk(source);
    project = await walk.open([PROJECT]);
    const rows = await walk.tree.children(project);
    run = rows.find((row): row is EntryRow => row.kind === "entry" && row.entry.abilities.includes("owner"))!;
    id = source.owners!.idOf(run.entry)!;
    sample.server.clearRequests();
  });

  const named = () => {
    source.owners!.setName(id, NAME);
    walk.tree.redraw();
    run = walk.tree.find(run.id)!;
  };
  const words = ({ entry }: EntryRow) => detailText(entry.detail, 0);
  const ownerIn = async (row: EntryRow) => {
    const { facts } = await source.details(row.entry, unaborted());
    return facts.flatMap((fact) => (fact.label === "Owner" && "text" in fact ? [fact.text] : []))[0];
  };

  it("stands in rows at once, without a request, and goes again", () => {
    assert.match(id, /^[0-9a-f-]{36}$/);
    assert.ok(!words(run).includes(NAME));
    named();
    assert.ok(words(run).endsWith(` · ${NAME}`), words(run));
    source.owners!.setName(id, undefined);
    walk.tree.redraw();
    assert.ok(!words(walk.tree.find(run.id)!).includes(NAME));
    assert.equal(sample.server.requests.length, 0);
  });

  it("stands before the id in tooltips and on pages, and at the head of a comparison", async () => {
    assert.equal(await ownerIn(run), id);
    named();
    assert.equal(await ownerIn(run), `${NAME} (${id})`);
    const [answer] = await source.pages!.load([source.pages!.placeOf(run.entry)!], unaborted());
    assert.ok(answer?.status === "fulfilled" && answer.value !== undefined);
    assert.ok(answer.value.facts.some((fact) => "text" in fact && fact.text === `${NAME} (${id})`));
    assert.equal(answer.value.summary.at(-1), NAME);
  });

  it("can be typed in a filter, names the filter, and is among those that can be chosen", async () => {
    named();
    const { filter } = source;
    const fields = filter!.fields(project.entry);
    const { values, problems } = parseFilter('owner:"ada okafor"', { fields });
    assert.deepEqual([values, problems], [{ owner: [id] }, []]);
    assert.equal(filterText(fields, values), `owner:${NAME}`);
    const { choices } = await filter!.suggest!(project.entry, { field: "owner" }, unaborted());
    const choice = choices.find(({ value }) => value === id)!;
    assert.equal(choice.label, NAME);
    assert.match(choice.description ?? "", new RegExp(`^owns .* · ${id}$`));
    filter!.set(project.entry, values);
    walk.tree.relist(project);
    sample.server.clearRequests();
    await walk.tree.children(project);
    const asked = sample.server.requests.map(({ query }) => query["filter[owner_id]"]);
    assert.ok(asked.includes(id), "the service is asked by the id");
  });

  it("is kept for the site, and nothing else that was kept before is", () => {
    named();
    const restarted = sample.connect("modelLab");
    restarted.choices!.restore(JSON.parse(JSON.stringify(source.choices!.kept)));
    assert.equal(restarted.owners!.nameOf(id), NAME);
    restarted.choices!.restore({ rows: {}, ownerNames: { a: {}, b: "", c: "Ben" } });
    assert.deepEqual(
      ["a", "b", "c"].map((other) => restarted.owners!.nameOf(other)),
      [undefined, undefined, "Ben"],
    );
  });
});
