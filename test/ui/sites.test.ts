import assert from "node:assert/strict";
import type { SampleServer } from "../../src/sample/sampleServer";
import { startSampleServer } from "../../src/sample/sampleServer";
import { customSite, signIn, typeKeys, useWindowOnServer } from "./support/modelLabWindow";
import { reloadWindow } from "./support/reloadWindow";

describe("The site in the status bar", () => {
  const { window, server } = useWindowOnServer({ dataset: "main" });
  let elsewhere: SampleServer;
  let evil: SampleServer;

  before(async () => {
    elsewhere = await startSampleServer({ dataset: "other" });
    evil = await startSampleServer({ dataset: "other" });
    window().profile.writeWorkspaceSettings({ ...customSite(evil.origin).machineSettings });
    await signIn(window(), server());
  });
  after(async () => {
    await elsewhere.close();
    await evil.close();
  });

  it("leads to all sites, the current one ticked and those with keys marked", async () => {
    await window().statusBar.click(/^Model Lab:/);
    await window().quickInput.waitFor(/Switch Site/);
    const items = await window().quickInput.allItems();
    const names = items.map(({ name }) => name);
    for (const site of ["US1", "US3", "US5", "EU1", "AP1", "AP2", "UK1", "US1-FED", "US2-FED", "Sample data"]) {
      assert.ok(
        names.some((name) => name.includes(site)),
        `${site} of ${names.join(", ")}`,
      );
    }
    const current = items.find(({ name }) => name.includes(new URL(server().origin).host));
    assert.match(current?.description ?? "", /keys stored/);
    await window().screenshot("switch-site");
    await window().quickInput.cancel();
  });

  it("is switched to an address of one's own, and shows that site's tree and none of the old one's", async () => {
    await window().statusBar.click(/^Model Lab:/);
    await window().quickInput.choose(/Custom URL/);
    await window().quickInput.waitFor(/Address/);
    await window().quickInput.answer("http://models.example.com");
    await window().quickInput.waitFor(/must start with https/);
    await window().quickInput.answer(elsewhere.origin);
    await window()
      .view()
      .waitForWelcome(/API key/);
    assert.equal((await window().view().rows()).length, 0);

    await window().view().clickWelcome("Set Keys");
    await typeKeys(window(), elsewhere.keys);
    await window().view().row("gemma-3-4b-field-notes");
    const names = await window().view().names();
    assert.ok(!names.includes("qwen36-27b-qlora-fsdp"));
    await window().screenshot("other-site");
  });

  it("is switched back with the keys that were kept for it", async () => {
    await window().statusBar.click(/^Model Lab:/);
    await window().quickInput.choose(/Custom URL/);
    await window().quickInput.waitFor(/Address/);
    await window().quickInput.answer(server().origin);
    await window().view().row("qwen36-27b-qlora-fsdp");
  });

  it("is switched to the sample data and to a Datadog site", async () => {
    await window().statusBar.click(/^Model Lab:/);
    await window().quickInput.choose(/Sample data/);
    await window().statusBar.item(/Sample data/);
    await window().view().row("qwen36-27b-qlora-fsdp");
    await window().statusBar.click(/^Model Lab:/);
    await window().quickInput.choose(/EU1/);
    await window().statusBar.item(/EU1 \(no keys\)/);
    await window()
      .view()
      .waitForWelcome(/API key/);
  });

  it("is not set by a workspace, and neither is the address that keys are sent to", async () => {
    await reloadWindow(window());
    await window().statusBar.item(/^Model Lab:.*EU1/);
    await window()
      .view()
      .waitForWelcome(/API key/);
    assert.equal(evil.requests.length, 0);
  });

  it("that is no address is said in a row that leads to the sites", async () => {
    const { machineSettings = {} } = customSite("http://models.example.com");
    for (const [name, value] of Object.entries(machineSettings)) window().profile.changeMachineSetting(name, value);
    const row = await window().view().row("Could not connect");
    assert.match(row.description, /must start with https/);
    await window().screenshot("state-misconfigured");
    await window().view().click("Could not connect");
    await window().quickInput.waitFor(/Model Lab: Switch Site/);
    await window().quickInput.cancel();
  });
});
