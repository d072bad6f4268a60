import assert from "node:assert/strict";
import { holdAnswers } from "./support/holdAnswers";
import { signIn, useWindowOnServer } from "./support/modelLabWindow";
import { waitUntil } from "./support/waitUntil";

const PROJECT = "qwen36-27b-qlora-fsdp";

describe("The states of the view", () => {
  const { window, server } = useWindowOnServer();

  before(() => signIn(window(), server()));
  afterEach(() => server().reset());

  it("tell loading from empty", async () => {
    const release = holdAnswers(server(), ({ path }) => path.endsWith("/projects"));
    await window().runCommand("ML Artifacts: Refresh");
    await waitUntil(() => window().view().isBusy(), "the bar that says loading");
    await window().screenshot("state-loading");
    release();
    await waitUntil(async () => !(await window().view().isBusy()), "the bar to go");
  });

  it("say what is empty", async () => {
    await window().view().expand("scratch (empty)");
    const rows = await window().view().rows();
    assert.ok(
      rows.some(({ description }) => description === "No runs"),
      JSON.stringify(rows),
    );
    await window().view().expandPath([PROJECT, "dry-run"]);
    await window().screenshot("state-empty");
  });

  it("say what failed and why, and try again with a click", async () => {
    server().respondWith(({ path }) =>
      path.endsWith("/artifacts")
        ? { status: 400, body: { errors: [{ title: "Generic Error", detail: "storage is asleep" }] } }
        : undefined,
    );
    const view = window().view();
    await view.expand("vanilla");
    const failure = await view.row([PROJECT, "vanilla", "Could not list artifacts"]);
    assert.match(failure.description, /storage is asleep/);
    assert.match(failure.label, /Click to try again/);
    await window().screenshot("state-failed");
    server().reset();
    await view.click([PROJECT, "vanilla", "Could not list artifacts"]);
    await view.row([PROJECT, "vanilla", "README.md"]);
  });

  it("keep the old rows when a refresh fails, and say so", async () => {
    server().respondWith(({ path }) => (path.endsWith("/projects") ? { status: 400, body: "no" } : undefined));
    await window().runCommand("ML Artifacts: Refresh");
    await window().view().row("Could not refresh projects");
    await window().view().row(PROJECT);
    const item = await window().statusBar.item(/^Model Lab:/);
    assert.match(item.label, /no/);
    await window().screenshot("state-refresh-failed");
    server().reset();
    await window().view().click("Could not refresh projects");
    await window()
      .view()
      .waitForRows((rows) => rows.every(({ name }) => !name.startsWith("Could not")), "the failure to go");
  });

  it("show child runs beside the artifacts that failed", async () => {
    await window().view().collapse("qlora-r8-lr1e-4");
    server().respondWith(({ path }) =>
      path.endsWith("/70158/artifacts") ? { status: 404, body: { errors: [{ detail: "run not found" }] } } : undefined,
    );
    await window().view().expand("qlora-r8-lr1e-4");
    await window().view().row([PROJECT, "qlora-r8-lr1e-4", "Could not list artifacts"]);
    await window().view().row([PROJECT, "qlora-r8-lr1e-4", "seed-1"]);
  });

  it("drop what is loading when a row is closed, and load it when it is opened again", async () => {
    const view = window().view();
    server().respondWith(({ path }) => (path.endsWith("/artifacts") ? { hang: true } : undefined));
    await view.expandOnly("qlora-r8-lr2e-4");
    await waitUntil(
      () => server().requests.some(({ outcome, path }) => outcome === "underWay" && path.endsWith("/artifacts")),
      "the request",
    );
    await view.collapse("qlora-r8-lr2e-4");
    await waitUntil(
      () => server().requests.every(({ outcome }) => outcome !== "underWay"),
      "the request to be aborted",
    );
    server().reset();
    await view.expand("qlora-r8-lr2e-4");
    await view.row([PROJECT, "qlora-r8-lr2e-4", "README.md"]);
  });
});
