import assert from "node:assert/strict";
import { startSampleServer } from "../../../src/sample/sampleServer";
import type { Entry } from "../../../src/sources/contract/entry";
import { SAMPLE_NOW, systemOf, unaborted } from "../../support/connectedSample";

const NETWORK = { userAgent: "ml-artifact-explorer/test", proxy: {}, log: () => undefined };

describe("Answers that a service squeezes", () => {
  for (const id of ["modelLab", "trueFoundry", "registry"] as const) {
    it(`are read as those that it sends as they are (${id})`, async () => {
      const [plain, squeezed] = await Promise.all([rowsOf(id, false), rowsOf(id, true)]);
      assert.ok(plain.rows.length > 10);
      assert.deepEqual(squeezed.rows, plain.rows);
      assert.ok(squeezed.bytes < plain.bytes, `${squeezed.bytes} of ${plain.bytes}`);
    });
  }
});

/** The topmost rows and those below the first of them, and how much was sent for them. */
async function rowsOf(id: "modelLab" | "trueFoundry" | "registry", isSqueezed: boolean) {
  const server = await startSampleServer({ now: () => SAMPLE_NOW, isSqueezed });
  const { baseUrl, keys } = server.systems[id];
  const source = systemOf(id).connect({ id: "sample", name: "Sample", baseUrl, keyPages: {} }, keys, NETWORK);
  const below = async (parent?: Entry): Promise<readonly Entry[]> =>
    (await source.sections(parent)[0]!.load(undefined, unaborted())).items;
  const top = await below();
  const rows = [...top, ...(await below(top[0]))].map(({ id: row, name, detail }) => ({ row, name, detail }));
  source.dispose();
  await server.close();
  return { rows, bytes: server.requests.reduce((sum, { bytesSent = 0 }) => sum + bytesSent, 0) };
}
