import assert from "node:assert/strict";
import { ModelLabClient } from "../../../../src/sources/modelLab/wire/client";
import { checkKeys } from "../../../../src/sources/modelLab/keyCheck";
import type { Handler, Reply } from "../../../support/faultServer";
import { HttpFixture } from "../../../support/httpFixture";

const BOTH = "/api/v2/validate_keys";
const API_KEY_ALONE = "/api/v1/validate";

describe("checkKeys", () => {
  let fixture: HttpFixture;
  beforeEach(() => (fixture = new HttpFixture()));
  afterEach(() => fixture.close());

  async function check(answers: Readonly<Record<string, (reply: Reply) => void>>) {
    const handler: Handler = (reply, { path }) => answers[path]?.(reply) ?? undefined;
    const server = await fixture.serve(handler);
    const verdict = await checkKeys(new ModelLabClient(fixture.client(server.url)), fixture);
    return { verdict, paths: server.requests.map(({ method, path }) => `${method} ${path}`) };
  }
  const ok = (reply: Reply) => reply.json({ status: "ok" });
  const valid = (reply: Reply) => reply.json({ valid: true });
  const refuse = (status: number) => (reply: Reply) => reply.json({ errors: ["Forbidden"] }, { status });

  it("is content with both keys, asking once", async () => {
    const { verdict, paths } = await check({ [BOTH]: ok });
    assert.deepEqual(verdict, { kind: "ok" });
    assert.deepEqual(paths, [`GET ${BOTH}`]);
  });

  for (const status of [401, 403]) {
    it(`finds a wrong application key behind a ${status}`, async () => {
      const { verdict, paths } = await check({ [BOTH]: refuse(status), [API_KEY_ALONE]: valid });
      assert.deepEqual(verdict, { kind: "wrongAppKey" });
      assert.deepEqual(paths, [`GET ${BOTH}`, `GET ${API_KEY_ALONE}`]);
    });

    it(`finds a wrong API key behind a ${status}`, async () => {
      const { verdict } = await check({ [BOTH]: refuse(status), [API_KEY_ALONE]: refuse(403) });
      assert.deepEqual(verdict, { kind: "wrongApiKey" });
    });
  }

  it("believes an answer that says so in words", async () => {
    const invalid = (reply: Reply) => reply.json({ valid: false });
    const bad = (reply: Reply) => reply.json({ status: "invalid" });
    assert.deepEqual((await check({ [BOTH]: bad, [API_KEY_ALONE]: invalid })).verdict, { kind: "wrongApiKey" });
  });

  for (const [name, answers] of [
    ["at once", { [BOTH]: refuse(500) }],
    ["half-way", { [BOTH]: refuse(403), [API_KEY_ALONE]: refuse(500) }],
  ] as const) {
    it(`blames no key when the service fails ${name}`, async () => {
      const { verdict } = await check(answers);
      assert.equal(verdict.kind, "unreachable");
      assert.equal(verdict.error.kind, "server");
    });
  }

  it("rejects with the reason when it is aborted", async () => {
    const server = await fixture.serve((reply) => reply.hang());
    const controller = new AbortController();
    const work = checkKeys(new ModelLabClient(fixture.client(server.url)), controller);
    const reason = new Error("cancelled");
    controller.abort(reason);
    await assert.rejects(work, (error) => error === reason);
  });
});
