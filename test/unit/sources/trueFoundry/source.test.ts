import assert from "node:assert/strict";
import type { Section } from "../../../../src/sources/contract/source";
import type { TrueFoundryEntry } from "../../../../src/sources/trueFoundry/rows/entries";
import {
  artifactEntry,
  fileEntry,
  groupEntry,
  repoEntry,
  versionEntry,
  versionRoot,
} from "../../../../src/sources/trueFoundry/rows/rows";
import type { TrueFoundrySource } from "../../../../src/sources/trueFoundry/source";
import type { RecordedRequest } from "../../../support/faultServer";
import { failure } from "../../../support/httpFixture";
import {
  artifact,
  filePage,
  page,
  repo,
  ROOT,
  SCOPE,
  SIGNED_URL,
  TrueFoundryFixture,
  version,
  wireArtifact,
  wireRepo,
  wireVersion,
} from "./trueFoundryFixture";

const REPO = repoEntry(SCOPE, repo());
const GROUP = groupEntry(`${REPO.id}/artifacts`, repo(), "artifact");
const MODELS = groupEntry(`${REPO.id}/models`, repo(), "model");
const ARTIFACT = artifactEntry(GROUP.id, artifact());
const MODEL = artifactEntry(MODELS.id, artifact({ id: "m1", type: "model" }));
const VERSION = versionEntry(ARTIFACT.id, version());
const DIRECTORY = fileEntry(versionRoot(VERSION.id, version()), { path: "a/b", isDirectory: true });

function only(source: TrueFoundrySource, parent?: TrueFoundryEntry): Section<TrueFoundryEntry> {
  const sections = source.sections(parent);
  assert.equal(sections.length, 1);
  return sections[0]!;
}

const namesOf = (entries: readonly TrueFoundryEntry[]) => entries.map(({ name }) => name);
const bodyOf = (request: RecordedRequest | undefined): unknown => JSON.parse(request?.body ?? "null");

