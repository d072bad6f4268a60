import { RawJson } from "../../../../../src/text/rawValue";
import assert from "node:assert/strict";
import { parseWire } from "../../../../../src/sources/shared/parseWire";
import { artifactSchema, versionSchema } from "../../../../../src/sources/trueFoundry/wire/artifactWire";
import { filePageSchema, signedUrlsSchema } from "../../../../../src/sources/trueFoundry/wire/fileWire";
import { filePageOf } from "../../../../../src/sources/trueFoundry/wire/fileTokens";
import { repoSchema } from "../../../../../src/sources/trueFoundry/wire/repoWire";
import { listSchema, oneSchema } from "../../../../../src/sources/trueFoundry/wire/wire";
import { filePage, page, SIGNED_URL, wireArtifact, wireRepo, wireVersion } from "../trueFoundryFixture";

const REPOS = listSchema(repoSchema);
const FILES = filePageSchema;

const WRONG: readonly (readonly [string, () => unknown, string])[] = [
  ["a list without data", () => parseWire(REPOS, { pagination: { total: 0 } }), "the answer has no data"],
  [
    "a list whose data is no list",
    () => parseWire(REPOS, { data: {}, pagination: { total: 0 } }),
    "the answer's data can't be understood",
  ],
  ["a list without pagination", () => parseWire(REPOS, { data: [] }), "the answer has no pagination"],
  [
    "a list without a total",
    () => parseWire(REPOS, { data: [], pagination: {} }),
    "the answer has no pagination.total",
  ],
  [
    "a total below zero",
    () => parseWire(REPOS, { data: [], pagination: { total: -1 } }),
    "the answer's pagination.total can't be understood",
  ],
  [
    "a version without an id",
    () => parseWire(oneSchema(versionSchema("artifact")), { data: { fqn: "x" } }),
    "the answer has no id",
  ],
  ["files without data", () => parseWire(FILES, { pagination: {} }), "the answer has no data"],
  ["files without pagination", () => parseWire(FILES, { data: [] }), "the answer has no pagination"],
  [
    "a token that is no text",
    () => parseWire(FILES, { data: [], pagination: { next_page_token: 7 } }),
    "the answer's pagination.next_page_token can't be understood",
  ],
];

