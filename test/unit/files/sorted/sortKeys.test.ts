import assert from "node:assert/strict";
import { sortApart } from "../../../../src/files/sorted/sortApart";
import { sortKeys } from "../../../../src/files/sorted/sortKeys";

const sort = (name: string, text: string) => sortKeys(name, Buffer.from(text));
const textOf = (name: string, text: string) => {
  const sorted = sort(name, text);
  assert.ok("text" in sorted, JSON.stringify(sorted));
  return sorted.text;
};
const problemOf = (name: string, text: string) => {
  const sorted = sort(name, text);
  assert.ok("problem" in sorted, JSON.stringify(sorted));
  return sorted.problem;
};

describe("JSON with sorted keys", () => {
  it("has the keys of every object sorted, and the items of lists where they were", () => {
    const text = '{"b": [3, 1, {"z": {}, "a": []}], "B": null, "a": true}';
    const value = { B: null, a: true, b: [3, 1, { a: [], z: {} }] };
    assert.equal(textOf("a.json", text), `${JSON.stringify(value, null, 2)}\n`);
  });

  it("keeps numbers and strings as they are written", () => {
    const written = ["12345678901234567890", "1e400", "0.10000000000000000001", "1E+2", "-0", "1.0", '"\\u00e9\\/"'];
    const text = textOf("a.JSON", `{"all": [${written.join(",")}]}`);
    assert.deepEqual(text.match(/(?<=^ {4}).*?(?=,?$)/gm), written);
  });

  it("takes what Python writes for numbers that are none", () => {
    assert.equal(textOf("a.json", '{"loss":NaN,"best":-Infinity}'), '{\n  "best": -Infinity,\n  "loss": NaN\n}\n');
  });

  it("is refused for a key that is there twice, however it is written", () => {
    assert.equal(problemOf("a.json", '{"a": 1,\n "\\u0061": 2}'), 'line 2: the key "\\u0061" is there twice');
  });

  it("keeps a key that has a meaning in JavaScript", () => {
    assert.equal(textOf("a.json", '{"b":1,"__proto__":2}'), '{\n  "__proto__": 2,\n  "b": 1\n}\n');
  });

  for (const [text, problem] of [
    ["", "line 1: it ends too early"],
    ['{"a": 1', "line 1: it ends too early"],
    ['{"a": 1}\n\nx', "line 3: it is no JSON there"],
    ['{"a": 1,}', "line 1: it is no JSON there"],
    ["[1 2]", "line 1: it is no JSON there"],
    ["[01]", "line 1: it is no JSON there"],
    ["[1.]", "line 1: it is no JSON there"],
    ["{a: 1}", "line 1: it is no JSON there"],
    ["['a']", "line 1: it is no JSON there"],
    ["// comment\n{}", "line 1: it is no JSON there"],
    ['["a\nb"]', "line 1: it is no JSON there"],
    ['["\\x"]', "line 1: it is no JSON there"],
  ] as const) {
    it(`is refused for ${JSON.stringify(text)}, as by JSON.parse`, () => {
      assert.throws(() => JSON.parse(text));
      assert.equal(problemOf("a.json", text), problem);
    });
  }

  it("is refused, with a reason, when it is nested too deeply or is no text", () => {
    assert.equal(problemOf("a.json", "[".repeat(1_000_000)), "it is nested too deeply");
    assert.deepEqual(sortKeys("a.json", Buffer.from([0xff, 0xfe, 0])), { problem: "it is not UTF-8 text" });
  });

  it("takes the mark that some editors put before a text", () => {
    assert.equal(textOf("a.json", "\ufeff[]"), "[]\n");
  });
});

