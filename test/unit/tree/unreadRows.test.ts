import assert from "node:assert/strict";
import { isLoose } from "../../../src/text/looseValues";
import { ArtifactTree } from "../../../src/tree/model/artifactTree";
import type { MoreRow, Row } from "../../../src/tree/model/row";
import { entry, ScriptedSection, scriptedSource } from "../../support/scriptedSource";
import type { SectionCase } from "./failureRowsFixture";
import { ANSWERS, FailureRowsFixture, HEALTHY, SECTIONS, signature } from "./failureRowsFixture";

/** What no item of any list may be. */
const BAD = [null, {}, { id: "", path: "", artifact_path: "" }];
/** One artifact alone is no list. */
const LISTS = SECTIONS.filter(({ needs, name }) => needs !== "metadata" && !name.startsWith("what an artifact"));

const shown = (rows: readonly Row[]) =>
  rows.map((row) => (row.kind === "entry" ? row.entry.name : row.kind === "note" ? row.text : row.kind));

describe("Rows that can't be read", () => {
  let fixture: FailureRowsFixture;
  beforeEach(() => (fixture = new FailureRowsFixture()));
  afterEach(() => fixture.close());

  async function rowsWith(section: SectionCase, change: (list: readonly unknown[]) => readonly unknown[]) {
    const { server, walk } = await fixture.open(section);
    const parent = section.path.length === 0 ? undefined : await walk.find(section.path);
    server.handler = (reply, request, number) => {
      if (section.asks.test(signature(request))) {
        reply.json(withList(ANSWERS[section.system](request), change));
      } else {
        HEALTHY[section.system](reply, request, number);
      }
    };
    return shown(await walk.tree.children(parent));
  }

  for (const section of LISTS) {
    const { system, name, noun, rows: wanted } = section;

    it(`of ${name} of ${system} hide no other, and a row counts them`, async () => {
      const rows = await rowsWith(section, ([first, ...rest]) => [BAD[0], first, BAD[1], ...rest, BAD[2]]);
      assert.deepEqual(
        rows.filter((row) => wanted.includes(row)),
        wanted,
      );
      const text = rows.find((row) => row.startsWith(`3 ${noun} could not be read: `)) ?? "";
      const [, ...reasons] = /: not an object; no ([\w.]+); ([\w.]+) can't be understood$/.exec(text) ?? [];
      assert.equal(reasons.length, 2, text || rows.join(" | "));
    });

    it(`of ${name} of ${system} are not said to be none where nothing else is there`, async () => {
      const rows = await rowsWith(section, () => [null]);
      const one = `1 ${noun.replace(/s$/, "")} could not be read: not an object`;
      assert.ok(rows.includes(one), rows.join(" | "));
      assert.ok(!rows.some((row) => row.startsWith("No ") || row.startsWith("Empty")), rows.join(" | "));
    });
  }

  it("are counted over all pages, and again after a refresh", async () => {
    const section = new ScriptedSection("runs");
    const tree = new ArtifactTree({ source: scriptedSource({ "": [section] }), onDidChange: () => undefined });
    const first = { items: [entry("a")], next: "1", unread: { count: 1, reasons: ["no id"] } };
    const second = { items: [entry("b")], unread: { count: 2, reasons: ["no id", "not an object"] } };
    section.answers(first).answers(second).answers(first).answers(second);
    const top = async () => shown(await tree.children(undefined));
    assert.deepEqual(await top(), ["a", "1 run could not be read: no id", "more"]);
    const more = (await tree.children(undefined)).find((row): row is MoreRow => row.kind === "more")!;
    await tree.loadMore(more);
    const all = ["a", "b", "3 runs could not be read: no id; not an object"];
    assert.deepEqual(await top(), all);
    tree.refresh();
    assert.deepEqual(await top(), all);
  });
});

/** An answer with another list in it, wherever its system has it. */
function withList(answer: unknown, change: (list: readonly unknown[]) => readonly unknown[]): unknown {
  if (Array.isArray(answer)) {
    return change(answer);
  }
  const [data, attributes] = isLoose(answer) ? [answer["data"], answer["attributes"]] : [];
  if (isLoose(answer) && isLoose(attributes)) {
    return { ...answer, attributes: { ...attributes, files: change(attributes["files"] as readonly unknown[]) } };
  }
  assert.ok(isLoose(answer) && data !== undefined);
  return { ...answer, data: withList(data, change) };
}
