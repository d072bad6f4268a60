import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { startSampleServer } from "../../../src/sample/sampleServer";
import type { SampleServer } from "../../../src/sample/sampleServer";
import { Catalogue } from "../../../src/sample/catalogue/catalogue";
import { packageOf } from "../../../src/sample/catalogue/packages";
import type { ArtifactSource } from "../../../src/sources/contract/source";
import type { ByteRange, FilePlace, SourceFiles } from "../../../src/sources/contract/sourceFiles";
import type { SystemId } from "../../support/connectedSample";
import { SAMPLE_NOW, SAMPLE_SECRETS, systemOf, TreeWalk, unaborted } from "../../support/connectedSample";
import { failure } from "../../support/httpFixture";
import { until } from "../../support/until";
import type { Entry } from "../../../src/sources/contract/entry";

const REGISTRY_TOKEN = "a-registry-token-of-old";
const RUN: FilePlace = ["project", "2387", "run", "70158"];
const MODEL_FILE: FilePlace = ["artifact", "model", "12345", "12345.zip"];
const PLACE_OF_FILES = {
  modelLab: ["qwen36-27b", "qlora-r8-lr1e-4", "checkpoint-102", "adapter_model.safetensors"],
  trueFoundry: [
    "support-assistant",
    "Models",
    "qwen36-support-lora-long",
    "v",
    "checkpoint-102",
    "adapter_model.safetensors",
  ],
  registry: ["Models", "google-bert/bert-base-uncased", "12345.zip"],
} as const;
const ODD_RUN = ["Übersetzung-de-en", "odd names"];
const ODD_VERSION = ["translation", "Artifacts", "Auswertung", "v"];
const SYSTEM_IDS = Object.keys(PLACE_OF_FILES) as SystemId[];
/** What no request for a signed link may carry. */
const KEY_HEADERS = ["authorization", "x-authorization", "dd-api-key", "dd-application-key", "cookie"];

