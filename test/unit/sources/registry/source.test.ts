import assert from "node:assert/strict";
import { POSIX } from "../../../support/shells";
import type { RegistryEntry } from "../../../../src/sources/registry/rows/entries";
import { failure } from "../../../support/httpFixture";
import {
  artifact,
  PREFIX,
  RegistryFixture,
  routes,
  SCOPE,
  SIGNATURE,
  SIGNED_URL,
  SOURCE_URL,
  stored,
  TOKEN,
} from "./registryFixture";

const GET = "GET /artifacts/model/12345";
const look = ({ name, detail }: RegistryEntry) =>
  [name, ...detail.map((part) => (typeof part === "string" ? part : "a time"))].join(" · ");

describe("RegistrySource", () => {
  let fixture: RegistryFixture;
  beforeEach(() => (fixture = new RegistryFixture()));
  afterEach(() => fixture.close());

  describe("lists", () => {
    it("its groups without a request", async () => {
      const registry = await fixture.connect(routes({}));
      const groups = await fixture.rows(registry, undefined);
      assert.deepEqual(groups.map(look), ["Models", "Datasets", "Code"]);
      assert.deepEqual(
        groups.map(({ id }) => id),
        [`${SCOPE}/model`, `${SCOPE}/dataset`, `${SCOPE}/code`],
      );
      assert.ok(groups.every(({ isExpandable, abilities }) => isExpandable && abilities.join() === "refresh"));
      assert.equal(registry.server.requests.length, 0);
    });

    it("each group's artifacts with one request for each page, following the header", async () => {
      const registry = await fixture.connect((reply, { query }) =>
        query["offset"] === undefined
          ? reply.json([artifact({ id: "1", name: "a" })], { headers: { Offset: "1000" } })
          : reply.json([artifact({ id: "2", name: "b" })]),
      );
      const [models] = await fixture.rows(registry, undefined);
      const [section] = registry.source.sections(models);
      const first = await section!.load(undefined, fixture);
      const second = await section!.load(first.next, fixture);
      assert.deepEqual([first.next, first.items.map(look)], ["1000", ["a"]]);
      assert.deepEqual([second.next, second.items.map(look)], [undefined, ["b"]]);
      assert.deepEqual(
        registry.server.requests.map(({ body, query }) => [body, query]),
        [
          ['[{"name":"*","types":["model"]}]', {}],
          ['[{"name":"*","types":["model"]}]', { offset: "1000" }],
        ],
      );
      assert.deepEqual([section!.noun, section!.emptyText], ["models", "No models"]);
    });

    it("artifacts of one name apart, within a page and over pages, and the same after a refresh", async () => {
      const pages = [
        [artifact({ id: "1", name: "bert" }), artifact({ id: "2", name: "gpt" }), artifact({ id: "3", name: "bert" })],
        [artifact({ id: "4", name: "gpt" }), artifact({ id: "2", name: "gpt" }), artifact({ id: "5", name: "t5" })],
      ];
      const registry = await fixture.connect((reply, { query }) =>
        query["offset"] === undefined ? reply.json(pages[0], { headers: { offset: "3" } }) : reply.json(pages[1]),
      );
      const [models] = await fixture.rows(registry, undefined);
      const [section] = registry.source.sections(models);
      for (let round = 0; round < 2; round++) {
        const first = await section!.load(undefined, fixture);
        const second = await section!.load(first.next, fixture);
        assert.deepEqual(first.items.map(look), ["bert · 1", "gpt", "bert · 3"]);
        assert.deepEqual(second.items.map(look), ["gpt · 4", "gpt · 2", "t5"]);
      }
    });

    it("nothing further behind an offset that does not advance", async () => {
      const registry = await fixture.connect((reply) => reply.json([artifact()], { headers: { offset: "1000" } }));
      const [models] = await fixture.rows(registry, undefined);
      const { next } = await fixture.page(registry, models, { cursor: "1000" });
      assert.equal(next, undefined);
    });

    it("hostile names as text, with ids that forge none", async () => {
      const hostile = { id: "7/../8", name: "](command:x) $(rm) <img>/../..", type: "model" };
      const registry = await fixture.connect((reply) => reply.json([hostile, { ...hostile, id: "\ud800" }]));
      const [models] = await fixture.rows(registry, undefined);
      const rows = await fixture.rows(registry, models);
      assert.deepEqual(
        rows.map(({ id, name }) => [id, name]),
        [
          [`${SCOPE}/model/7%2F..%2F8`, hostile.name],
          [`${SCOPE}/model/%uD800`, hostile.name],
        ],
      );
    });

    it("an artifact of a type that is not known yet", async () => {
      const registry = await fixture.connect((reply) => reply.json([artifact({ type: "prompt" })]));
      const [models] = await fixture.rows(registry, undefined);
      const [row] = await fixture.rows(registry, models);
      assert.deepEqual([row?.spoken, row?.icon], ["prompt", { codicon: "circle-outline" }]);
    });
  });

  describe("shows below an artifact", () => {
    const CONTENTS: readonly (readonly [name: string, data: Readonly<Record<string, unknown>>, rows: string[]])[] = [
      ["its source and its package", {}, ["Source · huggingface.co/google-bert/bert-base-uncased", "12345.zip"]],
      [
        "that it has no package",
        { download_url: null },
        [
          "Source · huggingface.co/google-bert/bert-base-uncased",
          "No package · the registry has no package of this artifact",
        ],
      ],
      [
        "that its package is out of reach",
        { url: "models/bert on the shelf", download_url: `local://download/12345?${SIGNATURE}` },
        ["Source · models/bert on the shelf", "No package · local://… can't be reached from here"],
      ],
      [
        "that its package has no address",
        { url: "", download_url: "somewhere" },
        ["No package · the registry gives no address of this artifact's package"],
      ],
      [
        "no password of its source",
        { url: `https://u:${SIGNATURE}@github.com/a/b/?${SIGNATURE}#${SIGNATURE}` },
        ["Source · github.com/a/b/", "12345.zip"],
      ],
    ];
    for (const [name, data, expected] of CONTENTS) {
      it(name, async () => {
        const registry = await fixture.connect(routes({ [GET]: (reply) => reply.json(stored(data)) }));
        const row = await fixture.artifactRow(registry);
        const rows = await fixture.rows(registry, row);
        assert.deepEqual(rows.map(look), expected);
        assert.deepEqual(registry.asked(), [GET]);
        for (const child of rows) {
          const details = await registry.source.details(child, fixture);
          assert.ok(!JSON.stringify([{ ...child, url: "" }, details]).includes(SIGNATURE));
          assert.ok(child.id.startsWith(`${row.id}/`) && registry.source.sections(child).length === 0);
        }
        assert.deepEqual(registry.asked(), [GET]);
      });
    }

    it("its source as it is, for the command that opens or refuses it", async () => {
      const registry = await fixture.connect(routes({}));
      const urls = [SOURCE_URL, "http://intranet/x", "javascript:alert(1)", "file:///etc/passwd", "vscode://x", "bert"];
      for (const url of urls) {
        registry.server.handler = (reply) => reply.json(stored({ url }));
        const row = await registry.source.reload(await fixture.artifactRow(registry), fixture);
        const [sourceRow] = await fixture.rows(registry, row);
        assert.ok(sourceRow!.abilities.includes("external"), url);
        assert.equal(
          await registry.source.copyText(sourceRow!, "sourceUrl", { signal: fixture.signal, shell: POSIX }),
          url,
        );
        assert.equal(await registry.source.externalUrl(sourceRow!, fixture), url);
      }
    });

    it("why it could not be asked for, and asks again", async () => {
      const registry = await fixture.connect(routes({ [GET]: (reply) => reply.json({}, { status: 500 }) }));
      const row = await fixture.artifactRow(registry);
      await failure(fixture.rows(registry, row), "server");
      await failure(fixture.rows(registry, row), "server");
      registry.server.handler = routes({ [GET]: (reply) => reply.json(stored()) });
      assert.equal((await fixture.rows(registry, row)).length, 2);
    });
  });

  describe("asks for an artifact", () => {
    it("once, however many want to know at a time and later", async () => {
      const registry = await fixture.connect(routes({ [GET]: (reply) => reply.json(stored()) }));
      const { source } = registry;
      const row = await fixture.artifactRow(registry);
      const [rows, details, url, copied] = await Promise.all([
        fixture.rows(registry, row),
        Promise.resolve(source.details(row, fixture)),
        source.externalUrl(row, fixture),
        Promise.resolve(source.copyText(row, "sourceUrl", { signal: fixture.signal, shell: POSIX })),
      ]);
      assert.deepEqual([rows.length, url, copied], [2, SOURCE_URL, SOURCE_URL]);
      assert.deepEqual(details, {
        description: "",
        facts: [
          { label: "Type", text: "model" },
          { label: "ID", text: "12345" },
          { label: "Source", text: SOURCE_URL },
          { label: "Package", text: "12345.zip" },
        ],
        tables: [],
      });
      await source.details(row, fixture);
      assert.deepEqual(registry.asked(), [GET]);
    });

    it("again when its row is refreshed, once for the row and what is below it", async () => {
      const registry = await fixture.connect(routes({ [GET]: (reply) => reply.json(stored()) }));
      const row = await fixture.artifactRow(registry);
      await fixture.rows(registry, row);
      registry.server.handler = routes({
        [GET]: (reply) => reply.json(stored({ download_url: null }, { name: "new" })),
      });
      const newer = await registry.source.reload(row, fixture);
      assert.deepEqual([newer.id, newer.name], [row.id, "new"]);
      assert.match(look((await fixture.rows(registry, newer))[1]!), /no package/);
      assert.deepEqual(registry.asked(), [GET, GET]);
    });

    it("again when it was listed again", async () => {
      const registry = await fixture.connect(
        routes({
          [GET]: (reply) => reply.json(stored()),
          "POST /artifacts": (reply) => reply.json([artifact()]),
        }),
      );
      const [models] = await fixture.rows(registry, undefined);
      for (let round = 0; round < 2; round++) {
        const [row] = await fixture.rows(registry, models);
        await fixture.rows(registry, row);
      }
      assert.deepEqual(registry.asked(), ["POST /artifacts", GET, "POST /artifacts", GET]);
    });

    it("again when what is below its row is listed again", async () => {
      const registry = await fixture.connect(routes({ [GET]: (reply) => reply.json(stored()) }));
      const row = await fixture.artifactRow(registry);
      await registry.source.details(row, fixture);
      const [section] = registry.source.sections(row);
      await section!.load(undefined, fixture);
      assert.deepEqual(registry.asked(), [GET]);
      await section!.load(undefined, fixture);
      assert.deepEqual(registry.asked(), [GET, GET]);
    });

    it("no more when everybody who waited has left", async () => {
      const registry = await fixture.connect((reply) => reply.hang());
      const row = await fixture.artifactRow(registry);
      const [one, other] = [new AbortController(), new AbortController()];
      let gone: Promise<void> | undefined;
      const arrived = new Promise<void>((resolve) => {
        registry.server.handler = (reply) => {
          gone = reply.gone;
          resolve();
        };
      });
      const first = assert.rejects(Promise.resolve(registry.source.details(row, one)), { name: "AbortError" });
      const second = assert.rejects(registry.source.externalUrl(row, other), { name: "AbortError" });
      await arrived;
      one.abort();
      await first;
      other.abort();
      await Promise.all([second, gone]);
      assert.deepEqual(registry.asked(), [GET]);
    });
  });

  describe("deletes", () => {
    it("an artifact, and forgets it", async () => {
      const registry = await fixture.connect(
        routes({
          [GET]: (reply) => reply.json(stored()),
          "DELETE /artifacts/model/12345": (reply) => reply.nothing(200),
        }),
      );
      const row = await fixture.artifactRow(registry);
      await registry.source.details(row, fixture);
      await registry.source.deletion.send(row, fixture);
      await registry.source.details(row, fixture);
      assert.deepEqual(registry.asked(), [GET, "DELETE /artifacts/model/12345", GET]);
    });

    it("nothing else", async () => {
      const registry = await fixture.connect(routes({}));
      const [models] = await fixture.rows(registry, undefined);
      await registry.source.deletion.send(models!, fixture);
      assert.deepEqual([await registry.source.reload(models!, fixture), registry.asked()], [models, []]);
    });
  });

  describe("finds by address", () => {
    it("an artifact by type and id, and by its URL", async () => {
      const registry = await fixture.connect(routes({ [GET]: (reply) => reply.json(stored()) }));
      const base = registry.server.url + PREFIX;
      for (const text of [
        "model/12345",
        "  model/12345\n",
        `${base}/artifacts/model/12345`,
        `${base}/artifacts/model/12345/?x=1`,
      ]) {
        assert.deepEqual(
          await registry.source.addresses.locate(text, fixture),
          [`${SCOPE}/model`, `${SCOPE}/model/12345`],
          text,
        );
      }
      assert.deepEqual(registry.asked(), [GET]);
    });

    it("the very row that the listing has", async () => {
      const registry = await fixture.connect(routes({ [GET]: (reply) => reply.json(stored()) }));
      const row = await fixture.artifactRow(registry);
      assert.equal((await registry.source.addresses.locate("model/12345", fixture))?.at(-1), row.id);
    });

    it("nothing in other texts, without asking", async () => {
      const registry = await fixture.connect(routes({}));
      const base = registry.server.url;
      for (const text of [
        "",
        "bert",
        "prompt/1",
        "model:tenant/repo/name:3",
        "model/1/2",
        "model/../reset",
        `${base}/artifacts/model/1`,
        `${base}${PREFIX}x/artifacts/model/1`,
        `${base}${PREFIX}/artifacts/model/1/2`,
        `${base}${PREFIX}/artifacts/model/1%2F2`,
        `https://elsewhere.example${PREFIX}/artifacts/model/1`,
      ]) {
        assert.equal(await registry.source.addresses.locate(text, fixture), undefined, text);
      }
      assert.deepEqual(registry.asked(), []);
    });

    it("that there is no such artifact", async () => {
      const registry = await fixture.connect(routes({}));
      const { message } = await failure(registry.source.addresses.locate("code/9", fixture), "notFound");
      assert.equal(message, "Artifact does not exist");
    });
  });

  it("shows neither its token nor a signed address", async () => {
    const registry = await fixture.connect(routes({ [GET]: (reply) => reply.json(stored({ url: SIGNED_URL })) }));
    const row = await fixture.artifactRow(registry);
    const [sourceRow, ...rows] = await fixture.rows(registry, row);
    const curl = await registry.source.copyText(row, "curl", { signal: fixture.signal, shell: POSIX });
    const shown = [row, { ...sourceRow, url: "" }, rows, await registry.source.details(row, fixture), curl];
    const text = JSON.stringify([shown, fixture.log]);
    for (const secret of [TOKEN, SIGNATURE, "pa55word"]) {
      assert.ok(!text.includes(secret), secret);
    }
    assert.match(text, /bucket\.s3\.amazonaws\.com\/artifacts\/model\/12345\.zip/);
  });
});
