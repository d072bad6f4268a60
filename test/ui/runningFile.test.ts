import assert from "node:assert/strict";
import type { SampleServer } from "../../src/sample/sampleServer";
import { startSampleServer } from "../../src/sample/sampleServer";
import { customSite, signIn } from "./support/modelLabWindow";
import { waitUntil } from "./support/waitUntil";
import { useWindow } from "./support/windowSuite";

const RUN = ["qwen36-27b-qlora-fsdp", "qlora-r8-lr1e-4"];
const HOUR = 3_600_000;

describe("A file of a run that is under way", () => {
  let server: SampleServer;
  let skipped = 0;
  const window = useWindow(async () => {
    server = await startSampleServer({ now: () => Date.now() + skipped });
    const { machineSettings } = customSite(server.origin);
    return { machineSettings: { ...machineSettings, "mlArtifacts.live.interval": 5 } };
  });
  after("stop the server", () => server.close());

  it("shows what was written meanwhile", async () => {
    await signIn(window(), server);
    await window().view().expandPath(RUN);
    await window()
      .view()
      .click([...RUN, "train.log"]);
    await waitUntil(async () => (await window().editorText()).includes("Running training"), "the text of train.log");
    await window().page.locator(".part.editor .view-line").first().click();
    // An editor at the end of its file stays there while the file grows.
    await window().page.keyboard.press("ControlOrMeta+End");
    // Each line starts with its time, which the server's clock is never behind.
    const before = Date.now();
    skipped += HOUR;
    await waitUntil(
      async () => {
        const times = (await window().editorText()).match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g) ?? [];
        return times.some((time) => Date.parse(time) > before);
      },
      "what was written meanwhile",
      40_000,
    );
    await window().screenshot("running-file");
    assert.deepEqual(await window().notifications.list(), []);
  });
});
