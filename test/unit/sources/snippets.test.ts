import assert from "node:assert/strict";
import { POSIX } from "../../support/shells";
import { spawnSync } from "node:child_process";
import { runEntry, runFileEntry } from "../../../src/sources/modelLab/rows/rows";
import { snippetsOf as modelLabSnippets } from "../../../src/sources/modelLab/rows/snippets";
import { pythonQuote } from "../../../src/text/quotes";
import { artifactEntry, contentEntries } from "../../../src/sources/registry/rows/rows";
import { snippetsOf as registrySnippets } from "../../../src/sources/registry/rows/snippets";
import type { Snippet } from "../../../src/sources/contract/source";
import { fileEntry, versionEntry, versionRoot } from "../../../src/sources/trueFoundry/rows/rows";
import { snippetsOf as trueFoundrySnippets } from "../../../src/sources/trueFoundry/rows/snippets";
import { project, run } from "../../support/modelLabBuilders";
import { ConnectedSample, SAMPLE_SECRETS, TreeWalk } from "../../support/connectedSample";
import { artifact } from "./registry/registryFixture";
import { version } from "./trueFoundry/trueFoundryFixture";

const REQUESTS = "Python, with requests";
const BASE = "https://api.example.com";
/** Each would end a literal, or hide what it does, if it stood in code as it is. */
const HOSTILE = [
  `it's "quoted" \\ and {braces} %s`,
  `a"""b'''c`,
  "two\nlines\r\n\ttab",
  "nul\0 bell\u0007 next\u0085line\u2028sep",
  "right\u202eto\u2066left",
  "lone \ud83d surrogate, whole 😀, tag \u{e0041}",
  "ends with a backslash\\",
  'x")\nimport os; os.system("touch owned")#',
];
const READ_LITERALS = `
import ast, json, sys
def read(text):
  tree = ast.parse(text)
  calls = [ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)]
  texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
  return {"calls": sorted(set(calls)), "texts": texts}
print(json.dumps([read(text) for text in json.load(sys.stdin)]))
`;

interface PythonText {
  readonly calls: readonly string[];
  readonly texts: readonly string[];
}

/** What Python reads in each text, of which it runs none. Undefined without Python. */
function readPython(texts: readonly string[]): readonly PythonText[] | undefined {
  const { error, status, stdout, stderr } = spawnSync("python3", ["-c", READ_LITERALS], {
    input: JSON.stringify(texts),
    encoding: "utf8",
  });
  if (error !== undefined) {
    return undefined;
  }
  assert.equal(status, 0, `${stderr}\n${texts.join("\n")}`);
  return JSON.parse(stdout) as PythonText[];
}

const nameOf = (hostile: string) => hostile.replaceAll("/", "_");

/** Of each system, about a file and an owner that are called so. */
function snippetsAbout(hostile: string): readonly string[] {
  const name = nameOf(hostile);
  const root = { rowId: "r", run: run(), project: project({ id: hostile }), pathInProject: "f635" };
  const tfyRoot = versionRoot("v", version({ id: hostile }));
  const row = artifactEntry({ id: "x", detail: [] }, artifact());
  const facts = { name: "", sourceUrl: "", package: { kind: "file", name } } as const;
  const registry = { baseUrl: BASE, tokenPrefix: "bearer " };
  return [
    modelLabSnippets(runFileEntry(root, name, 1), BASE, POSIX),
    trueFoundrySnippets(fileEntry(tfyRoot, { path: name, isDirectory: false }), BASE, POSIX),
    registrySnippets(contentEntries(row, facts)[0]!, registry, POSIX),
  ].map((snippets) => find(snippets, REQUESTS));
}

const find = (snippets: readonly Snippet[], title: string) => {
  const found = snippets.find((snippet) => snippet.title === title);
  assert.ok(found !== undefined, `no ${title} among ${snippets.map((snippet) => snippet.title).join(", ")}`);
  return found.text;
};

describe("A load snippet", () => {
  const LITERALS = `[${HOSTILE.map(pythonQuote).join(", ")}]`;
  const snippets = new Map(HOSTILE.map((hostile) => [hostile, snippetsAbout(hostile)]));
  /** By their text, since Python is started once for all of them. */
  let reads: ReadonlyMap<string, PythonText>;

  before(function () {
    const texts = [LITERALS, ...[...snippets.values()].flat()];
    const answer = readPython(texts);
    if (answer === undefined) {
      console.log("      skipped: there is no python3 to read the snippets with");
      this.skip();
    }
    reads = new Map(texts.map((text, index) => [text, answer[index]!]));
  });

  it("holds any text as a literal of the same value", () => {
    assert.deepEqual(reads.get(LITERALS), { calls: [], texts: HOSTILE });
  });

  it("shows what it holds: nothing invisible, nothing that turns the text around", () => {
    assert.doesNotMatch(HOSTILE.map(pythonQuote).join(""), /[\p{C}\u2028\u2029]/u);
  });

  for (const hostile of HOSTILE) {
    it(`calls nothing that a name like ${JSON.stringify(hostile)} says`, () => {
      const name = nameOf(hostile);
      const texts = snippets.get(hostile) ?? [];
      for (const [index, [values, first]] of (
        [
          [[hostile, `f635/${name}`], "requests.get"],
          [[hostile, name], "requests.post"],
          [[`${BASE}/artifacts/model/12345`], "requests.get"],
        ] as const
      ).entries()) {
        const read = reads.get(texts[index] ?? "");
        assert.ok(read !== undefined);
        assert.deepEqual(
          read.calls.filter((call) => !/^(file|response|answer)\./.test(call)).sort(),
          [...new Set(["open", "requests.get", first])].sort(),
        );
        assert.deepEqual(
          values.filter((value) => !read.texts.includes(value)),
          [],
        );
      }
    });
  }

  it("writes into the folder where it runs, whatever a file is called", () => {
    for (const [name, local] of [
      ["..", "__"],
      ["..\\..\\a", ".._.._a"],
      ["C:evil", "C_evil"],
    ] as const) {
      const root = { rowId: "r", run: run(), project: project(), pathInProject: "" };
      const text = find(modelLabSnippets(runFileEntry(root, name, 1), BASE, POSIX), REQUESTS);
      assert.match(text, new RegExp(`open\\("${local.replaceAll(".", "\\.")}", "wb"\\)`));
    }
  });
});

