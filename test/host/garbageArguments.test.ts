import assert from "node:assert/strict";
import { commands, env, type QuickPickItem, window } from "vscode";
import { COMMAND_ARGUMENTS } from "../../src/manifest/commandArguments";
import { COMMANDS } from "../../src/manifest/commands";
import { refreshCommandOf } from "../../src/manifest/systemNames";
import { SYSTEMS } from "../../src/sources/systems";
import type { ArtifactSource } from "../../src/sources/contract/source";
import type { EntryRow, FailureRow, MoreRow } from "../../src/tree/model/row";
import { ApiError } from "../../src/http/apiError";
import { ApiStubs } from "./support/apiStubs";
import { TestInput } from "./support/testInput";
import { TestPick } from "./support/testPick";
import type { TestQuickInput } from "./support/testQuickInput";
import { UserSettings, userValue } from "./support/userSettings";
import type { Entry } from "../../src/sources/contract/entry";

const SETTINGS = SYSTEMS.flatMap(({ settings: { site, customUrl } }) =>
  customUrl === undefined ? [site] : [site, customUrl],
);
const CLIPBOARD = "what the user had copied";

/** Rows that look like those of the views, and that no view has made: whatever is asked of their source is on record. */
class ForgedRows {
  readonly asked: string[] = [];

