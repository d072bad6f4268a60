import assert from "node:assert/strict";
import type { ApiErrorKind } from "../../../src/http/apiError";
import { statusFailure } from "../../../src/http/statusFailure";
import type { EntryRow, FailureRow, Row } from "../../../src/tree/model/row";
import { contextValueOf } from "../../../src/tree/model/row";
import type { TreeWalk } from "../../support/connectedSample";
import type { FaultServer, Handler, Reply } from "../../support/faultServer";
import type { SectionCase } from "./failureRowsFixture";
import { FailureRowsFixture, HEALTHY, SECRET, SECTIONS, signature } from "./failureRowsFixture";

interface Fault {
  readonly act: (reply: Reply) => void;
  readonly kind: ApiErrorKind;
  /** HOST stands for the server. */
  readonly says: (section: SectionCase) => string;
  /** How often the request goes out. */
  readonly attempts: number;
}

/** A service that echoes the key, and quotes an address that is as good as one. */
const SAID = `refused ${SECRET}, see https://docs.example.com/errors?sig=5ecret`;
const SHOWN = "refused •••, see https://docs.example.com/errors?…";

const FAULTS: Readonly<Record<string, Fault>> = {
  "a 401": refusal(401, "auth"),
  "a 403": refusal(403, "forbidden"),
  "a 404": refusal(404, "notFound"),
  "a 429": refusal(429, "rateLimited", 4),
  "a 500": refusal(500, "server"),
  "a cut connection": {
    act: (reply) => reply.cut(),
    kind: "network",
    says: () => "the connection to HOST was interrupted",
    attempts: 4,
  },
  "a body that breaks off": misshapen(
    (reply) => reply.bytes(`{"data": "${SECRET}`),
    () => "the answer is not complete, valid JSON",
  ),
  "a web page": misshapen(
    (reply) => reply.bytes(`<html>${SECRET}</html>`, { headers: { "content-type": "text/html" } }),
    () => "the answer is a web page, not data: a proxy or a sign-in page may have answered instead of the service",
  ),
  "an answer of nothing": misshapen(
    (reply) => reply.json(null),
    ({ needs }) => `the answer is not ${needs === "a list" ? needs : "an object"}`,
  ),
  "an answer of another kind": misshapen(
    (reply) => reply.json({ [SECRET]: SECRET }),
    ({ needs }) => `the answer ${needs === "a list" ? "is not a list" : `has no ${needs}`}`,
  ),
};

/** The sentence of a refusal is worded in one place, and is the same for every listing. */
function refusal(status: number, kind: ApiErrorKind, attempts = 1): Fault {
  const says = () => sentenceOf(status, SHOWN);
  return { act: (reply) => reply.json({ detail: SAID }, { status }), kind, says, attempts };
}

function sentenceOf(status: number, text: string): string {
  return statusFailure({ status, headers: {}, text, hasKeys: true, now: 0 }).error.message;
}

function misshapen(act: Fault["act"], says: Fault["says"]): Fault {
  return { act, kind: "badResponse", says, attempts: 1 };
}

