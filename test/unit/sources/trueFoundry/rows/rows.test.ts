import assert from "node:assert/strict";
import { detailsOf } from "../../../../../src/sources/trueFoundry/rows/details";
import {
  artifactEntry,
  fileEntry,
  groupEntry,
  repoEntry,
  versionEntry,
  versionRoot,
} from "../../../../../src/sources/trueFoundry/rows/rows";
import { artifact, BARE_REPO, BARE_VERSION, NOW, repo, SCOPE, version } from "../trueFoundryFixture";

const ROOT = versionRoot("v", version());

describe("rows of TrueFoundry", () => {
  it("describe a repo by what it holds and its age", () => {
    const counts = [
      { type: "artifact", count: 1 },
      { type: "model", count: 1_200 },
      { type: "plot", count: 4 },
    ];
    assert.deepEqual(repoEntry(SCOPE, repo({ counts })).detail, [
      "1,200 models",
      "1 artifact",
      { verb: "created", ago: NOW },
    ]);
    assert.deepEqual(repoEntry(SCOPE, repo({ counts: [{ type: "model", count: 0 }] })).detail, [
      { verb: "created", ago: NOW },
    ]);
  });

  it("offer the runs of a repo that has some", () => {
    const offers = (runs?: number) => repoEntry(SCOPE, { ...repo(), ...(runs !== undefined && { runs }) }).abilities;
    assert.deepEqual(
      [1, 0, undefined].map((runs) => offers(runs).includes("runs")),
      [true, false, false],
    );
  });

  it("say that a group is empty where the service counts", () => {
    assert.deepEqual(groupEntry("g", repo({ counts: [{ type: "model", count: 0 }] }), "model").detail, ["0"]);
    assert.deepEqual(groupEntry("g", repo(), "model").detail, []);
  });

  it("describe an artifact by its latest version and age", () => {
    assert.deepEqual(artifactEntry("g", artifact()).detail, ["v3", { verb: "updated", ago: NOW }]);
  });

  it("describe a version by alias, tags, step, run and age", () => {
    const full = version({ alias: "golden", tags: ["prod", "eval"], step: 1200, runId: "1a2b3c4d5e6f" });
    assert.deepEqual(versionEntry("a", full).detail, [
      "golden",
      "prod, eval",
      "step 1,200",
      { ago: NOW },
      "run 1a2b3c4d",
    ]);
    assert.deepEqual(versionEntry("a", version({ step: 0 })).detail, ["step 0", { ago: NOW }]);
  });

  it("call a version by its number, or by its id where it has none", () => {
    assert.deepEqual([versionEntry("a", version()).name, versionEntry("a", BARE_VERSION).name], ["v3", "v-1"]);
  });

  it("tell models from artifacts in icon and words", () => {
    const [model, other] = (["model", "artifact"] as const).map((type) => artifactEntry("g", artifact({ type })));
    assert.deepEqual([model?.spoken, other?.spoken], ["model", "artifact"]);
    assert.notDeepEqual(model?.icon, other?.icon);
  });

  it("offer to copy only what is there", () => {
    const bare = BARE_VERSION;
    assert.deepEqual(versionEntry("a", bare).abilities, [
      "copy.id",
      "link",
      "copy.curl",
      "page",
      "refresh",
      "download",
    ]);
    assert.deepEqual(versionEntry("a", { ...bare, type: "model" }).abilities, versionEntry("a", bare).abilities);
    assert.deepEqual(versionEntry("a", version()).abilities, [
      "copy.id",
      "copy.fqn",
      "copy.uri",
      "copy.snippet",
      "snippets",
      "link",
      "copy.curl",
      "page",
      "refresh",
      "download",
    ]);
    const file = fileEntry(versionRoot("v", bare), { path: "a", isDirectory: false });
    assert.deepEqual(file.abilities, ["copy.path", "copy.curl", "open", "download", "snippets", "siblings"]);
    assert.ok(!artifactEntry("g", artifact({ fqn: "" })).abilities.includes("copy.fqn"));
  });

  it("encode ids, so that no name can forge another's", () => {
    assert.equal(repoEntry(SCOPE, repo({ id: "r/models" })).id, `${SCOPE}/repo/r%2Fmodels`);
    assert.equal(artifactEntry("g", artifact({ id: "a/version/b" })).id, "g/artifact/a%2Fversion%2Fb");
    assert.equal(versionEntry("a", version({ id: "v/file/x" })).id, "a/version/v%2Ffile%2Fx");
    assert.equal(fileEntry(ROOT, { path: "a#b/\ud800%2F", isDirectory: false }).id, "v/file/a%23b/%uD800%252F");
  });

  it("tell a directory from a file of the same name", () => {
    const [directory, file] = [true, false].map((isDirectory) => fileEntry(ROOT, { path: "a", isDirectory, size: 10 }));
    assert.deepEqual([directory?.id, file?.id], ["v/dir/a", "v/file/a"]);
    assert.deepEqual([directory?.detail, file?.detail], [[], ["10 B"]]);
  });

  it("show names as they are", () => {
    const name = '<img src=x>[a](command:b) "$(x)" \u202e../..';
    assert.equal(repoEntry(SCOPE, repo({ name })).name, name);
    assert.equal(fileEntry(ROOT, { path: `..//${name}`, isDirectory: false }).name, "..");
  });
});

