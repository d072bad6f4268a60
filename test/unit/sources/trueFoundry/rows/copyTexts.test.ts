import assert from "node:assert/strict";
import { POSIX } from "../../../../support/shells";
import { execFileSync } from "node:child_process";
import { copyText } from "../../../../../src/sources/trueFoundry/rows/copyTexts";
import type { TrueFoundryEntry } from "../../../../../src/sources/trueFoundry/rows/entries";
import {
  artifactEntry,
  fileEntry,
  groupEntry,
  repoEntry,
  versionEntry,
  versionRoot,
} from "../../../../../src/sources/trueFoundry/rows/rows";
import { artifact, repo, SCOPE, version } from "../trueFoundryFixture";
import type { CopyTarget } from "../../../../../src/sources/contract/entry";

const BASE = "https://cp.example.com";
const ROOT = versionRoot("v", version());
const REPO = repoEntry(SCOPE, repo());
const GROUP = groupEntry("g", repo(), "model");
const ARTIFACT = artifactEntry("g", artifact());
const VERSION = versionEntry("a", version());
const DIRECTORY = fileEntry(ROOT, { path: "lora/deep", isDirectory: true });
const FILE = fileEntry(ROOT, { path: "lora/adapter config.json", isDirectory: false });

const copy = (entry: TrueFoundryEntry, target: CopyTarget, base = `${BASE}/api/ml/v1`) =>
  copyText(entry, target, base, POSIX);
const copyEach = (entry: TrueFoundryEntry, ...targets: readonly CopyTarget[]) =>
  targets.map((target) => copy(entry, target));

describe("copyText of TrueFoundry", () => {
  it("gives names and ids", () => {
    assert.deepEqual(copyEach(REPO, "id", "name", "fqn"), ["r1", "nlp", ""]);
    assert.deepEqual(copyEach(ARTIFACT, "id", "name", "fqn"), ["a1", "corpus", "artifact:acme/nlp/corpus"]);
    assert.deepEqual(copyEach(VERSION, "id", "fqn", "snippet"), ["v-1", "artifact:acme/nlp/corpus:3", "download()"]);
  });

  it("gives a file's path in the version, and its URI where the version has a source", () => {
    assert.equal(copy(VERSION, "uri"), "s3://bucket/corpus/3");
    assert.deepEqual(copyEach(FILE, "path", "uri"), [
      "lora/adapter config.json",
      "s3://bucket/corpus/3/lora/adapter config.json",
    ]);
    const slashed = versionRoot("v", version({ sourceUri: "s3://bucket/corpus//" }));
    assert.equal(copy(fileEntry(slashed, { path: "a", isDirectory: true }), "uri"), "s3://bucket/corpus/a");
    const bare = versionRoot("v", version({ sourceUri: "" }));
    assert.equal(copy(fileEntry(bare, { path: "a", isDirectory: false }), "uri"), "");
  });

  it("has a text for every ability to copy, and for no other", () => {
    const targets = [
      "path",
      "pathInProject",
      "uri",
      "id",
      "name",
      "fqn",
      "link",
      "sourceUrl",
      "snippet",
      "curl",
    ] as const;
    for (const entry of [REPO, GROUP, ARTIFACT, VERSION, DIRECTORY, FILE]) {
      for (const target of targets.filter((candidate) => candidate !== "curl")) {
        assert.equal(copy(entry, target) !== "", entry.abilities.includes(`copy.${target}`), `${entry.kind} ${target}`);
      }
      assert.ok(entry.abilities.includes("copy.curl") && copy(entry, "curl") !== "");
    }
  });

  it("names the token's variable in curl, and each thing's own request", () => {
    const curl = 'curl --fail --silent --show-error --header "Authorization: Bearer $TFY_API_KEY"';
    const post = `${curl} --header "Content-Type: application/json" --data`;
    const api = `${BASE}/api/ml/v1`;
    const modelVersion = versionEntry("a", version({ type: "model", fqn: "model:a/b/c:3" }));
    assert.equal(copy(REPO, "curl"), `${curl} '${api}/ml-repos/r1'`);
    assert.equal(copy(GROUP, "curl"), `${curl} '${api}/models?ml_repo_id=r1'`);
    assert.equal(copy(ARTIFACT, "curl"), `${curl} '${api}/artifact-versions?artifact_id=a1'`);
    assert.equal(copy(VERSION, "curl"), `${curl} '${api}/artifact-versions/v-1'`);
    assert.equal(copy(modelVersion, "curl"), `${curl} '${api}/model-versions/v-1'`);
    assert.equal(copy(DIRECTORY, "curl"), `${post} '{"id":"v-1","path":"lora/deep"}' '${api}/artifact-versions/files'`);
    assert.equal(
      copy(FILE, "curl"),
      `${post} '{"id":"v-1","paths":["lora/adapter config.json"],"operation":"READ"}' '${api}/artifact-versions/signed-urls'`,
    );
    assert.ok(copy(REPO, "curl", `${BASE}/api/svc/v1`).endsWith(` '${BASE}/api/svc/v1/ml-repos/r1'`));
  });

  it("lets no name out of its quotes in a shell", () => {
    const path = 'it\'s $(touch x) `id` "q" \\ -o.json';
    const text = copy(fileEntry(ROOT, { path, isDirectory: false }), "curl").replace(/^curl/, "printf '%s\\n'");
    const words = execFileSync("sh", ["-c", text], { encoding: "utf8" }).trimEnd().split("\n");
    const body: unknown = JSON.parse(words[words.indexOf("--data") + 1]!);
    assert.deepEqual(body, { id: "v-1", paths: [path], operation: "READ" });
  });
});