describe("The wire of TrueFoundry", () => {
  for (const [name, parse, message] of WRONG) {
    it(`names what is wrong in ${name}`, () => assert.throws(parse, { kind: "badResponse", message }));
  }

  it("leaves out what can't be read, and counts it", () => {
    const repos = parseWire(REPOS, { ...page([wireRepo(), wireRepo({ id: null }), wireRepo({ id: {} })], 9) });
    assert.deepEqual([repos.items.map(({ id }) => id), repos.total], [["r1"], 9]);
    assert.deepEqual(repos.unread, { count: 2, reasons: ["no id", "id can't be understood"] });
    const { data } = parseWire(FILES, filePage([{ is_dir: true }, { path: "a" }]));
    assert.deepEqual(data, { items: [{ path: "a", isDirectory: false }], unread: { count: 1, reasons: ["no path"] } });
    const links = { data: [{ path: "a" }, { path: "b", signed_url: "https://b" }] };
    assert.deepEqual(parseWire(signedUrlsSchema, links), [{ path: "b", url: "https://b" }]);
    const artifacts = parseWire(listSchema(artifactSchema("artifact")), page([{ name: "x" }]));
    assert.deepEqual(artifacts.unread, { count: 1, reasons: ["no id"] });
  });

  it("reads a repo", () => {
    assert.deepEqual(parseWire(oneSchema(repoSchema), { data: wireRepo() }), {
      id: "r1",
      name: "nlp",
      description: "Language models",
      tenant: "acme",
      storageIntegration: "acme:s3:bucket",
      createdBy: "Ada",
      createdAt: Date.parse("2026-01-02T03:04:05Z"),
      runs: 41,
      datasets: 3,
      counts: [
        { type: "artifact", count: 30 },
        { type: "model", count: 12 },
        { type: "plot", count: 2 },
      ],
    });
  });

  it("reads one thing that does not stand in data", () => {
    assert.equal(parseWire(oneSchema(repoSchema), wireRepo()).name, "nlp");
  });

  it("reads things that hold nothing but an id", () => {
    assert.deepEqual(parseWire(repoSchema, { id: 7 }), {
      id: "7",
      name: "7",
      description: "",
      tenant: "",
      storageIntegration: "",
      createdBy: "",
      counts: [],
    });
    const { name, latestVersion } = parseWire(artifactSchema("model"), { id: "m1", latest_version: null });
    assert.deepEqual([name, latestVersion], ["m1", undefined]);
    const bare = parseWire(versionSchema("model"), { id: "v1", manifest: null, tags: null });
    assert.deepEqual([bare.number, bare.tags, bare.metadata, bare.createdAt], [undefined, [], [], undefined]);
  });

  it("passes over counts that are none", () => {
    const counts = { artifact: "12", model: null, plot: -1, image: {} };
    assert.deepEqual(parseWire(repoSchema, wireRepo({ artifact_type_counts: counts })).counts, [
      { type: "artifact", count: 12 },
    ]);
  });

  it("reads the latest version, whatever it is told by", () => {
    const latest = (latest_version: unknown) =>
      parseWire(artifactSchema("artifact"), wireArtifact({ latest_version })).latestVersion;
    assert.deepEqual(
      [3, "3", { version: 3 }, { manifest: { version: 3 } }, { fqn: "artifact:a/b/c:3" }, {}, "newest"].map(latest),
      [3, 3, 3, 3, 3, undefined, undefined],
    );
  });

  it("reads a version with its manifest", () => {
    const json = '{"lang": "en", "rows": 1200, "clean": true, "split": {"train": 0.90}, "none": null, "rows": 1e400}';
    const given = wireVersion(3, {}, { metadata: new RawJson(json) });
    assert.deepEqual(parseWire(versionSchema("artifact"), given), {
      id: "id-3",
      type: "artifact",
      fqn: "artifact:acme/nlp/corpus:3",
      artifactId: "a1",
      repoId: "r1",
      number: 3,
      description: "Cleaned",
      alias: "golden",
      tags: ["prod", "eval"],
      step: 100,
      runId: "run-7",
      createdBy: "Ada",
      createdAt: Date.parse("2026-02-02T03:04:05Z"),
      updatedAt: Date.parse("2026-02-03T03:04:05Z"),
      sourceType: "truefoundry",
      sourceUri: "s3://bucket/corpus/3",
      metadata: [
        { key: "lang", value: "en" },
        { key: "rows", value: "1200" },
        { key: "clean", value: "true" },
        { key: "split", value: '{"train": 0.90}' },
        { key: "none", value: "null" },
        { key: "rows", value: "1e400" },
      ],
      metrics: [],
      framework: "",
      pythonVersion: "",
      packages: [],
      usageSnippet: "client.get_artifact_version_by_fqn('…')",
    });
  });

  it("reads which model a model's version belongs to", () => {
    const parsed = parseWire(versionSchema("model"), wireVersion(1, { artifact_id: undefined, model_id: "m1" }));
    assert.equal(parsed.artifactId, "m1");
  });

  it("reads a model version's metrics, framework and environment", () => {
    const metrics = [
      { key: "loss", value: 0.5, step: 20 },
      { key: "loss", value: 0.25, step: 30 },
      { key: "loss", value: 2, step: 10 },
      { key: "eval_loss", value: "NaN", timestamp: 1 },
      { key: "grad", value: Infinity },
      { key: "none" },
      { key: "", value: 1 },
      null,
    ];
    const environment = { python_version: "3.11", pip_packages: ["torch==2.5.1", "peft"] };
    for (const framework of ["transformers", { type: "transformers", pipeline_tag: "text-generation" }]) {
      const parsed = parseWire(versionSchema("model"), wireVersion(1, { metrics }, { framework, environment }));
      assert.deepEqual(parsed.metrics, [
        { key: "loss", latest: 0.25, min: 0.25, max: 2, count: 3 },
        { key: "eval_loss", latest: NaN },
        { key: "grad", latest: Infinity },
        { key: "none" },
      ]);
      assert.deepEqual(
        [parsed.framework, parsed.pythonVersion, parsed.packages],
        ["transformers", "3.11", ["torch==2.5.1", "peft"]],
      );
    }
  });

  it("takes 200,000 metrics of one version", () => {
    const metrics = Array.from({ length: 200_000 }, (_, step) => ({ key: "loss", value: step, step }));
    const parsed = parseWire(versionSchema("model"), wireVersion(1, { metrics }));
    assert.deepEqual(parsed.metrics, [{ key: "loss", latest: 199_999, min: 0, max: 199_999, count: 200_000 }]);
  });

  it("takes a version's number from its name where the manifest has none", () => {
    assert.equal(parseWire(versionSchema("artifact"), wireVersion(8, {}, { version: null })).number, 8);
  });

  for (const [subject, name] of [
    [{ subjectId: "u1", subjectSlug: "ada@example.com" }, "ada@example.com"],
    [{ subjectId: "u1", subjectSlug: null, subjectDisplayName: "" }, "u1"],
    [null, ""],
  ] as const) {
    it(`calls who made something "${name}"`, () => {
      assert.equal(parseWire(repoSchema, wireRepo({ created_by_subject: subject })).createdBy, name);
    });
  }

  it("drops the signed URL of a listed file", () => {
    const file = {
      path: "w.bin",
      is_dir: false,
      file_size: 7,
      signed_url: SIGNED_URL,
      last_modified: "2026-02-03T03:04:05Z",
    };
    assert.deepEqual(
      filePageOf(parseWire(FILES, filePage([file, { path: "d/" }, { path: "x", file_size: "integer" }], "")), {}),
      {
        items: [
          { path: "w.bin", isDirectory: false, size: 7, modifiedAt: Date.parse("2026-02-03T03:04:05Z") },
          { path: "d/", isDirectory: true },
          { path: "x", isDirectory: false },
        ],
      },
    );
  });
});