describe("YAML with sorted keys", () => {
  it("has the keys of every mapping sorted, with their comments", () => {
    const text = "b: 1\n\n# about a\na:\n  z: [1, {y: 2, x: 1}]\n  c: |\n    two\n    lines\n";
    assert.equal(
      textOf("a.yaml", text),
      "# about a\na:\n  c: |\n    two\n    lines\n  z: [ 1, { x: 1, y: 2 } ]\nb: 1\n",
    );
  });

  it("keeps plain values and quotes as they are written", () => {
    const lines = [
      "big: 12345678901234567890",
      "date: 2026-03-02",
      "empty:",
      "exp: 1.50e-05",
      "hex: 0x1F",
      "no: no",
      "nothing: ~",
      "octal: 010",
      `one: 'it''s'`,
      'two: "a\\tb"',
      "version: 1.10",
    ];
    assert.equal(textOf("a.yml", [...lines].reverse().join("\n")), `${lines.join("\n")}\n`);
  });

  it("keeps tags and several documents", () => {
    const text = "b: !!python/tuple [1]\na: 1\n---\nd: 1\nc: 2\n";
    assert.equal(textOf("a.yaml", text), "a: 1\nb: !!python/tuple [ 1 ]\n---\nc: 2\nd: 1\n");
  });

  it("is refused for a key that is there twice, for references, and for what is no YAML", () => {
    assert.match(problemOf("a.yaml", "a: 1\nb: 2\na: 3\n"), /^line 3: the key a is there twice$/);
    assert.match(problemOf("a.yaml", "a: &x 1\nb: *x\n"), /references/);
    assert.match(problemOf("a.yaml", "a: [1\nb: 2\n"), /^line \d+: /);
    assert.match(problemOf("a.yaml", "a: 'x\n"), /^line \d+: /);
  });
});

describe("YAML, sorted by its keys whatever their order", () => {
  const same = (one: string, other: string, sorted: string) => {
    assert.equal(textOf("a.yaml", one), sorted);
    assert.equal(textOf("a.yaml", other), sorted);
    assert.equal(textOf("a.yaml", sorted), sorted, "sorting twice gives the same text as once");
  };

  it("keeps a comment at the file's head that a blank line sets apart, and gives one above a key to that key", () => {
    const sorted = "# Copyright\n\nlr: 2\n# about steps\nsteps: 5\n";
    same("# Copyright\n\n# about steps\nsteps: 5\nlr: 2\n", "# Copyright\n\nlr: 2\n# about steps\nsteps: 5\n", sorted);
    same("# about b\nb: 1\na: 2\n", "a: 2\n# about b\nb: 1\n", "a: 2\n# about b\nb: 1\n");
  });

  it("gives a comment below a key without a value, or below a list, to the key that follows", () => {
    same("wandb_name:\n# note\nlr: 1\n", "# note\nlr: 1\nwandb_name:\n", "# note\nlr: 1\nwandb_name:\n");
    const sorted = "# rank\nr: 8\ntargets:\n  - q\n  # all of them\n";
    same(
      "targets:\n  - q\n  # all of them\n# rank\nr: 8\n",
      "# rank\nr: 8\ntargets:\n  - q\n  # all of them\n",
      sorted,
    );
  });

  it("sorts keys without a colon, and sets, without resolving their tags", () => {
    assert.equal(textOf("a.yaml", "? a\nc: 1\n"), "a:\nc: 1\n");
    assert.equal(
      textOf("a.yaml", "z: 1\nclasses: !!set\n  dog: null\n  cat: null\n"),
      "classes: !!set\n  cat: null\n  dog: null\nz: 1\n",
    );
  });

  it("keeps a file of comments alone", () => {
    assert.equal(textOf("a.yaml", "# only\n\n# comments\n"), "# only\n\n# comments\n");
  });
});

describe("Sorting what is hostile", () => {
  it("takes a JSON text of a million escapes", () => {
    const text = `"${"\\u043f".repeat(1_000_000)}"`;
    assert.equal(textOf("a.json", text), `${text}\n`);
  });

  it("ends at the first error of YAML that is nothing but quotes", () => {
    assert.match(problemOf("a.yaml", '"'.repeat(80_000)), /^line 1: /);
  });

  it("is ended at its limit, with the reason", async () => {
    assert.deepEqual(await sortApart("a.json", Buffer.from("{}"), { limitMs: 0 }), {
      problem: "it takes longer than the 0 s that sorting may take",
    });
  });
});