describe("TrueFoundrySource", () => {
  let fixture: TrueFoundryFixture;
  beforeEach(() => (fixture = new TrueFoundryFixture()));
  afterEach(() => fixture.close());

  it("lists ML repos, and sends nothing before", async () => {
    const { server, source } = await fixture.source((reply) => reply.json(page([wireRepo()], 240)));
    const section = only(source);
    assert.equal(server.requests.length, 0);
    const { items: entries, next, total } = await section.load(undefined, fixture);
    assert.deepEqual([entries[0]?.id, next, total], ["trueFoundry/cp/repo/r1", "1", 240]);
    assert.deepEqual(server.requests[0]?.query, { offset: "0", limit: "100" });
    await section.load(next, fixture);
    assert.deepEqual(server.requests[1]?.query, { offset: "1", limit: "100" });
  });

  it("says what is empty", async () => {
    const { source } = await fixture.source((reply) => reply.json(page([])));
    assert.deepEqual(
      [undefined, GROUP, MODELS, ARTIFACT, VERSION, DIRECTORY].map((entry) => only(source, entry).emptyText),
      ["No ML repos", "No artifacts", "No models", "No versions", "No files", "Empty directory"],
    );
    assert.deepEqual(source.sections(fileEntry(DIRECTORY.root, { path: "a", isDirectory: false })), []);
  });

  it("ends where the service has no more, whatever the total says", async () => {
    const { server, source } = await fixture.source((reply, _, number) =>
      reply.json(page(number === 1 ? [wireRepo(), wireRepo({ id: "r2" })] : [], 1_000_000)),
    );
    const first = await only(source).load(undefined, fixture);
    const second = await only(source).load(first.next, fixture);
    assert.deepEqual([first.next, second.next, second.items], ["2", undefined, []]);
    assert.equal(server.requests.length, 2);
  });

  it("ends with the total", async () => {
    const { source } = await fixture.source((reply) => reply.json(page([wireRepo()], 1)));
    assert.equal((await only(source).load(undefined, fixture)).next, undefined);
  });

  it("groups models and artifacts without a request", async () => {
    const { server, source } = await fixture.source((reply) => reply.json({}));
    const counts = [{ type: "model", count: 1_200 }];
    const groups = source.sections(repoEntry(SCOPE, repo({ counts }))).find(({ id }) => id === "groups")!;
    const { items: entries } = await groups.load(undefined, fixture);
    assert.deepEqual(
      entries.map(({ id, name, detail }) => [id, name, detail]),
      [
        ["trueFoundry/cp/repo/r1/models", "Models", ["1,200"]],
        ["trueFoundry/cp/repo/r1/artifacts", "Artifacts", []],
      ],
    );
    assert.equal(server.requests.length, 0);
  });

  for (const [group, path] of [
    [GROUP, "/artifacts"],
    [MODELS, "/models"],
  ] as const) {
    it(`lists a repo's ${group.name.toLowerCase()}`, async () => {
      const { server, source } = await fixture.source((reply) => reply.json(page([wireArtifact()])));
      const { items: entries } = await only(source, group).load(undefined, fixture);
      assert.deepEqual(
        entries.map(({ id, name }) => [id, name]),
        [[`${group.id}/artifact/a1`, "corpus"]],
      );
      assert.equal(server.requests[0]?.path, ROOT + path);
      assert.deepEqual(server.requests[0].query, { ml_repo_id: "r1", offset: "0", limit: "100" });
    });
  }

  it("lists versions newest first, with one request", async () => {
    const { server, source } = await fixture.source((reply) => reply.json(page([1, 10, 9].map((n) => wireVersion(n)))));
    const { items: entries } = await only(source, ARTIFACT).load(undefined, fixture);
    assert.deepEqual(namesOf(entries), ["v10", "v9", "v1"]);
    assert.deepEqual(server.requests[0]?.query, { artifact_id: "a1", offset: "0", limit: "100" });
    assert.equal(server.requests.length, 1);
  });

  it("asks for the versions of a model by the model's id", async () => {
    const { server, source } = await fixture.source((reply) => reply.json(page([])));
    await only(source, MODEL).load(undefined, fixture);
    assert.equal(server.requests[0]?.path, `${ROOT}/model-versions`);
    assert.deepEqual(server.requests[0].query, { model_id: "m1", offset: "0", limit: "100" });
  });

  it("narrows versions by the filter that is on, on every page of a listing", async () => {
    const { server, source } = await fixture.source((reply) => reply.json(page([wireVersion(3)], 2)));
    source.filter.set(ARTIFACT, { tag: [" prod "], version: ["3"], runs: ["r1", "r2"], steps: ["100"] });
    const section = only(source, ARTIFACT);
    const { next } = await section.load(undefined, fixture);
    source.filter.set(ARTIFACT, {});
    await section.load(next, fixture);
    const filter = { artifact_id: "a1", tag: "prod", version: "3", run_ids: "r2", run_steps: "100" };
    assert.deepEqual(
      server.requests.map(({ query }) => query),
      [
        { ...filter, offset: "0", limit: "100" },
        { ...filter, offset: "1", limit: "100" },
      ],
    );
    await only(source, ARTIFACT).load(undefined, fixture);
    assert.deepEqual(server.requests[2]?.query, { artifact_id: "a1", offset: "0", limit: "100" });
  });

  it("narrows a group by name and run", async () => {
    const { server, source } = await fixture.source((reply) => reply.json(page([])));
    source.filter.set(GROUP, { name: ["corpus"], run: ["7"] });
    const section = only(source, GROUP);
    assert.equal(section.emptyText, 'No artifacts match "corpus" · run:7');
    await section.load(undefined, fixture);
    assert.deepEqual(server.requests[0]?.query, {
      ml_repo_id: "r1",
      name: "corpus",
      run_id: "7",
      offset: "0",
      limit: "100",
    });
  });

  it("says in the empty listing which filter is on, and is another section with it", async () => {
    const { server, source } = await fixture.source((reply) => reply.json(page([wireArtifact()])));
    const before = only(source, ARTIFACT);
    source.filter.set(ARTIFACT, { tag: ["prod"], steps: ["100", "200"] });
    const section = only(source, ARTIFACT);
    assert.equal(section.emptyText, "No versions match tag:prod · steps:100,200");
    assert.deepEqual([before.isFiltered, section.isFiltered], [false, true]);
    assert.notEqual(section.id, before.id);
    assert.equal(server.requests.length, 0);
  });

  it("lists a version's files, directories first, by name as a person counts", async () => {
    const files = ["b.txt", "step-10/", "a.txt", "step-2/x.bin"].map((path) => ({ path, signed_url: SIGNED_URL }));
    const { server, source } = await fixture.source((reply) => reply.json(filePage(files, null)));
    const { items: entries, next, total } = await only(source, VERSION).load(undefined, fixture);
    assert.deepEqual(namesOf(entries), ["step-2", "step-10", "a.txt", "b.txt"]);
    assert.deepEqual([next, total], [undefined, undefined]);
    assert.deepEqual(bodyOf(server.requests[0]), { id: "v-1", limit: 1000 });
    assert.ok(!JSON.stringify(entries).includes("X-Amz"), "a row holds a signed URL");
  });

  it("keeps the service's order where a directory has several pages", async () => {
    const { server, source } = await fixture.source((reply, _, number) =>
      reply.json(
        number === 1 ? filePage([{ path: "z" }, { path: "b/" }], "t1") : filePage([{ path: "y" }, { path: "a/" }]),
      ),
    );
    const section = only(source, DIRECTORY);
    const first = await section.load(undefined, fixture);
    const second = await section.load(first.next, fixture);
    assert.deepEqual([namesOf(first.items), first.next], [["z", "b"], "page_token:t1"]);
    assert.deepEqual([namesOf(second.items), second.next], [["y", "a"], undefined]);
    assert.deepEqual(bodyOf(server.requests[0]), { id: "v-1", path: "a/b", limit: 1000 });
    assert.deepEqual(bodyOf(server.requests[1]), { id: "v-1", path: "a/b", limit: 1000, page_token: "t1" });
  });

  it("does not follow a page token that leads to itself", async () => {
    const { source } = await fixture.source((reply) => reply.json(filePage([{ path: "a" }], "again")));
    const section = only(source, VERSION);
    assert.equal((await section.load(undefined, fixture)).next, "page_token:again");
    const { next, mayHaveMore } = await section.load("page_token:again", fixture);
    assert.deepEqual([next, mayHaveMore], [undefined, true]);
  });

  for (const [from, path] of [
    ["the version's root", "a/b/c.txt"],
    ["the directory", "c.txt"],
  ]) {
    it(`understands paths that start at ${from}`, async () => {
      const { source } = await fixture.source((reply) => reply.json(filePage([{ path, file_size: 3 }])));
      const { items: entries } = await only(source, DIRECTORY).load(undefined, fixture);
      assert.deepEqual(
        entries.map(({ id, name }) => [id, name]),
        [[`${VERSION.id}/file/a/b/c.txt`, "c.txt"]],
      );
    });
  }

  it("reloads what can be asked for alone", async () => {
    const { server, source } = await fixture.source((reply, { path }) =>
      reply.json({ data: path.includes("repo") ? wireRepo() : wireVersion(3, { id: "v-1", tags: ["new"] }) }),
    );
    assert.equal((await source.reload(REPO, fixture)).detail[0], "41 runs");
    const reloaded = await source.reload(VERSION, fixture);
    assert.deepEqual([reloaded.id, reloaded.detail[1]], [VERSION.id, "new"]);
    assert.deepEqual(
      server.requests.map(({ path }) => path),
      [`${ROOT}/ml-repos/r1`, `${ROOT}/artifact-versions/v-1`],
    );
    const modelVersion = versionEntry(MODEL.id, version({ type: "model" }));
    await source.reload(modelVersion, fixture);
    assert.equal(server.requests[2]?.path, `${ROOT}/model-versions/v-1`);
    assert.equal(await source.reload(DIRECTORY, fixture), DIRECTORY);
    assert.equal(server.requests.length, 3);
  });

  it("passes failures on", async () => {
    const { source } = await fixture.source((reply) => reply.json({ detail: "gone" }, { status: 404 }));
    for (const entry of [undefined, GROUP, ARTIFACT, VERSION]) {
      assert.equal((await failure(only(source, entry).load(undefined, fixture), "notFound")).message, "gone");
    }
  });

  it("rejects with the reason when it is aborted", async () => {
    const { source } = await fixture.source((reply) => reply.hang());
    const controller = new AbortController();
    const work = only(source).load(undefined, controller);
    const reason = new Error("collapsed");
    controller.abort(reason);
    await assert.rejects(work, (error) => error === reason);
  });
});
