import assert from "node:assert/strict";
import type { SampleServer } from "../../src/sample/sampleServer";
import { startSampleServer } from "../../src/sample/sampleServer";
import { keptPort } from "../support/keptPort";
import { waitUntil } from "./support/waitUntil";
import { useWindow } from "./support/windowSuite";

const REPO = "support-assistant";

describe("Systems that are not set up yet", () => {
  let server: SampleServer;
  let late: SampleServer | undefined;
  /** Where no one answers until a server is started there. */
  let freePort = 0;
  const window = useWindow(async () => {
    server = await startSampleServer();
    freePort = await keptPort();
    const machineSettings = {
      "mlArtifacts.modelLab.site": "sample",
      "mlArtifacts.trueFoundry.baseURL": server.systems.trueFoundry.baseUrl,
    };
    return { machineSettings };
  });
  after("stop the servers", async () => {
    await server.close();
    await late?.close();
  });
  const trueFoundry = () => window().view("TrueFoundry");
  const registry = () => window().view("Artifact Registry");

  /** VS Code shows no more than three new messages within a moment, and people do not type that fast. */
  const typeTokenAgain = async (token: string) => {
    const { quickInput, notifications } = window();
    const isChecking = async () => (await notifications.list()).some(({ text }) => text.startsWith("Checking"));
    await waitUntil(async () => !(await isChecking()), "the message of the check to go");
    await notifications.clickButton(/access token is not valid/, "Type It Again");
    await quickInput.waitFor(/not valid/);
    await quickInput.answer(token);
  };

  /** What "Check Connections" says of each system, once it has an answer from all. */
  const checkConnections = async () => {
    await window().runCommand("ML Artifacts: Check Connections");
    await window().quickInput.waitFor(/Check Connections/);
    return waitUntil(
      async () => {
        const items = await window().quickInput.items();
        return items.every(({ description }) => description !== "") && items.map(({ description }) => description);
      },
      async () => `answers; there are: ${JSON.stringify(await window().quickInput.items())}`,
    );
  };

  it("are folded, send nothing, and offer the one button that helps", async () => {
    await window().openContainer();
    await window().widenSidebar(520);
    await window().view().row("qwen36-27b-qlora-fsdp");
    assert.ok(await trueFoundry().isFolded());
    assert.ok(await registry().isFolded());
    await window().screenshot("views-folded");
    await trueFoundry().unfold();
    await registry().unfold();
    assert.deepEqual((await trueFoundry().waitForWelcome(/token/)).buttons, ["Set Keys"]);
    assert.deepEqual((await registry().waitForWelcome(/address/)).buttons, ["Set Address"]);
    await window().screenshot("views-welcome");
    await window().runCommand("ML Artifacts: Refresh");
    await window().view().row("qwen36-27b-qlora-fsdp");
    assert.deepEqual(server.requests, []);
  });

  it("ask for a token masked, and say when it is wrong", async () => {
    const { quickInput, notifications } = window();
    await trueFoundry().clickWelcome("Set Keys");
    await quickInput.waitFor(/access token/);
    assert.ok(await quickInput.isMasked());
    await window().screenshot("truefoundry-set-keys");
    await quickInput.answer("tfy-wrong");
    const { severity } = await notifications.waitFor(/access token is not valid/);
    assert.equal(severity, "error");
    await window().screenshot("truefoundry-wrong-token");
    assert.deepEqual((await trueFoundry().welcome())?.buttons, ["Set Keys"]);
  });

  it("say so of a token that has expired, and take the right one", async () => {
    await typeTokenAgain("expired-tfy");
    const { severity } = await window().notifications.waitFor(/access token/);
    assert.equal(severity, "error");
    await window().screenshot("truefoundry-expired-token");
    await typeTokenAgain(server.systems.trueFoundry.keys["token"]!);
    await trueFoundry().row(REPO);
    await window().statusBar.item(/Keys for TrueFoundry .* are valid and stored/);
    await window().screenshot("truefoundry-signed-in");
  });

  it("are told from those that work, and from those whose keys went bad", async () => {
    server.respondWith(({ path }) =>
      path.includes("/ml-repos") ? { status: 401, body: { statusCode: 401, message: "Token has expired" } } : undefined,
    );
    const [modelLab = "", keysWentBad = "", notSetUp = ""] = await checkConnections();
    assert.match(modelLab, /^Sample data: reachable, keys accepted, \d+ ms$/);
    assert.match(keysWentBad, /^127\.0\.0\.1:\d+: reachable in \d+ ms, access token not accepted: Token has expired$/);
    assert.equal(notSetUp, "not set up");
    await window().screenshot("check-connections");
    await window().quickInput.choose("TrueFoundry");
    await window().quickInput.waitFor(/Set Keys: TrueFoundry/);
    await window().quickInput.cancel();
  });

  it("show keys that went bad in a row that leads to the keys", async () => {
    await trueFoundry().clickTitleAction("Refresh");
    const failure = await trueFoundry().row("Could not refresh ML repos");
    assert.match(failure.label, /Token has expired.*Click to set keys/s);
    await trueFoundry().row(REPO);
    await window().screenshot("truefoundry-keys-went-bad");
    server.reset();
    await trueFoundry().clickTitleAction("Refresh");
    await trueFoundry().waitForRows((rows) => rows[0]?.name === REPO, "the failure to go");
  });

  it("are set up by typing an address, and say when no one answers there", async () => {
    const { quickInput } = window();
    await registry().clickWelcome("Set Address");
    await window().screenshot("registry-set-address");
    await quickInput.waitFor(/Address/);
    await quickInput.answer("http://ml.example.com/prod/api");
    await quickInput.waitFor(/must start with https/);
    await window().screenshot("registry-wrong-address");
    await quickInput.answer(`http://127.0.0.1:${freePort}/prod/api`);
    await registry().row("Models");
    await registry().expand("Models");
    const failure = await registry().row(["Models", "Could not list models"]);
    assert.match(failure.description, /^127\.0\.0\.1:\d+ refused the connection: check the address/);
    assert.match(failure.label, /Click to try again/);
    await window().screenshot("registry-no-answer");
    const [, , noAnswer = ""] = await checkConnections();
    assert.match(noAnswer, /not reachable: .* refused the connection/);
    await window().screenshot("check-connections-no-answer");
    await quickInput.cancel();
  });

  it("are tried again with a click on what failed", async () => {
    late ??= await startSampleServer({ port: freePort });
    await registry().click(["Models", "Could not list models"]);
    await registry().row(["Models", "squad"]);
    // The mouse rests on a row whose tooltip may ask, too.
    const listings = late.requests.filter(({ method }) => method === "POST");
    assert.equal(listings.length, 1);
  });
});
