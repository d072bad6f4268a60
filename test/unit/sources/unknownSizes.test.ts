import assert from "node:assert/strict";
import type { EntryRow } from "../../../src/tree/model/row";
import { unaborted } from "../../support/connectedSample";
import type { SystemId } from "../../support/connectedSample";
import { ANSWERS, FailureRowsFixture, SECTIONS } from "../tree/failureRowsFixture";

/** As services leave a size out, or spell it. */
const UNKNOWN = { absent: undefined, null: null, "a word": "integer", "an empty text": "", negative: -1, odd: [0] };

/** An answer in which each file has a size. */
function withSizes(answer: unknown, size: unknown): unknown {
  if (Array.isArray(answer)) {
    return answer.map((item) => withSizes(item, size));
  }
  if (typeof answer !== "object" || answer === null) {
    return answer;
  }
  const entries = Object.entries(answer).map(([key, value]) => [key, withSizes(value, size)]);
  const isFile = "artifact_path" in answer || ("path" in answer && !("is_dir" in answer && answer.is_dir === true));
  return Object.fromEntries(isFile ? [...entries, ["file_size", size]] : entries) as unknown;
}

/** All that is said of a file, beside its name. */
interface Said {
  readonly texts: string;
  readonly sizes: readonly unknown[];
}

describe("A file whose size is not known", () => {
  let fixture: FailureRowsFixture;
  beforeEach(() => (fixture = new FailureRowsFixture()));
  afterEach(() => fixture.close());

  async function saidOf(system: SystemId, size: unknown): Promise<readonly Said[]> {
    const listings = SECTIONS.filter((section) => section.system === system && section.search === undefined);
    return await Promise.all(
      listings.map(async (section) => {
        const { server, walk } = await fixture.open(section);
        server.handler = (reply, request) => reply.json(withSizes(ANSWERS[system](request), size));
        const rows = await walk.tree.children(section.path.length === 0 ? undefined : await walk.open(section.path));
        const files = rows.filter((row): row is EntryRow => row.kind === "entry" && !row.entry.isExpandable);
        const texts = await Promise.all(
          files.map(async ({ entry, source }) => [entry.detail, await source.details(entry, unaborted())]),
        );
        const listed = await Promise.all(
          files.map(async ({ entry, source }) => {
            const place = source.files?.placeOf(entry);
            return place === undefined ? [] : [(await source.files?.stat(place, unaborted()))?.size];
          }),
        );
        return { texts: JSON.stringify(texts), sizes: listed.flat() };
      }),
    );
  }

  for (const system of ["modelLab", "trueFoundry", "registry"] as const) {
    for (const [what, size] of Object.entries(UNKNOWN)) {
      it(`has none on its row, in its tooltip and for a download: ${what}, in ${system}`, async () => {
        const all = await saidOf(system, size);
        assert.ok(
          all.some(({ texts }) => texts !== "[]"),
          "files are listed",
        );
        for (const { texts, sizes } of all) {
          assert.doesNotMatch(texts, /\b\d[\d.]* ?(?:B|bytes)\b|NaN/);
          assert.deepEqual(new Set(sizes), new Set(sizes.length === 0 ? [] : [undefined]));
        }
      });
    }
  }

  for (const [system, sizes] of Object.entries({ modelLab: [0], trueFoundry: [] }) as [SystemId, number[]][]) {
    it(`is another one than an empty file, which has 0 B, in ${system}`, async () => {
      const said = await saidOf(system, 0);
      assert.ok(said.some((one) => one.texts.includes("0 B") && one.sizes.join() === sizes.join()));
    });
  }
});
