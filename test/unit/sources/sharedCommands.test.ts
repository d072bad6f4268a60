import assert from "node:assert/strict";
import { POSIX } from "../../support/shells";
import type { ArtifactSource } from "../../../src/sources/contract/source";
import { SYSTEMS } from "../../../src/sources/systems";
import { isWebAddress } from "../../../src/sources/shared/webAddress";
import { tooltipText } from "../../../src/tree/tooltip";
import type { EntryRow } from "../../../src/tree/model/row";
import { contextValueOf, hasAbility, rowFilterText } from "../../../src/tree/model/row";
import type { SystemId } from "../../support/connectedSample";
import { ConnectedSample, SAMPLE_NOW, SAMPLE_SECRETS, TreeWalk, unaborted } from "../../support/connectedSample";
import type { RowCase } from "./sharedCommandRows";
import { SEARCH, SYSTEM_ROWS } from "./sharedCommandRows";
import type { Ability, CopyTarget } from "../../../src/sources/contract/entry";

/** A target that is added and not named here is an error of types. */
const TARGETS = Object.keys({
  path: 0,
  pathInProject: 0,
  uri: 0,
  id: 0,
  name: 0,
  fqn: 0,
  link: 0,
  sourceUrl: 0,
  snippet: 0,
  curl: 0,
} satisfies Record<CopyTarget, 0>) as CopyTarget[];
const SYSTEM_IDS = Object.keys(SYSTEM_ROWS) as SystemId[];
const SECRETS = Object.values(SAMPLE_SECRETS);

/** What the commands of this table are offered by. */
const TESTED: readonly Ability[] = [
  ...TARGETS.map((target) => `copy.${target}` as const),
  "external",
  "refresh",
  "filter",
  "delete",
];

function abilitiesOf({ copies, external, refresh, filter, deletes }: RowCase): readonly Ability[] {
  const wanted = new Map<Ability, boolean>([
    ...TARGETS.map((target) => [`copy.${target}`, copies[target] !== undefined] as const),
    ["external", external !== undefined],
    ["refresh", refresh !== undefined],
    ["filter", filter !== undefined],
    ["delete", deletes !== undefined],
  ]);
  return TESTED.filter((ability) => wanted.get(ability));
}

