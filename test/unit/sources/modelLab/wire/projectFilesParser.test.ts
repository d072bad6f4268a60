import assert from "node:assert/strict";
import { ApiError } from "../../../../../src/http/apiError";
import { addProjectFile } from "../../../../../src/sources/modelLab/wire/fileWire";
import { ProjectFilesParser } from "../../../../../src/sources/modelLab/wire/projectFilesParser";
import { PathBuilder } from "../../../../../src/sources/shared/paths/pathBuilder";
import type { PathColumns } from "../../../../../src/sources/shared/paths/pathColumns";
import { PathListing } from "../../../../../src/sources/shared/paths/pathListing";
import { dice } from "../../../../support/dice";

function parse(text: string, size: number): PathColumns {
  const parser = new ProjectFilesParser();
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) {
    parser.write(bytes.slice(at, at + size));
  }
  return parser.finish("application/json");
}

const answerOf = (list: string) => `{"data":{"id":"1","attributes":{"files":[${list}],"last":[1]}}}`;

/** All files with what is known of them, in order. */
function filesOf(columns: PathColumns): unknown[] {
  const listing = new PathListing(columns);
  const below = (path: string): unknown[] => {
    const rows = listing.rowsOf(path);
    return rows.slice(0, rows.length).flatMap((row) => (row.file === undefined ? below(row.path) : [row.file]));
  };
  return below("");
}

/** The same, by way of objects. */
function expected(list: string): unknown[] {
  const builder = new PathBuilder();
  for (const item of JSON.parse(`[${list}]`) as unknown[]) {
    addProjectFile(builder, item);
  }
  return filesOf(builder.finish());
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("Files of a project's own listing, from the bytes of an answer", () => {
  const PATHS = [
    '"a/b.txt"',
    '"run-1/шаг"',
    '"run-1/\\u0061\\"x\\\\"',
    '"/a//b/"',
    '"b"',
    '"caf\\udce9"',
    '""',
    "7",
    "null",
  ];
  const SIZES = [
    "0",
    "12345",
    "999999999999999",
    "1e3",
    "1.5",
    "-1",
    '"12"',
    '"x"',
    "null",
    "true",
    "1234567890123456789",
  ];
  const TIMES = [
    '"2024-01-20T10:00:00Z"',
    '"2024-01-20T23:59:59.987Z"',
    '"2024-01-20T10:00:00"',
    '"2024-01-20T10:00:00+02:00"',
    '"2024-01-20T25:00:00Z"',
    '"2024-01-20T24:00:00Z"',
    '"2024-02-31T10:00:00Z"',
    '"2024-13-01T10:00:00Z"',
    '"2024-01-20 10:00:00Z"',
    '"9024-01-20T10:0 :00Z"',
    '"now"',
    '""',
    "null",
    "1700000000",
  ];
  const OTHERS = ['"a.txt"', "{}", '[1,{"artifact_path":"no"}]', '"}],"', "false"];

  it("are those of its JSON, in whatever form and pieces it comes", () => {
    const roll = dice(7);
    const pick = (texts: readonly string[]) => texts[roll(texts.length)] ?? "";
    const blank = () => ["", "", "", " ", "\n\t"][roll(5)] ?? "";
    const field = (key: string, value: string) => `${blank()}"${key}"${blank()}:${blank()}${value}${blank()}`;
    const file = (index: number) => {
      const path = roll(3) === 0 ? pick(PATHS) : `"dir-${roll(4)}/file-${roll(2) === 0 ? index : roll(50)}"`;
      const fields = [field("artifact_path", path), field("file_size", pick(SIZES)), field("created_at", pick(TIMES))];
      const more = [...fields, field("filename", pick(OTHERS)), ...(roll(9) === 0 ? fields.slice(roll(3)) : [])];
      return `${blank()}{${more.slice(roll(2), 2 + roll(more.length)).join(",")}}${blank()}`;
    };
    for (let round = 0; round < 60; round++) {
      const list = Array.from({ length: roll(60) }, (_, index) => file(index)).join(",");
      for (const size of [1 + roll(9), 97, 100_000]) {
        assert.deepEqual(filesOf(parse(answerOf(list), size)), expected(list), list);
      }
    }
  });

  it("are those of its JSON, where one is written as the one before it, but for some of its bytes", () => {
    const roll = dice(8);
    const pick = (texts: readonly string[]) => texts[roll(texts.length)] ?? "";
    const file = (index: number) => {
      const path = roll(6) === 0 ? pick(PATHS) : `"dir-${index >> 3}/file-${index}"`;
      const [time, size, other] = roll(4) === 0 ? [pick(TIMES), pick(SIZES), pick(OTHERS)] : [TIMES[0], index, "7"];
      const text = `{"artifact_path":${path},"created_at":${time},"n":${other},"file_size":${size}}`;
      const at = roll(text.length);
      return roll(12) > 0
        ? text
        : text.slice(0, at) + pick(['"', ",", "}", "\\", "1", " ", "\u0001"]) + text.slice(at + 1);
    };
    for (let round = 0; round < 400; round++) {
      const list = Array.from({ length: 12 }, (_, index) => file(index)).join(",");
      const read = () => filesOf(parse(answerOf(list), 100_000));
      if (isJson(`[${list}]`)) {
        assert.deepEqual(read(), expected(list), list);
      } else {
        assert.throws(read, ApiError, list);
      }
    }
  });

  it("have the sizes and times that the service gave", () => {
    const list =
      '{"filename":"x","artifact_path":"a/x","created_at":"2024-01-20T10:00:00.250Z","file_size":123456789012},' +
      '{"artifact_path":"a/y","created_at":"2024-01-20T10:00:01Z","file_size":null},{"artifact_path":"a/z"}';
    assert.deepEqual(filesOf(parse(answerOf(list), 1_000)), [
      { path: "a/x", createdAt: Date.UTC(2024, 0, 20, 10, 0, 0, 250), size: 123_456_789_012 },
      { path: "a/y", createdAt: Date.UTC(2024, 0, 20, 10, 0, 1) },
      { path: "a/z", createdAt: 0 },
    ]);
  });

  it("are found under a key that is escaped", () => {
    const text = answerOf('{"artifact_path":"a"}').replace('"files"', '"fil\\u0065s"');
    assert.deepEqual(filesOf(parse(text, 7)), [{ path: "a", createdAt: 0 }]);
  });

  const GOOD = '{"artifact_path":"a","file_size":1}';
  for (const bad of [
    `${GOOD} ${GOOD},${GOOD}`,
    `${GOOD},,${GOOD}`,
    `${GOOD},`,
    `,${GOOD}`,
    '{"artifact_path":"a","file_size":01},' + GOOD,
    '{"artifact_path":"a","file_size":1,},' + GOOD,
    '{"artifact_path":"a" "file_size":1},' + GOOD,
    '{"artifact_path":"a";"file_size":1},' + GOOD,
    '{"artifact_path":"a\nb"},' + GOOD,
    '{"artifact_path":"a","file_size":nul},' + GOOD,
    '{"artifact_path":"a","file_size":1x},' + GOOD,
    '{artifact_path:"a"},' + GOOD,
    '{"artifact_path":"a"]},' + GOOD,
    '{"artifact_path":"a',
  ]) {
    it(`are an error where it is no JSON: ${JSON.stringify(bad)}`, () => {
      for (const size of [1, 5, 1_000]) {
        assert.throws(
          () => parse(answerOf(bad), size),
          (error) => error instanceof ApiError && error.kind === "badResponse",
          `${size}`,
        );
      }
    });
  }
});
