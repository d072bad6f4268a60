import assert from "node:assert/strict";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { hashOfFile, hashOfStream } from "../support/downloader";
import { holdUpFiles, NOTED_BYTES } from "../support/holdUpFiles";
import { connectModelLab } from "../support/labConnection";
import { TreeWalk, unaborted } from "../support/connectedSample";
import { chooseDownload, downloadAtOnce } from "./support/downloadDialog";
import { signIn, useWindowOnServer } from "./support/modelLabWindow";
import { waitUntil } from "./support/waitUntil";

const PROJECT = "dpo-qwen3-8b-helpfulness";
const RUN = "dpo-beta0.1-lr5e-7";
const CHECKPOINT = "checkpoint-204";
const LARGEST = "optimizer.pt";

describe("A download that does not come to its end", () => {
  const { window, server } = useWindowOnServer();
  const folder = () => join(window().profile.workspace, CHECKPOINT);
  /** The largest file's part, whatever tells it from another run's; nothing has that name while there is none. */
  const part = () => {
    const names = existsSync(folder()) ? readdirSync(folder()) : [];
    return join(folder(), names.find((name) => name.startsWith(`.${LARGEST}.`) && name.endsWith(".mlpart")) ?? "none");
  };
  const slowly = () => server().respondWith(holdUpFiles);

  async function begin(choice?: "Overwrite"): Promise<void> {
    await (choice === undefined ? downloadAtOnce : chooseDownload)(window(), [CHECKPOINT]);
    await (choice === undefined ? undefined : window().dialog.choose(choice));
    await window().notifications.waitFor(/MB of [\d.]+ MB, [\d.]+ MB\/s, \d+ s left, \d of \d files/);
  }

  async function assertWhole(): Promise<void> {
    const source = connectModelLab(server().origin, { ...server().keys });
    const { entry } = await new TreeWalk(source).open([PROJECT, RUN, CHECKPOINT]);
    const place = source.files!.placeOf(entry)!;
    const { items: listed } = await source.files!.list(place, unaborted());
    assert.deepEqual(readdirSync(folder()).sort(), listed.map(({ name }) => name).sort());
    const { body } = await source.files!.read([...place, LARGEST], undefined, unaborted());
    assert.equal(await hashOfFile(join(folder(), LARGEST)), await hashOfStream(body));
    source.dispose();
  }

  before(async () => {
    await signIn(window(), server());
    await window().view().expandPath([PROJECT, RUN]);
  });

  it("shows how far it is, and is stopped with a click", async () => {
    const quicken = slowly();
    await begin();
    await window().screenshot("download-progress");
    await window().notifications.clickButton(/^Downloading/, "Cancel");
    const { buttons } = await window().notifications.waitFor(
      /^Stopped after downloading \d of \d files of checkpoint-204/,
    );
    assert.deepEqual(buttons, ["Continue", "Discard", "Reveal"]);
    await window().screenshot("download-cancelled");
    assert.ok(!existsSync(join(folder(), LARGEST)) && existsSync(part()));
    quicken();
  });

  it("goes on from there", async () => {
    await window().notifications.clickButton(/^Stopped/, "Continue");
    const { buttons } = await window().notifications.waitFor(/^Downloaded checkpoint-204 \(\d files?, /);
    assert.deepEqual(buttons, ["Reveal"]);
    await window().screenshot("download-continued");
    await assertWhole();
    await window().notifications.close(/^Downloaded/);
  });

  it("is offered again after the extension host was killed, and comes to the exact bytes", async () => {
    const quicken = slowly();
    await begin("Overwrite");
    const isNoted = () => existsSync(part()) && statSync(part()).size > NOTED_BYTES && existsSync(`${part()}.json`);
    await waitUntil(isNoted, "the part to grow");
    process.kill(window().server.extensionHostPid(), "SIGKILL");
    quicken();
    server().clearRequests();
    await window().reload();
    const offer = /^The download of checkpoint-204 to .* was interrupted: \d of \d files left/;
    const { buttons } = await window().notifications.waitFor(offer);
    assert.deepEqual(buttons, ["Continue", "Discard"]);
    await window().screenshot("download-interrupted");
    await window().notifications.clickButton(offer, "Continue");
    await window().notifications.waitFor(/^Downloaded checkpoint-204 \(\d files?, /);
    await assertWhole();
    await window().notifications.close(/^Downloaded/);
    await window().openContainer();
    await window().view().expandPath([PROJECT, RUN]);
  });

  it("says which file failed and why, and brings it when asked again", async () => {
    const heal = server().respondWith(({ query }) =>
      query.get("artifact_path")?.endsWith("trainer_state.json") === true
        ? { status: 404, body: { errors: ["gone"] } }
        : undefined,
    );
    await chooseDownload(window(), [CHECKPOINT]);
    await window().dialog.choose("Overwrite");
    const { text, buttons } = await window().notifications.waitFor(/^Downloaded \d of \d files/);
    assert.match(text, /Could not download checkpoint-204\/trainer_state\.json: /);
    assert.deepEqual(buttons, ["Retry Failed", "Show Log", "Reveal"]);
    await window().screenshot("download-failed");
    heal();
    await window().notifications.clickButton(/^Downloaded \d of/, "Retry Failed");
    await window().notifications.waitFor(/^Downloaded checkpoint-204 \(1 file, /);
    await assertWhole();
    await window().notifications.close(/^Downloaded checkpoint-204/);
  });

  it("is listed by a command until it is discarded, with all that came of it", async () => {
    const quicken = slowly();
    await begin("Overwrite");
    await window().notifications.clickButton(/^Downloading/, "Cancel");
    await window().notifications.close(/^Stopped/);
    quicken();
    await window().runCommand("ML Artifacts: Continue Downloads…");
    await window().quickInput.waitFor(/Continue Downloads/);
    await window().screenshot("download-list");
    await window().quickInput.clickButton("Discard", CHECKPOINT);
    await window().quickInput.waitForClose();
    await waitUntil(() => !existsSync(part()), "the part to go");
    await window().runCommand("ML Artifacts: Continue Downloads…");
    await window().notifications.waitFor("No unfinished downloads.");
  });
});
