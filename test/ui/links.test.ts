import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { asked, signIn, useWindowOnServer } from "./support/modelLabWindow";
import { waitUntil } from "./support/waitUntil";

const PROJECT = "qwen36-27b-qlora-fsdp";
const RUN = "qlora-r8-lr1e-4";
const LINK = "code-oss://ml-artifact-explorer.ml-artifact-explorer";
const CONFIG = "name: continue\nrun_id: 70158\nepochs: 70158\nbase: https://mlflow.example.com/#/runs/none\n";

describe("Links to rows in the real window", () => {
  const { window, server } = useWindowOnServer();

  before(() => signIn(window(), server()));
  afterEach(() => server().reset());

  const selected = (wanted: string) => window().view().waitForSelected(wanted);
  /** As the operating system hands VS Code a link that someone clicked. */
  const openUrl = async (url: string) => {
    await window().runCommand("Developer: Open URL");
    await window().quickInput.waitFor(/URL to open/);
    await window().quickInput.answer(url);
    await waitUntil(() => window().dialog.isOpen(), "VS Code's question whether the extension may open it");
    await window().dialog.choose("Open");
  };
  const openConfig = async () => {
    writeFileSync(join(window().profile.workspace, "continue.yaml"), CONFIG);
    await window().openWorkspaceFile("continue.yaml");
    await waitUntil(async () => (await window().editorText()).includes("run_id: 70158"), "the file in the editor");
  };
  /** By its place: with the key held, the editor draws a link that is pointed at as another element. */
  const clickLink = async (text: string) => {
    const { page } = window();
    const link = page.locator(".monaco-editor .detected-link", { hasText: text }).first();
    const { x, y, width, height } = (await link.boundingBox())!;
    await page.keyboard.down("ControlOrMeta");
    await page.mouse.click(x + width / 2, y + height / 2);
    await page.keyboard.up("ControlOrMeta");
  };
  const linkTexts = () => window().page.locator(".monaco-editor .detected-link").allInnerTexts();

  it("are copied from a run, and open it in the tree", async () => {
    await window().view().expand(PROJECT);
    await window().view().chooseFromMenu([PROJECT, RUN], "Copy Link to Run");
    const link = await window().waitForClipboard(/\/run\?system=modelLab&site=/);
    assert.match(link, new RegExp(`^${LINK}/run\\?system=modelLab&site=http%253A%252F%252F[^&]+&id=70158$`));
    await window().view().collapse(PROJECT);
    await openUrl(link);
    await selected(RUN);
  });

  it("say what is wrong with them", async () => {
    await openUrl(`${LINK}/run?site=`);
    await window().notifications.waitFor(/Could not open the link: it does not say what to show/);
    await window().notifications.close(/Could not open the link/);
    await openUrl(`${LINK}/run?system=modelLab&site=datadoghq.eu&id=1`);
    await window().notifications.waitFor(/Could not open the link to run\/1: there are no keys for .* EU1 here/);
    await window().screenshot("link-without-keys");
    await window().notifications.close(/Could not open the link/);
  });

  it("of a site no one set up here send no one there", async () => {
    const before = asked(server()).length;
    await openUrl(`${LINK}/run?system=modelLab&site=https%253A%252F%252Fevil.example&id=1`);
    await window().notifications.waitFor(
      /Could not open the link to run\/1: https:\/\/evil\.example is not set up here/,
    );
    await window().notifications.close(/Could not open the link/);
    assert.equal(asked(server()).length, before);
  });

  it("stand in an editor where a file mentions a run, and nowhere else", async () => {
    server().clearRequests();
    await openConfig();
    await waitUntil(async () => (await linkTexts()).includes("70158"), "the link");
    assert.equal((await linkTexts()).filter((text) => text === "70158").length, 1);
    assert.deepEqual(asked(server()), [], "a link is made without asking");
  });

  it("say how the run stands when one points at it, with one request", async () => {
    const link = window().page.locator(".monaco-editor .detected-link", { hasText: "70158" }).first();
    await link.hover();
    const hover = window().page.locator(".monaco-hover:visible", { hasText: "Status" });
    await hover.waitFor();
    assert.match(await hover.innerText(), /qlora-r8-lr1e-4[\s\S]*running/);
    await window().screenshot("link-hover");
    // The rows of runs that are under way are asked for by the list.
    assert.deepEqual(
      asked(server()).filter((request) => request !== "GET /runs"),
      ["GET /runs/70158"],
    );
    await window().moveMouseAway();
  });

  it("lead from the editor to the row", async () => {
    await window().view().collapse(PROJECT);
    await openConfig();
    await clickLink("70158");
    await selected(RUN);
    await window().screenshot("link-opened");
  });

  it("of another site ask before the switch", async () => {
    await openUrl(`${LINK}/run?system=modelLab&site=sample&id=70158`);
    const isAsked = async () =>
      (await window().dialog.isOpen()) &&
      (await window().dialog.text()).includes("Switch Datadog Model Lab to Sample data?");
    await waitUntil(isAsked, "the question");
    await window().screenshot("link-switch");
    await window().dialog.choose("Switch");
    await selected(RUN);
    await waitUntil(async () => (await window().view().description()).includes("Sample data"), "the other site");
  });

  it("are not made when the setting is off", async () => {
    window().profile.changeMachineSetting("mlArtifacts.links.enabled", false);
    await waitUntil(async () => !(await linkTexts()).includes("70158"), "the link to go");
  });
});