describe("A section of rows", () => {
  let fixture: FailureRowsFixture;
  beforeEach(() => (fixture = new FailureRowsFixture()));
  afterEach(() => fixture.close());

  for (const section of SECTIONS) {
    const { system, name, noun, rows: wanted, notFoundText } = section;

    it(`${name} of ${system}: shows its rows when all is well`, async () => {
      const { parent, walk, server } = await openParent(section);
      const rows = ofSection(await walk.tree.children(parent), wanted);
      assert.deepEqual(rows, wanted);
      assert.equal(asked(server, section), 1);
    });

    for (const [fault, { act, kind, says, attempts }] of Object.entries(FAULTS)) {
      if (kind === "notFound" && notFoundText !== undefined) {
        continue;
      }
      it(`${name} of ${system}: tells ${fault} in a row, and recovers`, async () => {
        const { parent, walk, server } = await openParent(section);
        server.handler = failing(section, act);
        const row = onlyFailure(await walk.tree.children(parent));
        assert.equal(row.noun, noun);
        assert.equal(row.error.kind, kind);
        assert.equal(row.error.message, says(section).replace("HOST", `127.0.0.1:${server.port}`));
        assertSane(`Could not list ${row.noun}: ${row.error.message}.`);
        assert.deepEqual([row.isStale, row.parent, contextValueOf(row)], [false, parent, " failure "]);
        assert.equal(asked(server, section), attempts);
        assertUnseen(fixture.log);

        onlyFailure(await walk.tree.children(parent));
        assert.equal(asked(server, section), attempts, "a failure is kept until someone asks again");

        server.handler = HEALTHY[system];
        await walk.tree.tryAgain(row);
        assert.deepEqual(ofSection(await walk.tree.children(parent), wanted), wanted);
      });
    }

    it(`${name} of ${system}: keeps its rows when a refresh fails, below the row that says so`, async () => {
      const { parent, walk, server } = await openParent(section);
      const before = (await walk.tree.children(parent)).map(({ id }) => id);
      server.handler = failing(section, (reply) => reply.json({}, { status: 500 }));
      walk.tree.refresh();
      const rows = await walk.tree.children(await walk.find(section.path));
      const failure = onlyFailure(rows);
      assert.deepEqual([failure.isStale, failure.noun], [true, noun]);
      assert.deepEqual(
        rows.filter((row) => row !== failure).map(({ id }) => id),
        before,
      );
      const index = rows.indexOf(failure);
      assert.equal(nameOf(rows[index + 1]), wanted[0]);
    });
  }

  it("of a search says that nothing matches, rather than that something failed", async () => {
    const section = SECTIONS.find(({ notFoundText }) => notFoundText !== undefined)!;
    const { parent, walk, server } = await openParent(section);
    server.handler = failing(section, (reply) => reply.json({ detail: "No artifact found" }, { status: 404 }));
    assert.deepEqual((await walk.tree.children(parent)).map(nameOf), [section.notFoundText]);
  });

  it("of a search says what is wrong with the expression", async () => {
    const section = SECTIONS.find(({ notFoundText }) => notFoundText !== undefined)!;
    const { parent, walk, server } = await openParent(section);
    const detail = "missing ), unterminated subpattern at position 0";
    server.handler = failing(section, (reply) => reply.json({ detail }, { status: 400 }));
    const { error } = onlyFailure(await walk.tree.children(parent));
    assert.deepEqual([error.kind, error.message], ["badRequest", sentenceOf(400, detail)]);
    assert.ok(error.message.includes(detail));
  });

  async function openParent(
    section: SectionCase,
  ): Promise<{ parent: EntryRow | undefined; walk: TreeWalk; server: FaultServer }> {
    const { server, walk } = await fixture.open(section);
    const parent = await walk.find(section.path);
    assert.equal(parent === undefined, section.path.length === 0);
    server.requests.length = 0;
    return { parent, walk, server };
  }
});

/** Fails the section's request alone; the others go well. */
function failing(section: SectionCase, act: (reply: Reply) => void): Handler {
  return (reply, request, number) => {
    if (section.asks.test(signature(request))) {
      act(reply);
    } else {
      HEALTHY[section.system](reply, request, number);
    }
  };
}

function asked({ requests }: FaultServer, { asks }: SectionCase): number {
  return requests.filter((request) => asks.test(signature(request))).length;
}

/** The names of a section's rows, in their order; a row may have other sections beside it. */
function ofSection(rows: readonly Row[], wanted: readonly string[]): readonly string[] {
  assert.ok(rows.every(({ kind }) => kind === "entry"));
  return rows.map(nameOf).filter((name) => wanted.includes(name));
}

function nameOf(row: Row | undefined): string {
  return row?.kind === "entry" ? row.entry.name : row?.kind === "note" ? row.text : "";
}

function onlyFailure(rows: readonly Row[]): FailureRow {
  const failures = rows.filter((row) => row.kind === "failure");
  assert.equal(failures.length, 1);
  return failures[0]!;
}

function assertSane(sentence: string): void {
  assertUnseen([sentence]);
  assert.match(sentence, /^Could not list [a-zM][\w ]+: [a-z0-9].*[^\s.:;,]\.$/);
  assert.doesNotMatch(sentence, /undefined|null|NaN|\[object|Error:|\?\w/);
}

function assertUnseen(texts: readonly string[]): void {
  for (const text of texts) {
    assert.ok(!text.includes(SECRET) && !text.includes("5ecret"), text);
  }
}
