import assert from "node:assert/strict";
import { startSampleServer, type SampleServer, type SampleServerOptions } from "../../../../src/sample/sampleServer";
import type { ArtifactSource } from "../../../../src/sources/contract/source";
import { REGISTRY } from "../../../../src/sources/registry/registrySystem";
import { SAMPLE_NOW, unaborted } from "../../../support/connectedSample";
import { contentsOf } from "../../../support/contentsOf";
import { failure, readAll } from "../../../support/httpFixture";

const NETWORK = { userAgent: "ml-artifact-explorer/1.2.3", proxy: {}, log: () => undefined };
const TOKEN = "a-token-of-the-registry";
const ALL_ODD = { hasNoEmptyLists: true, failsAtDependencies: true, hasOwnPackages: true } as const;
const DEPLOYMENTS = [
  {},
  { ...ALL_ODD, offsets: "base64" },
  { ...ALL_ODD, offsets: "json" },
  { offsets: "endless" },
] as const satisfies readonly SampleServerOptions["deployment"][];

for (const deployment of DEPLOYMENTS) {
  describe(`A registry with ${JSON.stringify(deployment)}`, () => {
    let server: SampleServer;
    let source: ArtifactSource;
    before(async () => {
      server = await startSampleServer({ deployment, now: () => SAMPLE_NOW, registryToken: TOKEN });
      source = connect({ token: TOKEN });
    });
    beforeEach(() => server.clearRequests());
    after(async () => {
      source.dispose();
      await server.close();
    });

    function connect(keys: Readonly<Record<string, string>>): ArtifactSource {
      const { baseUrl } = server.systems.registry;
      return REGISTRY.connect({ id: baseUrl, name: "r", baseUrl, keyPages: {} }, keys, NETWORK);
    }

    it("lists all of its 1,500 models, and ends", async () => {
      const [models] = (await source.sections(undefined)[0]!.load(undefined, unaborted())).items;
      const [section] = source.sections(models);
      const ids = new Set<string>();
      let cursor: string | undefined;
      do {
        const page = await section!.load(cursor, unaborted());
        page.items.forEach(({ id }) => ids.add(id));
        cursor = page.next;
        assert.equal(page.mayHaveMore, undefined);
      } while (cursor !== undefined);
      assert.equal(ids.size, 1_500);
      assert.equal(server.requests.length, "offsets" in deployment && deployment.offsets === "endless" ? 3 : 2);
    });

    it("says that nothing bears a name, rather than failing", async () => {
      source.search!.set({ mode: "name", text: "no-such-artifact" });
      const [results] = (await source.sections(undefined)[0]!.load(undefined, unaborted())).items;
      const [section] = source.sections(results);
      source.search!.set(undefined);
      assert.deepEqual((await section!.load(undefined, unaborted())).items, []);
      assert.equal(section!.emptyText, "No artifact matches the name no-such-artifact");
    });

    it("shows what an artifact costs, without a unit", async () => {
      const [content] = await contentsOf(source.pages!.load([["model", "12367"]], unaborted()));
      assert.deepEqual(content!.problems, []);
      const isAlone = "failsAtDependencies" in deployment;
      const table = content!.tables.find(({ title }) => title === "Cost")!;
      assert.deepEqual(table.columns, isAlone ? ["Artifact", "Total"] : ["Artifact", "Total", "Alone"]);
      assert.equal(table.rows.length > 1, !isAlone);
      assert.match(table.rows[0]!.slice(1).join(), /^[\d.,]+$/);
      assert.equal(server.requests.filter(({ path }) => path.endsWith("/cost")).length, isAlone ? 2 : 1);
    });

    it("gives a package, with the token where it lies at the registry itself, and nowhere else", async () => {
      const place = ["artifact", "model", "12345"];
      const [file] = (await source.files!.list(place, unaborted())).items;
      const { body } = await source.files!.read([...place, file!.name], { start: 0, end: 2 }, unaborted());
      assert.equal(await readAll(body), "PK");
      const keyed = (requests: SampleServer["requests"]) =>
        requests.map(({ headerNames }) => headerNames.includes("x-authorization"));
      const own = server.requests.filter(({ path }) => path.includes("/download/"));
      assert.deepEqual(keyed(own), "hasOwnPackages" in deployment ? [true] : []);
      assert.deepEqual(keyed(server.downloadRequests), "hasOwnPackages" in deployment ? [] : [false]);
    });

    it("says without a token that it needs one", async () => {
      const stranger = connect({});
      const [models] = (await stranger.sections(undefined)[0]!.load(undefined, unaborted())).items;
      const { message, kind } = await failure(stranger.sections(models)[0]!.load(undefined, unaborted()));
      stranger.dispose();
      const reason = "Authentication failed due to invalid or missing AuthenticationToken";
      assert.deepEqual([kind, message], ["forbidden", `${reason} (no keys are set)`]);
    });
  });
}
