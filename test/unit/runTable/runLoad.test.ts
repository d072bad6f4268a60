import assert from "node:assert/strict";
import { ApiError } from "../../../src/http/apiError";
import { RunTable } from "../../../src/runTable/runTable";
import { tableGaps } from "../../../src/runTable/tableGaps";
import { unaborted } from "../../support/connectedSample";
import { PagedListing, recordOf, run } from "./tableFixture";

const page = (ids: string, next?: string, total?: number, ahead?: readonly string[]) => ({
  items: Array.from(ids, (id) => run(id)),
  ...(next === undefined ? {} : { next }),
  ...(total === undefined ? {} : { total }),
  ...(ahead === undefined ? {} : { ahead }),
});

function tableOf(listing: PagedListing) {
  const pages: number[] = [];
  const table: RunTable = new RunTable({
    listing,
    runOf: recordOf,
    isLive: () => false,
    onPage: () => pages.push(table.data.size),
  });
  const names = () => {
    table.arrange({ sort: [] });
    return table.shown.runs.map((row) => table.data.idAt(row)).join("");
  };
  return { table, pages, names };
}

describe("The load of a table of runs", () => {
  it("shows the first page before the others are asked for, then several side by side", async () => {
    const listing = new PagedListing({
      "": page("ab", "1", 12, ["1", "2", "3", "4", "5"]),
      "1": page("cd", "2"),
      "2": page("ef", "3"),
      "3": page("gh", "4"),
      "4": page("ij", "5"),
      "5": page("kl"),
    });
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    // The second page comes last of the four that are asked for at once.
    listing.onAsk = async (cursor) => {
      if (cursor === "4") {
        open();
      }
      await (cursor === "1" ? gate : undefined);
    };
    const { table, pages, names } = tableOf(listing);
    await table.load(unaborted());
    assert.equal(pages[0], 2);
    assert.deepEqual(listing.asked.slice(0, 5), [undefined, "1", "2", "3", "4"]);
    assert.equal(listing.asked.length, 6);
    assert.equal(names(), "abcdefghijkl");
    assert.deepEqual(table.counts, { loaded: 12, total: 12, mayHaveMore: false });
    assert.equal(table.isComplete, true);
  });

  it("follows the service, one page after the other, where it leads elsewhere than was planned", async () => {
    const listing = new PagedListing({
      "": page("ab", "1", 8, ["1", "2", "3"]),
      "1": page("cd", "x"),
      "2": page("cd", "3"),
      "3": page("ab"),
      x: page("ef", "y"),
      y: page("gh"),
    });
    const { table, names } = tableOf(listing);
    await table.load(unaborted());
    assert.equal(names(), "abcdefgh");
    assert.deepEqual(listing.asked.slice(-2), ["x", "y"]);
  });

  it("goes on behind the last page that was planned when more runs came", async () => {
    const listing = new PagedListing({ "": page("ab", "1", 4, ["1"]), "1": page("cd", "2"), "2": page("e") });
    const { table, names } = tableOf(listing);
    await table.load(unaborted());
    assert.equal(names(), "abcde");
  });

  it("keeps what came before a failure, and goes on there", async () => {
    const listing = new PagedListing({ "": page("ab", "1"), "1": new ApiError("server", "it broke") });
    const { table, names } = tableOf(listing);
    await assert.rejects(table.load(unaborted()), /it broke/);
    assert.deepEqual([names(), table.isComplete], ["ab", false]);
    listing.set("1", page("cd"));
    listing.asked.length = 0;
    await table.load(unaborted());
    assert.deepEqual([names(), listing.asked, table.isComplete], ["abcd", ["1"], true]);
  });

  it("can be stopped between pages, and asks for none twice", async () => {
    const listing = new PagedListing({ "": page("ab", "1"), "1": page("cd", "2"), "2": page("ef") });
    const stop = new AbortController();
    listing.onAsk = (cursor) => {
      if (cursor === "1") {
        stop.abort();
      }
    };
    const { table, names } = tableOf(listing);
    await assert.rejects(table.load({ signal: stop.signal }), { name: "AbortError" });
    assert.equal(names(), "ab");
    listing.asked.length = 0;
    await table.load(unaborted());
    assert.deepEqual([names(), listing.asked], ["abcdef", ["1", "2"]]);
  });

  it("counts what can't be read, and takes a run that comes twice once", async () => {
    const unread = { count: 2, reasons: ["no id"] };
    const listing = new PagedListing({ "": { ...page("ab", "1", 6), unread }, "1": { ...page("bc"), unread } });
    const { table, names } = tableOf(listing);
    await table.load(unaborted());
    assert.equal(names(), "abc");
    assert.deepEqual(table.counts, {
      loaded: 3,
      total: 6,
      mayHaveMore: false,
      unread: { count: 4, reasons: ["no id"] },
    });
  });

  it("ends at a page that brings nothing new, and says that there may be more", async () => {
    const listing = new PagedListing({ "": page("ab", "1"), "1": page("ab", "2") });
    const { table } = tableOf(listing);
    await table.load(unaborted());
    assert.deepEqual([listing.asked.length, table.counts.mayHaveMore], [2, true]);
  });

  it("ends after so many pages, however many more a service has whose runs can't be read, and says so", async () => {
    const listing = new PagedListing({});
    const unread = { count: 1, reasons: ["no id"] };
    listing.onAsk = (cursor) => {
      const next = String(Number(cursor ?? "0") + 1);
      listing.set(cursor ?? "", { ...page(cursor === undefined ? "a" : "", next), unread });
    };
    const { table } = tableOf(listing);
    await table.load(unaborted());
    assert.deepEqual([listing.asked.length, table.counts.mayHaveMore, table.isComplete], [1_000, true, true]);
    assert.deepEqual(tableGaps(table), [
      "1,000 runs could not be read: no id",
      "The service may have more runs than it listed.",
    ]);
  });

  it("goes on over pages of which a filter of ours leaves nothing", async () => {
    const listing = new PagedListing({
      "": { ...page("ab", "1"), looked: 2 },
      "1": { ...page("", "2"), looked: 2 },
      "2": { ...page("c"), looked: 2 },
    });
    const { table, names } = tableOf(listing);
    await table.load(unaborted());
    assert.deepEqual([names(), table.counts.mayHaveMore], ["abc", false]);
  });
});