describe("details of TrueFoundry", () => {
  it("give a version's manifest, with its metadata as a table, and without its snippet", () => {
    const details = detailsOf(
      versionEntry("a", {
        ...version(),
        description: "Cleaned",
        alias: "golden",
        tags: ["prod", "eval"],
        step: 100,
        runId: "run-7",
        createdBy: "Ada",
        updatedAt: NOW + 1,
        metadata: [{ key: "lang", value: "en" }],
        usageSnippet: "SNIPPET",
      }),
    );
    assert.deepEqual(details, {
      description: "Cleaned",
      facts: [
        { label: "FQN", text: "artifact:acme/nlp/corpus:3" },
        { label: "Version", text: "3" },
        { label: "Alias", text: "golden" },
        { label: "Tags", text: "prod, eval" },
        { label: "Step", text: "100" },
        { label: "Run", text: "run-7" },
        { label: "Created by", text: "Ada" },
        { label: "Created", at: NOW },
        { label: "Updated", at: NOW + 1 },
        { label: "Source type", text: "truefoundry" },
        { label: "Source URI", text: "s3://bucket/corpus/3" },
        { label: "ID", text: "v-1" },
      ],
      tables: [{ title: "Metadata", columns: ["Name", "Value"], rows: [["lang", "en"]] }],
    });
  });

  it("give a repo's facts, and none that are not known", () => {
    const counts = [
      { type: "artifact", count: 30 },
      { type: "plot", count: 2_000 },
    ];
    const full = repo({ description: "LMs", storageIntegration: "acme:s3", createdBy: "Ada", runs: 0, counts });
    assert.deepEqual(detailsOf(repoEntry(SCOPE, full)), {
      description: "LMs",
      facts: [
        { label: "Created", at: NOW },
        { label: "Created by", text: "Ada" },
        { label: "Tenant", text: "acme" },
        { label: "Storage", text: "acme:s3" },
        { label: "Runs", text: "0" },
        { label: "Holds", text: "artifact: 30, plot: 2,000" },
        { label: "ID", text: "r1" },
      ],
      tables: [],
    });
    assert.deepEqual(detailsOf(repoEntry(SCOPE, BARE_REPO)).facts, [{ label: "ID", text: "r1" }]);
  });

  it("give facts of artifacts, groups and files", () => {
    const labels = (entry: Parameters<typeof detailsOf>[0]) => detailsOf(entry).facts.map(({ label }) => label);
    assert.deepEqual(labels(artifactEntry("g", artifact())), ["FQN", "Latest version", "Updated", "ID"]);
    assert.equal(detailsOf(groupEntry("g", repo(), "model")).description, "The models of nlp.");
    const file = fileEntry(ROOT, { path: "a/b", isDirectory: false, size: 4_500_000, modifiedAt: NOW });
    assert.deepEqual(detailsOf(file).facts, [
      { label: "Path", text: "a/b" },
      { label: "Size", text: "4.5 MB (4,500,000 bytes)" },
      { label: "Modified", at: NOW },
    ]);
  });
});
