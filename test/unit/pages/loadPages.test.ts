import assert from "node:assert/strict";
import { loadPages } from "../../../src/pages/loadPages";
import type { PageLoader } from "../../../src/pages/loadPages";
import type { PanelAddress } from "../../../src/sources/contract/panelContent";
import type { SystemId } from "../../support/connectedSample";
import { ConnectedSample } from "../../support/connectedSample";

const SITE = "sample";

describe("loadPages", () => {
  const { signal } = new AbortController();
  let sample: ConnectedSample;
  let loader: PageLoader;
  beforeEach(async () => {
    sample = await ConnectedSample.start();
    loader = {
      pool: { sourceOf: ({ systemId }) => Promise.resolve(sample.connect(systemId as SystemId)) },
      wordFailure: (action, error) => ({
        sentence: `Could not ${action}: ${error instanceof Error ? error.message : ""}.`,
        isKeyProblem: false,
      }),
    };
  });
  afterEach(() => sample.close());

  const model = (id: string): PanelAddress => ({ systemId: "registry", site: SITE, place: ["model", id] });
  const run = (id: string): PanelAddress => ({
    systemId: "modelLab",
    site: SITE,
    place: ["project", "2387", "run", id],
  });
  const forbid = (part: string) =>
    sample.server.respondWith(({ path }) =>
      path.includes(part) ? { status: 403, body: { detail: "no" } } : undefined,
    );
  const kinds = async (addresses: readonly PanelAddress[]) =>
    (await loadPages(loader, addresses, signal))?.map(({ kind }) => kind);

  it("lets one of several of a site fail alone, and says what failed", async () => {
    forbid("/artifacts/model/12361");
    const pages = await loadPages(loader, [model("12345"), model("12361"), model("none"), model("12363")], signal);
    assert.deepEqual(
      pages?.map(({ kind }) => kind),
      ["content", "failure", "gone", "content"],
    );
    const [, failed] = pages;
    assert.match(
      failed?.kind === "failure" ? failed.failure.sentence : "",
      /^Could not load the page: .*forbidden|no/i,
    );
  });

  it("lets what was asked for in one request fail together, and leaves other systems alone", async () => {
    forbid("/runs");
    assert.deepEqual(await kinds([run("70158"), model("12345"), run("70157")]), ["failure", "content", "failure"]);
  });

  it("loads runs of two systems side by side, whose params and metrics stand beside each other", async () => {
    const other = { systemId: "trueFoundry", site: SITE, place: ["run", "9e444bb196c044b7ab21e8c16fa2d884"] };
    const pages = await loadPages(loader, [run("70158"), other], signal);
    const contents = (pages ?? []).flatMap((page) => (page.kind === "content" ? [page.content] : []));
    assert.deepEqual(
      contents.map(({ noun }) => noun),
      ["Run", "Run"],
    );
    assert.ok(contents.every(({ params }) => params.some(({ key }) => key === "learning_rate")));
    assert.ok(contents.every(({ metrics }) => metrics.length > 5));
  });

  it("gives nothing once no one waits any more", async () => {
    const controller = new AbortController();
    const loading = loadPages(loader, [model("12345"), run("70158")], controller.signal);
    controller.abort();
    assert.equal(await loading, undefined);
  });
});
