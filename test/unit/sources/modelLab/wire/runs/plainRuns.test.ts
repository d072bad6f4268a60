import assert from "node:assert/strict";
import { ApiError } from "../../../../../../src/http/apiError";
import { parseJson } from "../../../../../../src/http/jsonBody";
import type { ListPage } from "../../../../../../src/sources/contract/listPage";
import { asWritten } from "../../../../../../src/sources/modelLab/wire/asWritten";
import type { Run } from "../../../../../../src/sources/modelLab/wire/model";
import { readPlainRuns } from "../../../../../../src/sources/modelLab/wire/runs/plainRuns";
import { runSchema } from "../../../../../../src/sources/modelLab/wire/runWire";
import { listSchema } from "../../../../../../src/sources/modelLab/wire/wire";
import { parseWire } from "../../../../../../src/sources/shared/parseWire";
import { dice } from "../../../../../support/dice";

const RUNS = listSchema(runSchema);
const META = '"meta":{"page":{"total":3,"next_number":1,"last_number":2}}';

const listed = ({ items, ...page }: ListPage<Run>) => ({
  ...page,
  items: items.map(({ params, metrics, ...run }) => ({
    ...run,
    params: params.list(),
    metrics: metrics.list(),
    shown: [metrics.shown(undefined), metrics.shown("loss"), metrics.shown("naïve")],
  })),
});

/** A page, or the words in which it is refused. */
function pageIn(body: () => unknown): unknown {
  try {
    return listed(parseWire(RUNS, body()));
  } catch (error) {
    assert.ok(error instanceof ApiError);
    return error.message;
  }
}

const parsed = (text: string) => pageIn(() => asWritten(parseJson(Buffer.from(text), undefined)));

/** From the bytes. Undefined for what is left to the parser. */
function read(text: string): unknown {
  const body = readPlainRuns(Buffer.from(text));
  return body === undefined ? undefined : pageIn(() => body);
}

const pageOf = (...runs: readonly string[]) => `{"data":[${runs.join(",")}],${META}}`;
const runOf = (attributes: string, id = '"7"') => `{"id":${id},"type":"runs","attributes":{${attributes}}}`;