describe("The shared commands", () => {
  let sample: ConnectedSample;
  let source: ArtifactSource;
  let walk: TreeWalk;

  before(async () => (sample = await ConnectedSample.start()));
  after(() => sample.close());

  it("have rows of every system to run on", () => {
    assert.deepEqual(
      SYSTEM_IDS,
      SYSTEMS.map(({ id }) => id),
    );
  });

  for (const id of SYSTEM_IDS) {
    describe(`on ${id}`, () => {
      before(() => {
        source = sample.connect(id);
        source.search?.set(SEARCH);
        walk = new TreeWalk(source);
      });

      for (const [kind, wanted] of Object.entries(SYSTEM_ROWS[id])) {
        describe(`with a ${kind}`, () => {
          let row: EntryRow;
          before(async () => (row = await walk.open(wanted.path)));
          beforeEach(() => void sample.takeRequests());

          it("find the row, with what it offers, at its place", () => {
            assert.equal(row.entry.kind, kind);
            assert.equal(row.id, wanted.id);
            assert.deepEqual(
              TESTED.filter((ability) => hasAbility(row, ability)),
              abilitiesOf(wanted),
            );
            const offered = TESTED.filter((ability) => contextValueOf(row).includes(` ${ability} `));
            assert.deepEqual(offered, abilitiesOf(wanted), "menus see the same");
          });

          for (const target of TARGETS) {
            const text = wanted.copies[target];
            it(text === undefined ? `copy no ${target}` : `copy its ${target}`, async () => {
              const copied = await source.copyText(row.entry, target, { ...unaborted(), shell: POSIX });
              assert.equal(copied.replaceAll(sample.server.origin, "ORIGIN"), text ?? "");
              assert.ok(!SECRETS.some((secret) => copied.includes(secret)));
            });
          }

          it(wanted.external === undefined ? "open nothing in the browser" : "open its page", async () => {
            const link = await source.externalUrl(row.entry, unaborted());
            const isRefused = link !== "" && !isWebAddress(link);
            assert.equal(isRefused ? `refused: ${link}` : link, wanted.external ?? "");
          });

          it("refresh it to what it was, asking only for what the service gives alone", async () => {
            const entry = await source.reload(row.entry, unaborted());
            assert.deepEqual(entry, row.entry);
            assert.deepEqual(sample.takeRequests(), wanted.refresh ?? []);
          });

          it("tell its facts", async () => {
            const { description, facts, tables } = await source.details(row.entry, unaborted());
            const { says, facts: labels, tables: titles = "" } = wanted.details;
            assert.match(description, says);
            assert.equal(facts.map(({ label }) => label).join(" "), labels);
            assert.equal(tables.map(({ title }) => title).join(" "), titles);
            assert.ok(facts.every((fact) => ("at" in fact ? fact.at > 0 && fact.at <= SAMPLE_NOW : fact.text !== "")));
            assert.ok(tables.every(({ columns, rows }) => rows.every((cells) => cells.length === columns.length)));
            const tooltip = tooltipText(row.entry.name, { description, facts, tables }, SAMPLE_NOW);
            assert.doesNotMatch(tooltip, /undefined|NaN|Invalid Date|\[object/);
          });

          it(
            wanted.filter === undefined ? "offer no filter" : "narrow what is below it, and widen it again",
            async () => {
              const fields = source.filter?.fields(row.entry) ?? [];
              assert.equal(fields.length > 0, wanted.filter !== undefined);
              if (wanted.filter !== undefined) {
                await narrowAndWiden(row, wanted.filter);
              }
            },
          );
        });
      }

      describe("after all of them", () => {
        it("have met every kind of row that is loaded, each under an id of its own", () => {
          const rows = walk.tree.loadedRows();
          const kinds = new Set(rows.flatMap((row) => (row.kind === "entry" ? [row.entry.kind] : [])));
          assert.deepEqual([...kinds].sort(), Object.keys(SYSTEM_ROWS[id]).sort());
          assert.ok(rows.length > 50);
          assert.equal(new Set(rows.map((row) => row.id)).size, rows.length);
          assert.ok(rows.every((row) => row.id.startsWith(`${id}/sample/`) || row.kind !== "entry"));
        });

        it("find the same ids after a refresh, and after a restart", async () => {
          const idsOf = async (fresh: TreeWalk) => {
            for (const { path } of Object.values(SYSTEM_ROWS[id])) {
              await fresh.open(path);
            }
            return fresh.tree.loadedRows().map((row) => row.id);
          };
          const opened = new TreeWalk(source);
          const before = await idsOf(opened);
          opened.tree.refresh();
          assert.deepEqual(await idsOf(opened), before);
          const restarted = sample.connect(id);
          restarted.search?.set(SEARCH);
          assert.deepEqual(await idsOf(new TreeWalk(restarted)), before);
        });
      });
    });
  }

  async function narrowAndWiden(row: EntryRow, { values, told, rows }: NonNullable<RowCase["filter"]>): Promise<void> {
    const filter = source.filter!;
    const countBelow = async () => {
      await walk.tree.refreshRow(row, unaborted());
      const newer = walk.tree.loadedRows().find(({ id }) => id === row.id) as EntryRow;
      return { entry: newer.entry, text: rowFilterText(newer), count: (await walk.tree.children(newer)).length };
    };
    filter.set(row.entry, values);
    assert.deepEqual(filter.values(row.entry), values);
    const narrowed = await countBelow();
    filter.set(row.entry, {});
    assert.deepEqual(filter.values(row.entry), {});
    const widened = await countBelow();
    assert.deepEqual([narrowed.count, widened.count], rows);
    assert.deepEqual([narrowed.text, widened.text], [told, ""]);
    assert.deepEqual(widened.entry, row.entry);
  }

  describe("that delete", () => {
    for (const id of SYSTEM_IDS) {
      for (const [kind, { path, deletes }] of Object.entries(SYSTEM_ROWS[id])) {
        it(`${deletes !== undefined ? "take" : "leave"} a ${kind} of ${id}`, async () => {
          const fresh = await ConnectedSample.start();
          try {
            const own = fresh.connect(id);
            own.search?.set(SEARCH);
            const row = await new TreeWalk(own).open(path);
            fresh.takeRequests();
            await own.deletion?.send(row.entry, unaborted());
            const wanted = deletes === undefined ? [] : [deletes];
            assert.deepEqual(fresh.takeRequests(), wanted);
            const left = await new TreeWalk(own).find(path);
            assert.equal(left?.id, deletes !== undefined ? undefined : row.id);
          } finally {
            await fresh.close();
          }
        });
      }
    }
  });
});
