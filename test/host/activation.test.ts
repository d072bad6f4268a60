import assert from "node:assert/strict";
import { commands } from "vscode";
import { COMMANDS, OPEN_MENTION } from "../../src/manifest/commands";
import { refreshCommandOf } from "../../src/manifest/systemNames";
import { SYSTEMS } from "../../src/sources/systems";
import { waitUntil } from "../ui/support/waitUntil";
import { extensionUnderTest, loadedBundles } from "./support/extensionUnderTest";
import { UserSettings, userValue } from "./support/userSettings";

describe("The extension", () => {
  const settings = new UserSettings();
  let loadedAtStart: readonly string[] = [];

  before(async () => {
    await extensionUnderTest().activate();
    loadedAtStart = loadedBundles();
  });
  afterEach(() => settings.restore());

  it("activates", () => {
    assert.ok(extensionUnderTest().isActive);
  });

  it("registers every command of the contract", async () => {
    const registered = new Set(await commands.getCommands(true));
    const wanted = [...Object.values(COMMANDS), ...SYSTEMS.map(({ id }) => refreshCommandOf(id))];
    assert.deepEqual(
      wanted.filter((command) => !registered.has(command)),
      [],
    );
  });

  it("registers no command that the contract does not know", async () => {
    const refreshes = SYSTEMS.map(({ id }) => refreshCommandOf(id));
    const known = new Set<string>([...Object.values(COMMANDS), OPEN_MENTION, ...refreshes]);
    const ofViews = /\.(focus|open|resetViewLocation|removeView|toggleVisibility)$/;
    const own = (await commands.getCommands(true)).filter((command) => command.startsWith("mlArtifacts."));
    assert.deepEqual(
      own.filter((command) => !known.has(command) && !ofViews.test(command)),
      [],
    );
  });

  it("loads neither the HTTP library nor the sample server before they are needed", async () => {
    assert.ok(loadedAtStart.includes("extension.js"));
    const later = ["undiciTransport.js", "sampleServer.js"];
    assert.deepEqual(
      loadedAtStart.filter((bundle) => later.includes(bundle)),
      [],
    );

    for (const { settings: names } of SYSTEMS) {
      settings.keep(names.site);
    }
    await commands.executeCommand(COMMANDS.exploreSampleData);
    await waitUntil(
      () => loadedBundles().includes("sampleServer.js"),
      "the sample server to be loaded when it is used",
    );
    const check = commands.executeCommand(COMMANDS.checkConnections);
    await waitUntil(() => loadedBundles().includes("undiciTransport.js"), "the HTTP library to come with a request");
    await waitUntil(async () => {
      await commands.executeCommand("workbench.action.closeQuickOpen");
      return await Promise.race([Promise.resolve(check).then(() => true), nextTurn()]);
    }, "the check to be left");

    await commands.executeCommand(COMMANDS.leaveSampleData);
    assert.deepEqual(
      SYSTEMS.map(({ settings: names }) => userValue(names.site)),
      SYSTEMS.map(() => undefined),
    );
  });
});

function nextTurn(): Promise<false> {
  return new Promise((resolve) => setImmediate(() => resolve(false)));
}
