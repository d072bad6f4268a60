import assert from "node:assert/strict";
import { ModelLabClient } from "../../../src/sources/modelLab/wire/client";
import { ModelLabSource } from "../../../src/sources/modelLab/source";
import { ArtifactTree } from "../../../src/tree/model/artifactTree";
import type { MoreRow, Row } from "../../../src/tree/model/row";
import type { FaultServer, Reply } from "../../support/faultServer";
import { HttpFixture } from "../../support/httpFixture";

const PAGES = 9;

/** A page of two projects, as the service numbers pages: from 0. */
function answerOf(number: number, pages: number) {
  const data = [0, 1].map((index) => {
    const name = `p${2 * number + index}`;
    return { id: name, type: "projects", attributes: { name } };
  });
  return { data, meta: { page: { number, total: 2 * pages, next_number: number + 1 < pages ? number + 1 : null } } };
}

const names = (rows: readonly Row[]) => rows.flatMap((row) => (row.kind === "entry" ? [row.entry.name] : []));
const wanted = (pages: number) => Array.from({ length: 2 * pages }, (_, index) => `p${index}`);

describe("A refresh of several pages", () => {
  const fixture = new HttpFixture();
  let server: FaultServer;
  let tree: ArtifactTree;
  let changes: number;
  after(() => fixture.close());

  beforeEach(async () => {
    changes = 0;
    server = await fixture.serve((reply, { query }) => reply.json(answerOf(Number(query["page[number]"] ?? 0), PAGES)));
    const client = new ModelLabClient(fixture.client(server.url));
    const source = new ModelLabSource({ client, scope: "modelLab/s", baseUrl: server.url });
    tree = new ArtifactTree({ source, onDidChange: () => (changes += 1) });
    for (let page = 1; page < PAGES; page++) {
      const more = (await tree.children(undefined)).find((row): row is MoreRow => row.kind === "more");
      await tree.loadMore(more!);
    }
    assert.deepEqual(names(await tree.children(undefined)), wanted(PAGES));
    server.requests.length = 0;
  });
  afterEach(() => tree.dispose());

  const asked = () => server.requests.map(({ query }) => query["page[number]"] ?? "0").sort();

  it("asks for each once, four at a time, and shows them in their order", async () => {
    let open: { readonly reply: Reply; readonly page: number }[] = [];
    let [left, most] = [PAGES, 0];
    server.handler = (reply, { query }) => {
      open.push({ reply, page: Number(query["page[number]"] ?? 0) });
      most = Math.max(most, open.length);
      // All that is asked for at once is answered at once, the last first.
      if (open.length === Math.min(4, left)) {
        left -= open.length;
        const answered = open.reverse();
        open = [];
        answered.forEach(({ reply: one, page }) => one.json(answerOf(page, PAGES)));
      }
    };
    tree.refresh();
    const rows = await tree.children(undefined);
    assert.deepEqual(names(rows), wanted(PAGES));
    assert.equal(most, 4);
    assert.deepEqual(asked(), ["0", "1", "2", "3", "4", "5", "6", "7", "8"]);
    assert.ok(changes > 0);
  });

  it("takes what the service says of a list that has become shorter", async () => {
    server.handler = (reply, { query }) => reply.json(answerOf(Number(query["page[number]"] ?? 0), 3));
    tree.refresh();
    assert.deepEqual(names(await tree.children(undefined)), wanted(3));
  });

  it("waits as long as a busy service says, for the page that it was said of", async () => {
    server.handler = (reply, { query }, number) => {
      if (number === 3) {
        reply.json({ errors: ["slow down"] }, { status: 429, headers: { "retry-after": "1" } });
      } else {
        reply.json(answerOf(Number(query["page[number]"] ?? 0), PAGES));
      }
    };
    tree.refresh();
    assert.deepEqual(names(await tree.children(undefined)), wanted(PAGES));
    assert.equal(server.requests.length, PAGES + 1);
    assert.ok(
      fixture.clock.sleeps.some((ms) => ms >= 1000),
      String(fixture.clock.sleeps),
    );
  });

  it("keeps the rows of before when one of the pages fails, and ends the others", async () => {
    const gone: Promise<void>[] = [];
    server.handler = (reply, { query }) => {
      if (query["page[number]"] === "1") {
        reply.json({ errors: ["no"] }, { status: 400 });
      } else if (query["page[number]"] === undefined) {
        reply.json(answerOf(0, PAGES));
      } else {
        gone.push(reply.gone);
      }
    };
    tree.refresh();
    const rows = await tree.children(undefined);
    assert.deepEqual(names(rows), wanted(PAGES));
    assert.ok(rows.some(({ kind }) => kind === "failure"));
    await Promise.all(gone);
  });

  it("ends all that it asked for with the tree", async () => {
    const gone: Promise<void>[] = [];
    const all = new Promise<void>((resolve) => {
      server.handler = (reply) => {
        gone.push(reply.gone);
        if (gone.length === 4) {
          resolve();
        }
      };
    });
    tree.refresh();
    const rows = tree.children(undefined);
    await all;
    tree.dispose();
    await Promise.all(gone);
    await rows;
  });
});