describe("The files of the sample", () => {
  let server: SampleServer;
  let log: string[];
  let now: number;
  let sources: ArtifactSource[];

  before(async () => {
    const { token, ...keys } = SAMPLE_SECRETS;
    now = SAMPLE_NOW;
    server = await startSampleServer({ now: () => now, keys, token, registryToken: REGISTRY_TOKEN });
  });
  beforeEach(() => {
    [log, sources] = [[], []];
    server.clearRequests();
  });
  afterEach(() => {
    sources.forEach((source) => source.dispose());
    server.reset();
    for (const { headerNames, query } of server.downloadRequests) {
      assert.deepEqual(
        headerNames.filter((name) => KEY_HEADERS.includes(name)),
        [],
      );
      assert.ok(query["Signature"] !== undefined && !log.join("\n").includes(query["Signature"]));
    }
    assert.doesNotMatch(log.join("\n"), /Signature|Expires/);
  });
  after(() => server.close());

  function open(id: SystemId): { source: ArtifactSource; files: SourceFiles } {
    const { baseUrl, keys } = server.systems[id];
    const network = { userAgent: "test/1", proxy: {}, log: (line: string) => void log.push(line) };
    const source = systemOf(id).connect({ id: "sample", name: "Sample", baseUrl, keyPages: {} }, keys, network);
    sources.push(source);
    return { source, files: source.files! };
  }

  async function find(
    id: SystemId,
    names: readonly string[],
  ): Promise<{ files: SourceFiles; entry: Entry; place: FilePlace }> {
    const { source, files } = open(id);
    const { entry } = await new TreeWalk(source).open(names);
    const place = files.placeOf(entry);
    assert.ok(place !== undefined);
    server.clearRequests();
    return { files, entry, place };
  }

  async function bytes(files: SourceFiles, place: FilePlace, range?: ByteRange) {
    const content = await files.read(place, range, unaborted());
    const chunks: Uint8Array[] = [];
    for await (const chunk of content.body) {
      chunks.push(chunk);
    }
    return { ...content, bytes: Buffer.concat(chunks) };
  }

  const hash = (data: Uint8Array): string => createHash("sha256").update(data).digest("hex");
  const paths = () => server.requests.map(({ method, path }) => `${method} ${path.split("/").at(-1) ?? ""}`);

  for (const id of SYSTEM_IDS) {
    describe(`of ${id}`, () => {
      it("come whole and in parts that make the whole, of one version", async () => {
        const { files, place, entry } = await find(id, PLACE_OF_FILES[id]);
        assert.ok(entry.abilities.includes("open") && entry.abilities.includes("download"));
        const whole = await bytes(files, place);
        assert.ok(whole.bytes.length > 100_000 && whole.version !== undefined);
        assert.deepEqual([whole.start, whole.size], [0, whole.bytes.length]);
        const { version } = whole;
        const head = await bytes(files, place, { start: 0, end: 1000 });
        const tail = await bytes(files, place, { start: 1000, version });
        assert.deepEqual([head.start, head.size, head.bytes.length, tail.start], [0, whole.size, 1000, 1000]);
        assert.equal(hash(Buffer.concat([head.bytes, tail.bytes])), hash(whole.bytes));
        const changed = await bytes(files, place, { start: 1000, version: '"another"' });
        assert.deepEqual([changed.start, hash(changed.bytes)], [0, hash(whole.bytes)]);
        await failure(files.read(place, { start: 1e9 }, unaborted()), "badRequest");
      });

      it("are told of by their directory", async () => {
        const { files, place } = await find(id, PLACE_OF_FILES[id]);
        const [facts, listing] = await Promise.all([
          files.stat(place, unaborted()),
          files.list(place.slice(0, -1), unaborted()),
        ]);
        assert.equal(paths().length, 1, "one request for both");
        const { name, ...listed } = listing.items.find((file) => file.name === place.at(-1))!;
        assert.deepEqual([name, listed], [place.at(-1), facts]);
        assert.equal(facts.isDirectory, false);
        await failure(files.stat([...place.slice(0, -1), "nothing"], unaborted()), "notFound");
      });

      it("are listed again for who asks for it, a moment after they were", async () => {
        const { files, place } = await find(id, PLACE_OF_FILES[id]);
        const list = (isFresh: boolean) => files.list(place.slice(0, -1), { ...unaborted(), isFresh });
        await list(false);
        const { length } = paths();
        assert.deepEqual(await list(true), await list(false));
        assert.equal(paths().length, length + 1);
      });

      it("are found by no place that is none, or that leads elsewhere", async () => {
        const { files, place } = await find(id, PLACE_OF_FILES[id]);
        const root = place.slice(0, id === "trueFoundry" ? 2 : id === "registry" ? 3 : 4);
        assert.deepEqual(await files.stat(root, unaborted()), { isDirectory: true });
        const wrong = [
          [],
          [place[0]!],
          ["other", "1"],
          ...["..", ".", "", "a/b", "a\0"].map((name) => [...root, name, "x"]),
        ];
        for (const names of wrong) {
          for (const ask of ["stat", "list"] as const) {
            await failure(files[ask](names, unaborted()), "notFound");
          }
          await failure(files.read(names, undefined, unaborted()), "notFound");
        }
        await failure(files.read(root, undefined, unaborted()), "badRequest");
        assert.deepEqual(paths(), []);
      });
    });
  }

  for (const id of ["trueFoundry", "registry"] as const) {
    it(`renew a link of ${id} that has expired before it was followed, once`, async () => {
      const { files, place } = await find(id, PLACE_OF_FILES[id]);
      const { bytes: wanted } = await bytes(files, place);
      for (const times of [1, 2]) {
        server.clearRequests();
        let left = times;
        const undo = server.respondWith(({ query }) => {
          now += query.has("Signature") && left-- > 0 ? 61_000 : 0;
          return undefined;
        });
        if (times === 1) {
          assert.equal(hash((await bytes(files, place, { start: 0 })).bytes), hash(wanted));
        } else {
          const error = await failure(files.read(place, undefined, unaborted()), "badRequest");
          assert.doesNotMatch(error.message, /keys|Signature/);
        }
        undo();
        // The last byte reaches the reader before the server knows that it has sent it.
        await until(() => server.downloadRequests.every(({ outcome }) => outcome !== "underWay"));
        assert.deepEqual(
          server.downloadRequests.map(({ status }) => status),
          times === 1 ? [403, 200] : [403, 403],
        );
        assert.equal(server.requests.length, 2);
      }
    });
  }

  it("have names with anything in them, which places keep, in both systems that name files", async () => {
    for (const [id, way] of [
      ["modelLab", ODD_RUN],
      ["trueFoundry", ODD_VERSION],
    ] as const) {
      const { files, place } = await find(id, way);
      const found: string[] = [];
      const visit = async (names: readonly string[]): Promise<void> => {
        for (const { name, isDirectory } of (await files.list([...place, ...names], unaborted())).items) {
          if (isDirectory) {
            await visit([...names, name]);
          } else {
            const { bytes: content } = await bytes(files, [...place, ...names, name]);
            found.push(...(content.toString() === `${[...names, name].join("/")}\n` ? [name] : []));
          }
        }
      };
      await visit([]);
      assert.ok(found.length >= 15, `${found.length} of ${id}`);
      assert.ok(found.includes("file?.json") && found.includes("percent%2Fencoded%20name.txt"));
    }
  });

  it("of a run are read without asking again where they lie", async () => {
    const { files } = open("modelLab");
    await bytes(files, [...RUN, "checkpoint-102", "adapter_config.json"]);
    await bytes(files, [...RUN, "checkpoint-102", "adapter_config.json"]);
    assert.deepEqual(paths(), ["GET artifacts", "GET content", "GET content"]);
    const { files: others, place } = await find("modelLab", PLACE_OF_FILES.modelLab);
    await bytes(others, place, { start: 0, end: 10 });
    assert.deepEqual(paths(), ["GET content"]);
  });

  it("of a project's own listing are the runs' files, by one request for all directories", async () => {
    const { files, place } = await find("modelLab", ["qwen36-27b", "Project artifacts"]);
    assert.deepEqual(place, ["project", "2387", "files"]);
    const [run] = (await files.list(place, unaborted())).items;
    const below = [...place, run!.name, "artifacts"];
    assert.deepEqual(await files.stat(below, unaborted()), { isDirectory: true });
    const file = (await files.list(below, unaborted())).items.find(({ isDirectory }) => !isDirectory)!;
    assert.ok(file.size !== undefined && file.modifiedAt === undefined);
    assert.deepEqual(paths(), ["GET artifacts"]);
    assert.equal((await bytes(files, [...below, file.name])).bytes.length, file.size);
    await failure(files.list([...below, file.name], unaborted()), "notFound");
  });

  it("of a directory of thousands come through all pages", async () => {
    const { files, place } = await find("trueFoundry", [
      "call-centre-asr",
      "Artifacts",
      "transcripts",
      "v",
      "predictions",
    ]);
    const { items: listing } = await files.list(place, unaborted());
    assert.equal(new Set(listing.map(({ name }) => name)).size, 3000);
    assert.ok(listing.every(({ size, modifiedAt }) => size !== undefined && modifiedAt !== undefined));
  });

  it("of the registry are what was packed, and what is missing is said plainly", async () => {
    const { files } = open("registry");
    const wanted = packageOf(new Catalogue().product("model", "12345")!);
    assert.equal(hash((await bytes(files, MODEL_FILE)).bytes), hash(wanted.read(0, wanted.size)));
    for (const [id, reason] of [
      ["12346", /^the registry has no package of this artifact$/],
      ["12347", /^local:\/\/… can't be reached from here$/],
    ] as const) {
      const place = ["artifact", "model", id];
      const asked = [files.list(place, unaborted()), files.read([...place, "x.zip"], undefined, unaborted())];
      for (const work of asked) {
        assert.match((await failure(work, "notFound")).message, reason);
      }
    }
    await failure(files.read([...MODEL_FILE.slice(0, 3), ".git"], undefined, unaborted()), "notFound");
  });

  it("have a place exactly where they are offered", async () => {
    for (const id of SYSTEM_IDS) {
      const { source, files } = open(id);
      const walk = new TreeWalk(source);
      await walk.open(PLACE_OF_FILES[id]);
      for (const row of walk.tree.loadedRows()) {
        if (row.kind === "entry") {
          const { abilities, isExpandable } = row.entry;
          assert.equal(files.placeOf(row.entry) !== undefined, abilities.includes("download"), row.id);
          assert.equal(abilities.includes("open"), abilities.includes("download") && !isExpandable, row.id);
        }
      }
    }
  });
});
