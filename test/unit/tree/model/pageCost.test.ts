import assert from "node:assert/strict";
import { filterMessage } from "../../../../src/tree/filterMessage";
import { ArtifactTree } from "../../../../src/tree/model/artifactTree";
import { type Row, contextValueOf } from "../../../../src/tree/model/row";
import type { Entry } from "../../../../src/sources/contract/entry";
import type { ArtifactSource } from "../../../../src/sources/contract/source";
import { entry, ScriptedSection, scriptedSource } from "../../../support/scriptedSource";

const PAGE = 10;
const PAGES = 40;
const FILTER: NonNullable<ArtifactSource["filter"]> = {
  noun: () => "runs",
  fields: () => [],
  values: () => ({}),
  filteredIds: () => ["0-1"],
  set: () => undefined,
};

/** A listing of many pages that counts each look at one of its rows. */
class CountedListing {
  looks = 0;
  readonly source: ArtifactSource;
  readonly tree: ArtifactTree;

  constructor(pages = PAGES) {
    const section = new ScriptedSection("runs");
    for (let page = 0; page < pages; page += 1) {
      const items = Array.from({ length: PAGE }, (_, index) => this.#entry(`${page}-${index}`, index === 3));
      section.answers({ items, total: pages * PAGE, ...(page + 1 < pages && { next: `${page + 1}` }) });
    }
    this.source = {
      ...scriptedSource({ "": [Object.assign(section, { isOnTop: ({ id }: Entry) => this.#isOnTop(id) })] }),
      filter: FILTER,
    };
    this.tree = new ArtifactTree({ source: this.source, onDidChange: () => undefined });
  }

  /** What a view does when it lists its rows: it draws them, and brings its message and the palette up to date. */
  async list(): Promise<readonly Row[]> {
    const rows = await this.tree.children(undefined);
    filterMessage(this.source, this.tree);
    assert.ok(this.tree.loaded.tokens.size > 0 && this.tree.loaded.rowCount > 0);
    return rows;
  }

  /** The looks that the next page takes. */
  async looksForMore(): Promise<number> {
    const rows = await this.tree.children(undefined);
    this.looks = 0;
    await this.tree.loadMore(rows.find((row) => row.kind === "more")!);
    await this.list();
    return this.looks;
  }

  #isOnTop(id: string): boolean {
    this.looks += 1;
    return id.endsWith("-3");
  }

  #entry(id: string, isStarred: boolean): Entry {
    const look = () => (this.looks += 1);
    const abilities = isStarred ? (["unstar", "filter"] as const) : (["star", "filter"] as const);
    return Object.defineProperty(entry(id), "abilities", {
      enumerable: true,
      get: () => {
        look();
        return abilities;
      },
    });
  }
}

describe("A row that changes", () => {
  it("costs what a row costs, however many rows there are", async () => {
    const listing = new CountedListing();
    await listing.list();
    for (let page = 1; page < PAGES; page += 1) {
      await listing.looksForMore();
    }
    const before = listing.looks;
    listing.tree.replaceEntries([entry("1-1", { abilities: ["pin"] })], new Set());
    assert.ok(listing.tree.loaded.tokens.has("pin"));
    assert.ok(listing.looks - before <= 10, `${listing.looks - before} looks`);
    listing.tree.replaceEntries([entry("1-1", { abilities: ["filter"] })], new Set());
    assert.ok(!listing.tree.loaded.tokens.has("pin"), "no row has it any more");
    const rows = await listing.list();
    assert.deepEqual(rows.length, PAGES * PAGE);
  });
});

describe("A further page", () => {
  it("costs what a page costs, however many rows there are", async () => {
    const listing = new CountedListing();
    await listing.list();
    const looks: number[] = [];
    for (let page = 1; page < PAGES; page += 1) {
      looks.push(await listing.looksForMore());
    }
    assert.deepEqual(new Set(looks), new Set([looks[0]]));
    assert.ok((looks[0] ?? 0) <= PAGE * 5, `${looks[0]} looks at ${PAGE} rows`);
  });

  it("puts its starred rows behind those of earlier pages", async () => {
    const listing = new CountedListing(3);
    await listing.list();
    await listing.looksForMore();
    await listing.looksForMore();
    const ids = (await listing.list()).map(({ id }) => id);
    assert.equal(ids.length, 3 * PAGE);
    assert.deepEqual(ids.slice(0, 4), ["0-3", "1-3", "2-3", "0-0"]);
    assert.deepEqual(ids.slice(-2), ["2-8", "2-9"]);
  });

  it("brings the tokens that its rows have, as does a row that changes", async () => {
    const listing = new CountedListing(2);
    const tokensOf = (rows: readonly Row[]) =>
      new Set(rows.flatMap((row) => contextValueOf(row).trim().split(" ")).sort());
    assert.deepEqual(new Set([...listing.tree.loaded.tokens].sort()), tokensOf([]));
    assert.deepEqual(tokensOf(await listing.list()), new Set([...listing.tree.loaded.tokens].sort()));
    assert.ok(listing.tree.loaded.tokens.has("more"));
    await listing.looksForMore();
    assert.ok(!listing.tree.loaded.tokens.has("more"));
    listing.tree.replaceEntries([entry("1-1", { abilities: ["pin"] })], new Set());
    assert.ok(listing.tree.loaded.tokens.has("pin"));
    assert.deepEqual(tokensOf(await listing.list()), new Set([...listing.tree.loaded.tokens].sort()));
  });
});