describe("Load snippets", () => {
  const PARENT = { kind: "project", id: "p" };
  const at = (location: string) => {
    const owner = run({ artifactLocation: location });
    const root = { rowId: "r", run: owner, project: project(), pathInProject: "f635" };
    const entries = [
      runEntry(PARENT, owner, project()),
      runFileEntry(root, "lora", "directory"),
      runFileEntry(root, "lora/a.json", 1),
    ];
    return entries.map((entry) => ({
      isOffered: entry.abilities.includes("snippets"),
      uris: modelLabSnippets(entry, BASE, POSIX).flatMap(({ text }) => /artifact_uri=(".*")/.exec(text)?.[1] ?? []),
    }));
  };

  it("of runs, directories and files load through MLflow from where MLflow has them", () => {
    assert.deepEqual(at("mlflow-artifacts:///2387/70158/artifacts"), [
      { isOffered: true, uris: ['"mlflow-artifacts:///2387/70158/artifacts"'] },
      { isOffered: true, uris: ['"mlflow-artifacts:///2387/70158/artifacts/lora"'] },
      { isOffered: true, uris: ['"mlflow-artifacts:///2387/70158/artifacts/lora/a.json"'] },
    ]);
  });

  it("do without MLflow where it has nothing, or would look elsewhere", () => {
    for (const location of ["", "model-lab:///76421", "https://host/a", "s3://bucket/a?b#c%20d"]) {
      assert.deepEqual(at(location), [
        { isOffered: false, uris: [] },
        { isOffered: false, uris: [] },
        { isOffered: true, uris: [] },
      ]);
    }
  });

  it("of a registry's file follow its link in a second step, without the token", () => {
    const row = artifactEntry({ id: "x", detail: [] }, artifact());
    const facts = { name: "", sourceUrl: "", package: { kind: "file", name: "it's.zip" } } as const;
    const [file] = contentEntries(row, facts);
    const text = find(registrySnippets(file!, { baseUrl: BASE, tokenPrefix: "bearer " }, POSIX), "curl");
    const [ask, load] = [text.split(" | ")[0], text.split(" | ").at(-1)];
    assert.match(ask ?? "", /--header "X-Authorization: bearer \$REGISTRY_TOKEN" '.*\/artifacts\/model\/12345'$/);
    assert.match(load ?? "", /--output '\.\/it_s\.zip' --config -\n$/);
    assert.doesNotMatch(load ?? "", /TOKEN/);
    const open = find(registrySnippets(file!, { baseUrl: BASE }, POSIX), "curl");
    assert.doesNotMatch(open, /TOKEN/);
    assert.equal(spawnSync("sh", ["-n"], { input: text }).status, 0);
  });

  it("of a version are TrueFoundry's own, and none where it gives none", () => {
    const [own] = trueFoundrySnippets(versionEntry("a", version()), BASE, POSIX);
    assert.equal(own?.text, "download()");
    const bare = versionEntry("a", version({ usageSnippet: " \n" }));
    assert.deepEqual([trueFoundrySnippets(bare, BASE, POSIX), bare.abilities.includes("snippets")], [[], false]);
  });

  it("of every row that offers them are there, and hold no key", async () => {
    const sample = await ConnectedSample.start();
    const paths = {
      modelLab: ["qwen36-27b", "qlora-r8-lr1e-4", "checkpoint-102", "adapter_config.json"],
      trueFoundry: [
        "support-assistant",
        "Models",
        "qwen36-support-lora-long",
        "v",
        "checkpoint-102",
        "adapter_config.json",
      ],
      registry: ["Models", "google-bert/bert-base-uncased", "12345.zip"],
    } as const;
    try {
      for (const [id, path] of Object.entries(paths) as ["modelLab", readonly string[]][]) {
        const { source, entry } = await new TreeWalk(sample.connect(id)).open(path);
        const snippets = source.snippets?.of(entry, POSIX) ?? [];
        assert.ok(entry.abilities.includes("snippets") && snippets.length > 0, id);
        assert.ok(snippets.every(({ title, needs, text }) => title !== "" && needs !== "" && text.endsWith("\n")));
        const texts = JSON.stringify(snippets);
        assert.deepEqual(
          Object.values(SAMPLE_SECRETS).filter((secret) => texts.includes(secret)),
          [],
        );
      }
    } finally {
      await sample.close();
    }
  });
});