  get entry(): EntryRow {
    const entry: Entry = {
      kind: "file",
      id: "modelLab/forged",
      name: "forged",
      detail: [],
      icon: "file",
      spoken: "file",
      isExpandable: true,
      abilities: [
        "copy.path",
        "copy.uri",
        "copy.id",
        "copy.name",
        "copy.link",
        "copy.curl",
        "external",
        "refresh",
        "filter",
        "sort",
        "delete",
        "watch",
      ],
    };
    return { kind: "entry", id: entry.id, entry, parent: undefined, source: this.#source };
  }

  get more(): MoreRow {
    return { kind: "more", id: "more", parent: undefined, source: this.#source, sectionId: "projects", shown: 1 };
  }

  get failure(): FailureRow {
    const error = new ApiError("network", "forged");
    return {
      kind: "failure",
      id: "failed",
      parent: undefined,
      source: this.#source,
      sectionId: "projects",
      noun: "x",
      error,
      isStale: false,
      remedy: "retry",
    };
  }

  get #source(): ArtifactSource {
    const note = <T>(name: string, answer: T): T => {
      this.asked.push(name);
      return answer;
    };
    return {
      sections: () => note("sections", []),
      reload: (entry) => note("reload", Promise.resolve(entry)),
      details: () => note("details", { description: "", facts: [], tables: [] }),
      copyText: () => note("copyText", "forged text"),
      externalUrl: () => note("externalUrl", "https://forged.example.com"),
      deletion: { nameOf: () => note("nameOf", "forged"), send: () => note("delete", Promise.resolve()) },
      filter: {
        noun: () => note("noun", "rows"),
        fields: () => note("fields", []),
        values: () => note("values", {}),
        filteredIds: () => note("filteredIds", []),
        set: () => note("set", undefined),
      },
      dispose: () => note("dispose", undefined),
    };
  }
}

/**
 * They take no argument and do the same whatever they are given: one opens the settings, one switches to the sample data, one asks
 * before it changes the token of agents.
 */
const DO_THEIR_WORK: readonly string[] = [COMMANDS.openSettings, COMMANDS.exploreSampleData, COMMANDS.changeAgentToken];

describe("Commands that are called with what no menu gives", () => {
  const settings = new UserSettings();
  const stubs = new ApiStubs();
  /** What the user was shown or led to, beside lists, which are left without a choice. */
  let shown: string[] = [];
  let listsLeft = 0;
  /** What went to the clipboard. */
  let copied: string[] = [];
  const { clipboard } = env;

  beforeEach(() => {
    [shown, copied] = [[], []];
    listsLeft = 0;
    const leave = () => {
      listsLeft += 1;
      return Promise.resolve(undefined);
    };
    const show = (text: string) => {
      shown.push(text);
      return Promise.resolve(undefined);
    };
    stubs.replace(window, "createQuickPick", <T extends QuickPickItem>() => leaveWhenShown(new TestPick<T>()));
    stubs.replace(window, "createInputBox", () => leaveWhenShown(new TestInput()));
    stubs.replace(window, "showQuickPick", leave);
    stubs.replace(window, "showInputBox", leave);
    stubs.replace(window, "showOpenDialog", leave);
    stubs.replace(window, "showSaveDialog", leave);
    stubs.replace(window, "showInformationMessage", leave);
    stubs.replace(window, "showErrorMessage", show);
    stubs.replace(window, "showWarningMessage", show);
    stubs.replace(env, "openExternal", (link) => Promise.resolve(shown.push(link.toString()) > 0));
    const writeText = async (text: string) => {
      copied.push(text);
      await clipboard.writeText(text);
    };
    // Not a property that can be assigned to.
    Object.defineProperty(env, "clipboard", { value: { ...clipboard, writeText }, configurable: true });
  });
  afterEach(async () => {
    Object.defineProperty(env, "clipboard", { value: clipboard, configurable: true });
    stubs.restore();
    await commands.executeCommand("workbench.action.closePanel");
    await settings.restore();
  });

  const rows = new ForgedRows();
  const garbage: Readonly<Record<string, readonly unknown[]>> = {
    "a number": [7],
    texts: ["no such system", "mlArtifacts.modelLab"],
    null: [null, null],
    lists: [
      [1, "a", null],
      [[], [{}]],
    ],
    objects: [{ source: {}, entry: {} }, { kind: "entry" }],
    "a row that no view made": [rows.entry],
    "a selection of them": [rows.entry, [rows.entry, rows.more, rows.failure]],
    "a row to load more of that no view made": [rows.more],
    "a failure that no view made": [rows.failure],
    "a row that has gone": [undefined],
    "a row that has gone, and others": [undefined, [undefined, rows.entry]],
  };
  const ids: readonly string[] = [...Object.values(COMMANDS), ...SYSTEMS.map(({ id }) => refreshCommandOf(id))];
  // VS Code draws each line that comes to a log in its panel.
  const all = [...ids.filter((id) => id !== COMMANDS.showLog), COMMANDS.showLog];

  for (const [name, args] of Object.entries(garbage)) {
    it(`do nothing with ${name}`, async () => {
      await clipboard.writeText(CLIPBOARD);
      const before = snapshot();
      for (const command of all.filter((id) => !DO_THEIR_WORK.includes(id))) {
        await commands.executeCommand(command, ...args);
        assert.deepEqual(copied, [], command);
        assert.deepEqual(snapshot(), before, command);
        const [said = "", ...more] = shown.splice(0);
        assert.match(said, saidOf(command, args), command);
        assert.deepEqual(more, [], command);
        assert.deepEqual(rows.asked, [], command);
      }
      assert.equal(await clipboard.readText(), CLIPBOARD);
      assert.ok(listsLeft > 0, "the stand-ins are seen by the extension");
    });
  }

  it("are not kept from their own work", async () => {
    for (const setting of SETTINGS) {
      settings.keep(setting);
    }
    const sites = () => SYSTEMS.map((system) => userValue(system.settings.site));
    await commands.executeCommand(COMMANDS.exploreSampleData, { id: "modelLab" }, 7);
    assert.deepEqual(sites(), ["sample", "sample", "sample"]);
    await commands.executeCommand(COMMANDS.leaveSampleData, []);
    assert.deepEqual(sites(), [undefined, undefined, undefined]);
    assert.deepEqual(shown, []);
  });
});

/** A command that is for rows says that it was called on none; nothing is as if the palette had called it. */
function saidOf(command: string, [first]: readonly unknown[]): RegExp {
  const { rows, rowsOrFiles, rowsOrKey } = COMMAND_ARGUMENTS;
  if (first !== null && [...rows, ...rowsOrFiles, ...rowsOrKey].some((id) => id === command)) {
    return first === undefined
      ? /^Could not .+: the view was drawn again at that moment\. Open the menu on the row again\.$/
      : /^Could not .+: the row is no longer in the view\.$/;
  }
  if (COMMAND_ARGUMENTS.agentCall.some((id) => id === command)) {
    return /^Could not show [^:]+: choose a question in the view of what agents asked\.$/;
  }
  // What goes to the cursor says first that there is none.
  return command === COMMANDS.insertLoadSnippet ? /no editor is open/ : /^$/;
}

function snapshot(): unknown {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
  return { tabs, settings: SETTINGS.map(userValue) };
}

/** A list or box that a command makes itself, which the user leaves as soon as it is there. */
function leaveWhenShown<T extends TestQuickInput>(made: T): T {
  made.onShow = () => queueMicrotask(() => made.hide());
  return made;
}
