import assert from "node:assert/strict";
import { TRUE_FOUNDRY } from "../../../../src/sources/trueFoundry/trueFoundrySystem";
import { FaultServer } from "../../../support/faultServer";
import { cutAfter, good } from "./contentServer";
import { DownloadFixture, hashOf } from "./downloadFixture";
import { someBytes } from "./scriptedFiles";

const BYTES = someBytes(3 * 1024 * 1024 + 17);
const HALF = 2 * 1024 * 1024;
const SAMPLE = 64 * 1024;
const PLACE = ["version", "7", "model.bin"];

describe("A download by signed links that expire", () => {
  for (const etag of ['"1"', undefined]) {
    const withVersions = etag === undefined ? "without versions" : "with versions";

    it(`goes on with a new link to the exact bytes, and sends no token there, ${withVersions}`, async () => {
      let valid = 0;
      const store = await FaultServer.start();
      store.handler = (reply, request, number) => {
        const file = { bytes: BYTES, etag };
        if (request.path !== `/model-${valid}`) {
          reply.bytes("<Error>Request has expired</Error>", { status: 403 });
          return;
        }
        (number === 1 ? cutAfter(HALF) : good)(reply, file, request);
      };
      // The link that is asked for after the cut has expired when it is used; the one after that is new.
      const api = await FaultServer.start((reply, _, number) => {
        valid = number === 2 ? valid : number;
        const data = [{ path: "model.bin", signed_url: `${store.url}/model-${number}?sig=s3cr3t` }];
        reply.json({ data });
      });
      const site = { id: "cp", name: "CP", baseUrl: api.url, keyPages: {} };
      const network = { userAgent: "test", proxy: {}, log: () => undefined };
      const source = TRUE_FOUNDRY.connect(site, { token: "tfy-token" }, network);
      const fixture = await DownloadFixture.open();
      const item = { place: PLACE, path: ["model.bin"], size: BYTES.length };
      const summary = await fixture.run([item], { files: source.files! });
      assert.deepEqual(summary.failed, []);
      assert.equal(await fixture.hash("model.bin"), hashOf(BYTES));
      const asked = store.requests.map(({ path, headers }) => [path, headers.range]);
      // How much of what was sent came before the connection broke is up to the network.
      const start = Number(/^bytes=(\d+)-$/.exec(asked.at(-1)?.[1] ?? "")?.[1]);
      assert.ok(start > HALF / 2 && start <= (etag === undefined ? HALF - SAMPLE : HALF), `${start}`);
      const starts = etag === undefined ? [0.5, 1.5, 2.5, 3.5].map((part) => Math.floor((part * start) / 4)) : [];
      const ranges = [...starts.map((at) => `bytes=${at}-${at + SAMPLE - 1}`), `bytes=${start}-`];
      assert.deepEqual(asked, [
        ["/model-1", undefined],
        ["/model-2", ranges[0]],
        ...ranges.map((range, index) => [`/model-${index + 3}`, range]),
      ]);
      assert.ok(api.requests.every(({ headers }) => headers.authorization === "Bearer tfy-token"));
      assert.ok(store.requests.every(({ headers }) => headers.authorization === undefined));
      assert.equal(summary.bytes, BYTES.length);
      source.dispose();
      await Promise.all([fixture.close(), store.close(), api.close()]);
    });
  }
});
