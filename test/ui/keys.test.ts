import assert from "node:assert/strict";
import { asked, signIn, typeKeys, useWindowOnServer } from "./support/modelLabWindow";

const WRONG = "0".repeat(32);

describe("Keys in the real window", () => {
  const { window, server } = useWindowOnServer({ dataset: "main" });

  it("are asked for masked, and the wrong one of the two is named", async () => {
    const { quickInput, notifications } = window();
    await window().openContainer();
    await window().widenSidebar(480);
    await window().view().clickWelcome("Set Keys");
    await quickInput.waitFor(/API key/);
    assert.ok(await quickInput.isMasked());
    await window().screenshot("set-keys");
    await typeKeys(window(), { apiKey: server().keys.apiKey, appKey: WRONG });
    const { text, buttons } = await notifications.waitFor(/application key is not valid/);
    assert.match(text, /Each site has its own keys/);
    assert.ok(buttons.includes("Type It Again"));
    await window().screenshot("wrong-key");
    assert.equal(
      await window()
        .view()
        .welcome()
        .then((welcome) => welcome !== undefined),
      true,
    );
  });

  it("are taken when the wrong one is typed again", async () => {
    const { quickInput, notifications } = window();
    await notifications.clickButton(/application key is not valid/, "Type It Again");
    await quickInput.waitFor(/application key/);
    assert.match(await quickInput.message(), /not valid/);
    await quickInput.answer(server().keys.appKey);
    await window().statusBar.item(/are valid and stored/);
    await window().view().row("qwen36-27b-qlora-fsdp");
  });

  it("survive a restart of the window", async () => {
    await window().reload();
    await window().openContainer();
    await window().view().row("qwen36-27b-qlora-fsdp");
  });

  it("that stop being accepted show a row that leads to the keys, not to a retry", async () => {
    const stop = server().respondWith(({ path }) =>
      path.includes("/projects") ? { status: 403, body: { errors: ["Forbidden"] } } : undefined,
    );
    await window().runCommand("ML Artifacts: Refresh");
    const row = await window().view().row("Could not refresh projects");
    assert.match(row.description, /Forbidden/);
    await window().view().row("qwen36-27b-qlora-fsdp");
    await window().screenshot("state-failed-keys");
    stop();
    await window().view().click("Could not refresh projects");
    await window().quickInput.waitFor(/API key/);
    await window().quickInput.cancel();
  });

  it("that are removed take the tree with them, here and in another window", async () => {
    const other = await window().openAnother();
    await other.openContainer();
    await other.view().row("qwen36-27b-qlora-fsdp");
    await window().page.bringToFront();
    await window().runCommand("ML Artifacts: Remove Keys…");
    await window().quickInput.choose("Datadog Model Lab");
    await window().quickInput.waitFor(/Which site/);
    await window().quickInput.choose(new URL(server().origin).host);
    await window().dialog.choose("Remove Keys");
    await window()
      .view()
      .waitForWelcome(/API key/);
    await other.view().waitForWelcome(/API key/);
    await other.page.close();
  });

  it("that are set in one window are there in another, or one row there says how to get them", async () => {
    const other = await window().openAnother();
    await other.openContainer();
    await other.view().waitForWelcome(/API key/);
    await window().page.bringToFront();
    await window().view().clickWelcome("Set Keys");
    await typeKeys(window(), server().keys);
    await window().view().row("qwen36-27b-qlora-fsdp");
    await other.page.bringToFront();
    // A browser gives each window its own secrets, and tells none of another's.
    const rows = await other.view().waitForRows((all) => all.length > 0, "rows");
    const [{ name } = { name: "" }] = rows;
    assert.ok(rows.length === 1 ? name === "Keys were set in another window" : name === "qwen36-27b-qlora-fsdp", name);
    await other.screenshot("keys-of-another-window");
    await other.page.close();
  });
});

describe("Requests that reach the server", () => {
  const { window, server } = useWindowOnServer();
  const PROJECT = "qwen36-27b-qlora-fsdp";
  const count = async (act: () => Promise<unknown>): Promise<string[]> => {
    server().clearRequests();
    await act();
    return asked(server());
  };

  before(() => signIn(window(), server()));

  it("are one for the first view", async () => {
    const requests = await count(async () => {
      await window().reload();
      await window().openContainer();
      await window().view().row(PROJECT);
    });
    assert.deepEqual(requests, ["GET /projects"]);
  });

  it("are one for a project, one for a run without children, two for a run with children", async () => {
    const view = window().view();
    assert.deepEqual(await count(() => view.expand(PROJECT)), ["GET /runs"]);
    assert.equal(server().requests[0]?.query["filter[parent_run_id]"], "null");
    const plain = await count(() => view.expand("vanilla"));
    assert.equal(plain.length, 1);
    assert.match(plain[0]!, /^GET \/runs\/\d+\/artifacts$/);
    const withChildren = await count(() => view.expand("qlora-r8-lr1e-4"));
    assert.deepEqual(withChildren.sort(), ["GET /runs", "GET /runs/70158/artifacts"]);
  });

  it("are none for what is closed and opened again", async () => {
    const requests = await count(async () => {
      for (const row of ["vanilla", "qlora-r8-lr1e-4", PROJECT]) {
        await window().view().collapse(row);
        await window().view().expand(row);
      }
      await window().view().expand(PROJECT);
    });
    assert.deepEqual(requests, []);
  });

  it("are for one row alone when that row is refreshed", async () => {
    const view = window().view();
    await view.expand("vanilla");
    const { name } = await view.row("vanilla");
    const requests = await count(async () => {
      await view.chooseFromMenu(name, "Refresh Row");
      await window().page.waitForFunction(() => true);
      await view.waitForRow(name, () => server().requests.length >= 2, "two requests");
    });
    assert.equal(requests.length, 2);
    assert.ok(
      requests.every((request) => /^GET \/runs\/\d+(\/artifacts)?$/.test(request)),
      requests.join(),
    );
  });

  it("are none when nothing but the picture changes: hover, select, scroll", async () => {
    const requests = await count(async () => {
      await window().view().tooltip("vanilla");
      await window().view().click("vanilla");
      await window().view().allRows();
    });
    assert.deepEqual(requests, []);
  });
});
