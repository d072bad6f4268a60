import assert from "node:assert/strict";
import { LAB, SampleFixture } from "./sampleFixture";
import { until } from "../../support/until";
import { withResolvers } from "../../support/withResolvers";

describe("sample server: faults and control", () => {
  let sample: SampleFixture;
  before(async () => {
    sample = await SampleFixture.start({ isControllable: true });
  });
  afterEach(() => {
    sample.server.reset();
    sample.server.clearRequests();
  });
  after(() => sample.server.close());

  const control = (method: string, name: string, body?: unknown): Promise<Response> =>
    fetch(`${sample.server.origin}/__sample/${name}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  it("records requests without their header values", async () => {
    await sample.send("/runs?filter[project_id]=2387&sort=name");
    const [request] = sample.server.requests;
    assert.equal(request?.method, "GET");
    assert.equal(request.path, `${LAB}/runs`);
    assert.deepEqual(request.query, { "filter[project_id]": "2387", sort: "name" });
    assert.ok(request.headerNames.includes("dd-api-key"));
    const text = JSON.stringify(sample.server.requests);
    assert.ok(!text.includes(sample.server.keys.apiKey) && !text.includes(sample.server.keys.appKey));
  });

  it("fails what a hook picks, until the hook is taken away", async () => {
    const remove = sample.server.respondWith(({ path }) =>
      path.endsWith("/runs")
        ? { status: 503, body: { errors: ["later"] }, headers: { "Retry-After": "1" } }
        : undefined,
    );
    const response = await sample.fetch(`${LAB}/runs`);
    assert.equal(response.status, 503);
    assert.equal(response.headers.get("Retry-After"), "1");
    assert.deepEqual(await response.json(), { errors: ["later"] });
    await sample.send("/projects");
    remove();
    await sample.send("/runs");
  });

  it("fails so many requests from another process, and forgets on demand", async () => {
    const rule = {
      match: { method: "GET", pathPattern: "/runs\\?filter\\[project_id\\]=2387" },
      status: 500,
      body: "oops",
    };
    assert.equal((await control("POST", "faults", { ...rule, times: 1 })).status, 204);
    const failed = await sample.fetch(`${LAB}/runs?filter[project_id]=2387`);
    assert.deepEqual([failed.status, await failed.text()], [500, "oops"]);
    await sample.send("/runs?filter[project_id]=2387");
    await control("POST", "faults", rule);
    await control("DELETE", "faults");
    await sample.send("/runs?filter[project_id]=2387");
  });

  it("refuses a fault that it does not understand", async () => {
    for (const body of [
      {},
      { match: {} },
      { match: { pathPattern: "(" } },
      { match: { pathPattern: "x" }, statuss: 5 },
    ]) {
      assert.equal((await control("POST", "faults", body)).status, 400, JSON.stringify(body));
    }
    assert.equal((await control("POST", "nothing", {})).status, 404);
  });

  it("cuts before the answer, or in the middle of it", async () => {
    const remove = sample.server.respondWith(() => ({ cut: true }));
    await assert.rejects(sample.send("/projects"));
    remove();
    sample.server.respondWith(() => ({ cutAfterBytes: 100 }));
    const response = await sample.fetch(`${LAB}/projects`, { headers: { "Accept-Encoding": "identity" } });
    assert.equal(response.status, 200);
    await assert.rejects(response.text());
    await until(() => sample.server.requests.at(-1)?.outcome === "aborted");
  });

  it("hangs until the client gives up, and knows when it did", async () => {
    sample.server.respondWith(() => ({ hang: true }));
    await assert.rejects(sample.fetch(`${LAB}/projects`, { signal: AbortSignal.timeout(30) }), {
      name: "TimeoutError",
    });
  });

  it("delays the real answer", async () => {
    await control("POST", "faults", { match: { pathPattern: "projects" }, delayMs: 40 });
    const start = performance.now();
    await sample.send("/projects");
    assert.ok(performance.now() - start >= 39);
  });

  it("answers no sooner than a test lets it", async () => {
    const { promise, resolve } = withResolvers<undefined>();
    sample.server.respondWith(() => ({ until: promise }));
    const answered = sample.send("/projects");
    await until(() => sample.server.requests.length === 1);
    assert.equal(sample.server.requests[0]?.outcome, "underWay");
    resolve(undefined);
    await answered;
    await until(() => sample.server.requests[0]?.outcome === "answered");
  });

  it("shows and forgets requests, skips time, and undoes what users did, from another process", async () => {
    await sample.send("/runs/70158/pin", { method: "POST", status: 204 });
    const recorded = (await (await control("GET", "requests")).json()) as { requests: { path: string }[] };
    assert.deepEqual(
      recorded.requests.map(({ path }) => path),
      [`${LAB}/runs/70158/pin`],
    );
    await control("DELETE", "requests");
    assert.equal(sample.server.requests.length, 0);
    interface Answer {
      data: { attributes: { is_pinned: boolean; status: string } };
    }
    const read = async (): Promise<Answer["data"]["attributes"]> =>
      (await sample.send<Answer>("/runs/70158")).data.attributes;
    assert.equal((await read()).is_pinned, true);
    await control("POST", "reset");
    assert.equal((await read()).is_pinned, false);
    await control("POST", "clock", { advanceMs: 24 * 3600_000 });
    assert.equal((await read()).status, "completed");
    assert.equal((await control("POST", "clock", {})).status, 400);
  });

  it("has no control when it was not asked for", async () => {
    const plain = await SampleFixture.start();
    assert.equal((await plain.fetch("/__sample/requests")).status, 404);
    await plain.server.close();
  });

  it("ends what is under way when it is closed", async () => {
    const doomed = await SampleFixture.start();
    const reached = new Promise<void>((resolve) => {
      doomed.server.respondWith(() => {
        resolve();
        return { hang: true };
      });
    });
    const hanging = assert.rejects(doomed.fetch(`${LAB}/projects`));
    await reached;
    await doomed.server.close();
    await hanging;
  });
});
