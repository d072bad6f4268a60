import assert from "node:assert/strict";
import { startSampleServer, type SampleServer, type SampleServerOptions } from "../../../../src/sample/sampleServer";
import type { ArtifactSource } from "../../../../src/sources/contract/source";
import { TRUE_FOUNDRY } from "../../../../src/sources/trueFoundry/trueFoundrySystem";
import { SAMPLE_NOW, TreeWalk, unaborted } from "../../../support/connectedSample";

const NETWORK = { userAgent: "ml-artifact-explorer/1.2.3", proxy: {}, log: () => undefined };
const PLANES = [
  { paths: ["/api/ml/v1"], tokens: "snake_case" },
  { paths: ["/api/ml/v1"], tokens: "camelCase" },
  { paths: ["/api/svc/v1"], tokens: "camelCase" },
  {},
  { paths: ["/api/svc/v1"], lacks: ["/runs", "/data-directories"] },
  { lacks: ["/runs"] },
] as const satisfies readonly SampleServerOptions["plane"][];

for (const plane of PLANES) {
  describe(`A TrueFoundry control plane with ${JSON.stringify(plane)}`, () => {
    let server: SampleServer;
    let source: ArtifactSource;
    before(async () => {
      server = await startSampleServer({ plane, now: () => SAMPLE_NOW });
      const { baseUrl, keys } = server.systems.trueFoundry;
      source = TRUE_FOUNDRY.connect({ id: baseUrl, name: "cp", baseUrl, keyPages: {} }, keys, NETWORK);
    });
    after(async () => {
      source.dispose();
      await server.close();
    });

    it("gives all of a directory of 3,000 files", async () => {
      const path = ["call-centre-asr", "Artifacts", "transcripts", "v1", "predictions"];
      const { entry } = await new TreeWalk(source).open(path);
      const names: string[] = [];
      const [section] = source.sections(entry);
      let cursor: string | undefined;
      do {
        const page = await section!.load(cursor, unaborted());
        names.push(...page.items.map(({ name }) => name));
        assert.equal(page.mayHaveMore, undefined);
        cursor = page.next;
      } while (cursor !== undefined);
      assert.equal(new Set(names).size, 3_000);
      const place = source.files!.placeOf(entry)!;
      const { items, ...doubts } = await source.files!.list(place, unaborted());
      assert.deepEqual([items.length, doubts], [3_000, {}]);
    });

    it("has the groups that it serves, and fails with none of those that it does not", async () => {
      const lacks: readonly string[] = "lacks" in plane ? plane.lacks : [];
      const walk = new TreeWalk(source);
      const repo = await walk.open(["support-assistant"]);
      const groups = async () =>
        (await walk.tree.children(repo)).map((row) => (row.kind === "entry" ? row.entry.name : row.kind));
      const wanted = [
        ...(lacks.includes("/runs") ? [] : ["Runs"]),
        "Models",
        "Artifacts",
        ...(lacks.includes("/data-directories") ? [] : ["Data directories"]),
      ];
      assert.deepEqual(await groups(), wanted);
      walk.tree.refresh();
      server.clearRequests();
      assert.deepEqual(await groups(), wanted);
      assert.deepEqual(server.requests, [], "what the plane has is known from now on");
      const runs = source.finder!.groups.find(({ noun }) => noun === "runs")!;
      const { items } = await runs.find("qwen36-support-r16-longctx", unaborted());
      assert.equal(items.length, lacks.includes("/runs") ? 0 : 1);
    });

    it("is asked below the path that it serves, which is found out once", async () => {
      server.clearRequests();
      await source.sections(undefined)[0]!.load(undefined, unaborted());
      const { baseUrl, keys } = server.systems.trueFoundry;
      const site = { id: baseUrl, name: "cp", baseUrl, keyPages: {} };
      assert.deepEqual(await TRUE_FOUNDRY.checkKeys(site, keys, NETWORK, unaborted()), { kind: "valid" });
      const root = "paths" in plane ? plane.paths[0] : "/api/ml/v1";
      assert.deepEqual(
        server.requests.map(({ path }) => path),
        [`${root}/ml-repos`, `${root}/ml-repos`],
      );
    });
  });
}