describe("A page of runs, from its bytes", () => {
  const NAMES = ['"loss"', '"eval_loss"', '"grad.norm"', '"na\\u00efve"', '"naïve"', '"шаг"', '"a\\"b"'];
  const NUMBERS = [
    "0",
    "-0",
    "500",
    "0.14285714285714285",
    "1e-7",
    "-2.5E+3",
    "1e999",
    "-1e999",
    "12345678901234567890",
  ];
  const TEXTS = ['"12"', '"NaN"', '"Infinity"', '"-inf"', '""', '"x, [y]"', '"a\\nb\\\\"', '"größe 🎉"', '"\\ud83d"'];
  const WORDS = ["null", "true", "false"];
  const NESTED = ["{}", "[]", '{"a":[1.0,{"b":"]"}]}', "[1e5, 2]"];
  const VALUES = [...NUMBERS, ...TEXTS, ...WORDS, ...NESTED];
  const FIELDS = ["name", "description", "status", "started_at", "completed_at", "duration", "is_pinned", "owner_id"];
  const TIMES = ['"2024-01-20T10:00:00Z"', '"2024-01-20T10:00:00"', '"2024-01-20T10:00:27.5Z"', '"now"', "null"];

  const roll = dice(11);
  const pick = (texts: readonly string[]) => texts[roll(texts.length)] ?? "";
  const some = (most: number, make: (index: number) => string) =>
    Array.from({ length: roll(most + 1) }, (_, at) => make(at));
  const blank = () => ["", "", "", "", " ", "\n\t"][roll(6)] ?? "";
  const field = (key: string, value: string) => `${blank()}"${key}"${blank()}:${blank()}${value}${blank()}`;
  const object = (...fields: readonly string[]) => `${blank()}{${fields.join(",")}}${blank()}`;
  const list = (items: readonly string[]) => (roll(9) === 0 ? "null" : `[${blank()}${items.join(",")}${blank()}]`);
  const name = (index: number) => (roll(4) === 0 ? pick(NAMES) : `"name ${index}"`);
  const pair = (index: number) =>
    object(field("key", name(index)), field("value", pick(roll(3) === 0 ? VALUES : TEXTS)));
  const metric = (index: number) => {
    const number = () => pick(roll(5) === 0 ? [...TEXTS, ...WORDS] : NUMBERS);
    const fields = ["count", "min", "max", "mean", "latest", "stddev", "first_step", "last_step", "latest"];
    const from = roll(3);
    return object(
      field("key", name(index)),
      ...fields.slice(from, from + roll(8)).map((key) => field(key, roll(20) === 0 ? pick(NESTED) : number())),
    );
  };
  const run = () =>
    object(
      field("id", pick(['"7"', "8", '"70158"', "null"])),
      field("type", '"runs"'),
      field(
        "attributes",
        object(
          field("project_id", pick(["1", '"2387"', '"2387"'])),
          ...FIELDS.filter(() => roll(3) > 0).map((key) => field(key, pick(roll(3) === 0 ? VALUES : TEXTS))),
          ...["created_at", "updated_at"].map((key) => field(key, pick(TIMES))),
          field("tags", list(some(3, pair))),
          field("params", list(some(6, pair))),
          field("metric_summaries", list(some(6, metric))),
          ...(roll(3) === 0 ? [field("deleted_at", pick(VALUES))] : []),
        ),
      ),
    );

  it("is what its parsed JSON is, in whatever form it comes", () => {
    let count = 0;
    for (let round = 0; round < 1_000; round++) {
      const text = pageOf(...some(4, run));
      const found = read(text);
      count += found === undefined ? 0 : 1;
      assert.deepEqual(found ?? parsed(text), parsed(text), text);
    }
    assert.ok(count > 300, `${count} were read`);
  });

  it("is what its parsed JSON is, or left to the parser, when some of its bytes are others", () => {
    const others = ['"', "\\", "{", "}", "[", "]", ",", ":", "0", ".", "e", "-", " ", "\n", "\u0001", "ü", "n", "N"];
    let count = 0;
    for (let round = 0; round < 1_500; round++) {
      const text = pageOf(run());
      const at = roll(text.length);
      const spoiled = text.slice(0, at) + pick(others) + text.slice(at + roll(3));
      const found = read(spoiled);
      count += found === undefined ? 1 : 0;
      if (found !== undefined) {
        assert.deepEqual(found, parsed(spoiled), spoiled);
      }
    }
    assert.ok(count > 200 && count < 1_450, `${count} were left`);
  });

  it("keeps values of params and tags as they are written", () => {
    const values = '[{"key":"seed","value":12345678901234567890},{"key":"lr","value":1.0},{"key":"on","value":true}]';
    const text = pageOf(runOf(`"project_id":1,"tags":${values},"params":${values}`));
    const pairs = [
      { key: "seed", value: "12345678901234567890" },
      { key: "lr", value: "1.0" },
      { key: "on", value: "true" },
    ];
    const [run] = (readPlainRuns(Buffer.from(text)) as { data: readonly unknown[] }).data;
    const { tags, params } = parseWire(runSchema, run);
    assert.deepEqual([tags, params.list()], [pairs, pairs]);
  });

  const LEFT: Readonly<Record<string, string>> = {
    "a name that every object has": pageOf(runOf('"project_id":1,"__proto__":{"status":"failed"}')),
    "a later list of runs": `{"data":[${runOf('"project_id":1')}],${META},"data":[]}`,
    "a later list of runs, whose name is escaped": `{"data":[${runOf('"project_id":1')}],${META},"dat\\u0061":[]}`,
    "runs behind what is said of the page": `{${META},"data":[${runOf('"project_id":1')}]}`,
    "bare words that Python writes": pageOf(runOf('"project_id":1,"metric_summaries":[{"key":"loss","latest":NaN}]')),
    "deep nesting": pageOf(runOf(`"project_id":1,"more":${"[".repeat(200)}${"]".repeat(200)}`)),
    "a byte-order mark": `\uFEFF${pageOf(runOf('"project_id":1'))}`,
    "what is cut": pageOf(runOf('"project_id":1')).slice(0, -1),
    "what goes on": `${pageOf(runOf('"project_id":1'))}x`,
    "a web page": "<html></html>",
  };
  for (const [what, text] of Object.entries(LEFT)) {
    it(`leaves to the parser ${what}`, () => assert.equal(read(text), undefined));
  }
});
