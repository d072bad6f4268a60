import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import * as manifest from "../../package.json";
import { COMMAND_ARGUMENTS } from "../../src/manifest/commandArguments";
import { AGENTS_VIEW, MCP_PROVIDER, TOOL_PREFIX } from "../../src/manifest/agentNames";
import { CONTAINER, EDITORS, PANELS } from "../../src/manifest/views";
import { COMMANDS } from "../../src/manifest/commands";
import { CONTEXT_KEYS } from "../../src/manifest/contextKeys";
import { refreshCommandOf, stateKeyOf, viewIdOf } from "../../src/manifest/systemNames";
import { SETTINGS } from "../../src/manifest/settings";
import { isVerb, VERB_ARGUMENTS } from "../../src/agents/verbs/verbArguments";
import { MODEL_FILE_ENDINGS } from "../../src/files/peek/modelFileName";
import { MODEL_LAB } from "../../src/sources/modelLab/modelLabSystem";
import { SYSTEMS } from "../../src/sources/systems";
import { loadedTokenKey, PALETTE_TOKENS } from "../../src/tree/model/paletteTokens";

const { contributes } = manifest;
const systemIds = SYSTEMS.map(({ id }) => id);
const commands: readonly string[] = [...Object.values(COMMANDS), ...systemIds.map(refreshCommandOf)];
const views = [...systemIds.map(viewIdOf), AGENTS_VIEW];
const settings = SYSTEMS.flatMap(({ settings: { site, customUrl } }) =>
  customUrl === undefined ? [site] : [site, customUrl],
);
const earlierSettings = SYSTEMS.flatMap(({ settings: { earlier } }) => Object.values(earlier));
const properties = new Map<string, { readonly scope: string; readonly markdownDeprecationMessage?: string }>(
  contributes.configuration.flatMap(({ properties: some }) => Object.entries(some)),
);
const currentSettings = [...properties.keys()].filter((name) => !earlierSettings.includes(name));
const sorted = (names: Iterable<string>) => [...names].sort();
const palette = new Map(contributes.menus.commandPalette.map(({ command, when }) => [command, when]));
const enablements = new Map(
  contributes.commands.flatMap(({ command, enablement }) => (enablement === undefined ? [] : [[command, enablement]])),
);
/** Ways in, which lead on from nothing, and what tells by itself that there is nothing to do. */
const ANYTIME: readonly string[] = [
  COMMANDS.setKeys,
  COMMANDS.removeKeys,
  COMMANDS.checkConnections,
  COMMANDS.switchSite,
  COMMANDS.goTo,
  COMMANDS.continueDownloads,
  COMMANDS.agentAccess,
  COMMANDS.copyMcpConfiguration,
  COMMANDS.openSettings,
  COMMANDS.showLog,
];
const BIND_IT =
  "say when the palette offers it: a `when` under menus.commandPalette (mlArtifacts.rows.<token>, with the token in " +
  "PALETTE_TOKENS, for what rows take), an `enablement`, or a line in ANYTIME here";
const isReady = (id: string) => `${stateKeyOf(id)} == ready`;
/** The systems whose first level is searched. */
const searchedIds = systemIds.filter((id) => palette.get(COMMANDS.search)?.split(" || ").includes(isReady(id)));
const whens = [
  ...Object.values(contributes.menus).flat(),
  ...contributes.viewsWelcome,
  ...contributes.commands,
  ...contributes.languageModelTools,
].flatMap((item) => ["when", "enablement"].map((key) => String(Reflect.get(item, key) ?? "")));

describe("package.json and src/manifest", () => {
  it("name the same commands", () => {
    assert.deepEqual(sorted(contributes.commands.map(({ command }) => command)), sorted(commands));
  });

  it("hand over to each command what it takes", () => {
    const { rows, rowsOrFiles, rowsOrKey, folder, agentCall } = COMMAND_ARGUMENTS;
    const takeRows = new Set<string>([...rows, ...agentCall, ...rowsOrFiles, ...rowsOrKey]);
    const takeFiles = new Set<string>([...rowsOrFiles, ...folder]);
    const menus = contributes.menus;
    const ids = (items: readonly { readonly command: string }[]) => items.map(({ command }) => command);
    // The log is the same wherever it is asked for.
    assert.deepEqual(
      ids(menus["view/item/context"]).filter((id) => !takeRows.has(id)),
      [COMMANDS.showLog],
    );
    assert.deepEqual(
      ids(menus["explorer/context"]).filter((id) => !takeFiles.has(id)),
      [],
    );
    for (const { command } of contributes.keybindings.filter((key) => "args" in key)) {
      assert.ok(
        [...rowsOrKey, ...rowsOrFiles].some((id) => id === command),
        command,
      );
    }
    const taking: readonly string[] = Object.values(COMMAND_ARGUMENTS).flat();
    assert.equal(new Set(taking).size, taking.length);
  });

  it("name the same views, in the same container", () => {
    assert.deepEqual(Object.keys(contributes.views), [CONTAINER]);
    assert.deepEqual(
      contributes.viewsContainers.activitybar.map(({ id }) => id),
      [CONTAINER],
    );
    assert.deepEqual(sorted(contributes.views[CONTAINER].map(({ id }) => id)), sorted(views));
  });

  it("name the same panels, which start the extension when they come back", () => {
    const started = manifest.activationEvents.filter((event) => event.startsWith("onWebviewPanel:"));
    assert.deepEqual(sorted(started), sorted(Object.values(PANELS).map((panel) => `onWebviewPanel:${panel}`)));
  });

  it("name the same settings", () => {
    assert.deepEqual(sorted(properties.keys()), sorted([...settings, ...earlierSettings, ...Object.values(SETTINGS)]));
  });

  it("mark the names that settings had earlier, with the way to those that they have now", () => {
    for (const {
      settings: { earlier },
    } of SYSTEMS) {
      for (const [now, before] of Object.entries(earlier)) {
        assert.ok(properties.get(before)?.markdownDeprecationMessage?.includes(`#${now}#`), before);
      }
    }
    assert.ok(currentSettings.every((name) => properties.get(name)?.markdownDeprecationMessage === undefined));
  });

  it("name settings so that VS Code, which makes titles of their names, writes words and abbreviations as they are", () => {
    for (const name of currentSettings) {
      const words = name
        .split(".")
        .slice(1)
        .flatMap((part) => part.split(/(?<=[a-z])(?=[A-Z])/));
      for (const word of words) {
        assert.ok(!/^(url|id|mcp|api|ml)$/i.test(word) || word === word.toUpperCase(), name);
      }
    }
    // A section's ID takes the extension's own name out of the titles, and nothing more.
    for (const { id, properties: some } of contributes.configuration) {
      assert.ok(id.startsWith("mlArtifacts.") && Object.keys(some).every((name) => !name.startsWith(`${id}.`)), id);
    }
  });

  it("name the settings that README's table does", () => {
    const rows = readFileSync("README.md", "utf8").match(/^\| `mlArtifacts\.[\w.]+`/gm) ?? [];
    assert.deepEqual(sorted(rows.map((row) => row.slice(3, -1))), sorted(currentSettings));
  });

  it("name the same editors, for the same files, of the systems and on disk", () => {
    const [own, local] = contributes.customEditors;
    assert.deepEqual([own?.viewType, local?.viewType], Object.values(EDITORS));
    const patterns = (editor: typeof own) => editor?.selector.map(({ filenamePattern }) => filenamePattern);
    assert.deepEqual(
      patterns(own),
      MODEL_FILE_ENDINGS.map((ending) => `mlartifact:/**/*.${ending}`),
    );
    assert.deepEqual(
      patterns(local),
      MODEL_FILE_ENDINGS.map((ending) => `{file,vscode-remote}:/**/*.${ending}`),
    );
  });

  it("ask in when-clauses only for what is set", () => {
    const asked = new Set(whens.join(" ").match(/(?<![.\w])mlArtifacts\.[\w.]+(?!\\)/g) ?? []);
    const tokens = PALETTE_TOKENS.map(loadedTokenKey);
    const known = new Set<string>([...Object.values(CONTEXT_KEYS), ...tokens, ...systemIds.map(stateKeyOf), ...views]);
    assert.deepEqual(
      tokens.filter((key) => !asked.has(key)),
      [],
    );
    assert.deepEqual(
      [...asked].filter((key) => !known.has(key)),
      [],
    );
  });

  it("offer only commands that exist, in menus and welcome texts", () => {
    const linked = JSON.stringify(contributes.viewsWelcome).match(/(?<=\(command:)[\w.]+/g) ?? [];
    const inMenus = Object.values(contributes.menus)
      .flat()
      .map(({ command }) => command);
    const known = new Set<string>(commands);
    assert.ok(linked.length > 0 && inMenus.length > 0);
    assert.deepEqual(
      [...linked, ...inMenus].filter((command) => !known.has(command)),
      [],
    );
  });

  it("delete by the menu and the Delete key of a focused view, and by no button of a row", () => {
    const rowMenu = contributes.menus["view/item/context"];
    const groups = rowMenu.filter(({ command }) => command === COMMANDS.deleteRow).map(({ group }) => group);
    assert.deepEqual(groups, ["7_delete@1"]);
    assert.deepEqual(keysOf(COMMANDS.deleteRow), keysOfViews(COMMANDS.deleteRow, "delete", "cmd+backspace"));
  });

  it("copy by the copy key of a focused view", () => {
    assert.deepEqual(keysOf(COMMANDS.copyRow), keysOfViews(COMMANDS.copyRow, "ctrl+c", "cmd+c"));
  });

  it("compare and download by keys of a focused view", () => {
    assert.deepEqual(keysOf(COMMANDS.comparePages), keysOfViews(COMMANDS.comparePages, "ctrl+enter", "cmd+enter"));
    assert.deepEqual(keysOf(COMMANDS.download), keysOfViews(COMMANDS.download, "ctrl+d", "cmd+d"));
  });

  it("open a row by Enter and preview it by Space, as VS Code's Explorer does", () => {
    assert.deepEqual(keysOf(COMMANDS.openFile), keysOfViews(COMMANDS.openFile, "enter"));
    assert.deepEqual(keysOf(COMMANDS.previewFile), keysOfViews(COMMANDS.previewFile, "space"));
    // A menu shows the key of its command.
    const inMenu = contributes.menus["view/item/context"].map(({ command }) => command);
    for (const { command } of contributes.keybindings.filter((key) => "args" in key)) {
      assert.ok(inMenu.includes(command), command);
    }
  });

  it("offer in the palette what a loaded row takes, by the tokens of its menu, and one Refresh", () => {
    for (const { command, when } of contributes.menus["view/item/context"]) {
      const asked = palette.get(command)?.match(/(?<=mlArtifacts\.rows\.)[\w.]+/g) ?? [];
      const tokens = tokensOf(when);
      assert.ok(
        asked.every((token) => tokens.includes(token)),
        command,
      );
      const isBound = asked.length > 0 || palette.get(command) === "false" || enablements.has(command);
      assert.ok(isBound || ANYTIME.includes(command), `${command}: ${BIND_IT}`);
    }
    const refreshes = contributes.commands.filter(
      ({ command, title }) => title.startsWith("Refresh") && palette.get(command) !== "false",
    );
    assert.deepEqual(
      refreshes.map(({ command }) => command),
      [COMMANDS.refresh],
    );
  });

  it("offer each command in the palette under a condition, but for those that make sense at any time", () => {
    const isConditional = (command: string) => palette.has(command) || enablements.has(command);
    assert.deepEqual(
      commands.filter((command) => !isConditional(command)),
      commands.filter((command) => ANYTIME.includes(command)),
      BIND_IT,
    );
    for (const [command, when] of palette) {
      assert.ok(when.trim() !== "" && when !== "true", command);
    }
    assert.deepEqual(
      [...palette.keys()].filter((command) => !commands.includes(command)),
      [],
    );
  });

  it("offer what works with any system as soon as one is ready, whichever it is", () => {
    const anySystem = systemIds.map(isReady).join(" || ");
    assert.equal(palette.get(COMMANDS.refresh), anySystem);
    for (const { name, when } of contributes.languageModelTools) {
      // The registry has no curves.
      const able = name === `${TOOL_PREFIX}curves` ? systemIds.filter((id) => id !== "registry") : systemIds;
      assert.ok(when.endsWith(` && (${able.map(isReady).join(" || ")})`), name);
    }
  });

  it("offer the search of the same systems in the palette and in their views' titles", () => {
    const titles = contributes.menus["view/title"].filter(({ command }) => command === COMMANDS.search);
    assert.ok(searchedIds.length > 0);
    assert.deepEqual(
      titles.map(({ when }) => when),
      searchedIds.map((id) => `view == ${viewIdOf(id)} && ${isReady(id)}`),
    );
  });

  it("give a view's title three buttons at most, so that its name can be read", () => {
    const buttons = contributes.menus["view/title"].filter(({ group }) => group.startsWith("navigation"));
    for (const id of systemIds) {
      for (const state of titleStates(id)) {
        const shown = buttons.filter(({ when }) => holds(when, state));
        // VS Code adds Collapse All.
        assert.ok(shown.length <= 2, `${id}: ${shown.map(({ command }) => command).join(", ")}`);
        assert.ok(shown.length >= 1, id);
      }
    }
  });

  it("offer the same sites, with a label and a description each", () => {
    const [site] = contributes.configuration.flatMap(({ properties: some }) => some["mlArtifacts.modelLab.site"] ?? []);
    assert.ok(site !== undefined);
    assert.deepEqual(site.enum, [...MODEL_LAB.sites.map(({ id }) => id), "sample", "custom"]);
    assert.deepEqual(
      site.enumItemLabels.slice(0, -2),
      MODEL_LAB.sites.map(({ name }) => name),
    );
    assert.equal(site.enumDescriptions.length, site.enum.length);
  });

  it("let no workspace set an address that keys are sent to", () => {
    for (const [name, { scope }] of properties) {
      assert.equal(scope, "machine", name);
    }
  });

  it("name a tool for each verb of agents, with the arguments that it takes", () => {
    const { languageModelTools: tools } = contributes;
    assert.deepEqual(
      sorted(tools.map(({ name }) => name)),
      sorted(Object.keys(VERB_ARGUMENTS).map((verb) => `${TOOL_PREFIX}${verb}`)),
    );
    for (const { name, inputSchema, modelDescription, userDescription, when } of tools) {
      const verb = name.slice(TOOL_PREFIX.length);
      assert.ok(isVerb(verb));
      const { entries } = VERB_ARGUMENTS[verb];
      assert.deepEqual(sorted(Object.keys(inputSchema.properties)), sorted(Object.keys(entries)), name);
      const needed = Object.entries<{ readonly type: string }>(entries).filter(([, { type }]) => type !== "optional");
      assert.deepEqual(sorted(inputSchema.required), sorted(needed.map(([key]) => key)), name);
      assert.ok(
        Object.values<object>(inputSchema.properties).every((property) => "description" in property),
        name,
      );
      assert.ok(modelDescription.length < 700 && userDescription.length > 0, name);
      // One that is offered by the server as well would be there twice.
      assert.match(when, /^config\.mlArtifacts\.agents\.enabled && !mlArtifacts\.isServerOffered && \(/);
    }
  });

  it("let agents be kept from each system", () => {
    const [offered] = contributes.configuration.flatMap(
      ({ properties: some }) => some["mlArtifacts.agents.systems"]?.properties ?? [],
    );
    assert.deepEqual(sorted(Object.keys(offered ?? {})), sorted(systemIds));
    assert.deepEqual(
      contributes.mcpServerDefinitionProviders.map(({ id }) => id),
      [MCP_PROVIDER],
    );
  });

  it("keep to the oldest VS Code that is promised, and try it", () => {
    const [, oldest] = /^\^(\d+\.\d+)\.0$/.exec(manifest.engines.vscode) ?? [];
    assert.match(manifest.scripts["test:oldest"], new RegExp(` --vscode ${oldest} --grep @smoke$`));
    const files = readdirSync("test/ui").filter((file) => file.endsWith(".test.ts"));
    const smoke = files.filter((file) => readFileSync(`test/ui/${file}`, "utf8").includes("@smoke"));
    assert.ok(smoke.length >= 3, smoke.join());
    assert.equal(manifest.engines.vscode.replace("^", "~"), manifest.devDependencies["@types/vscode"]);
  });
});

describe("extension.ts", () => {
  it("is a list of at most 80 lines, and so is product.ts", () => {
    for (const file of ["src/extension.ts", "src/product.ts"]) {
      assert.ok(readFileSync(file, "utf8").trimEnd().split("\n").length <= 80, file);
    }
  });
});

/** The tokens of rows that a place in the menu of rows asks for. */
function tokensOf(when: string): readonly string[] {
  const patterns = when.match(/(?<=viewItem =~ \/ )[^/]+(?= \/)/g) ?? [];
  return patterns.flatMap((pattern) => pattern.replaceAll(/[()\\]/g, "").split("|"));
}

function keysOf(wanted: string): readonly unknown[] {
  return contributes.keybindings.filter(({ command }) => command === wanted);
}

function keysOfViews(command: string, key: string, mac?: string): readonly unknown[] {
  return systemIds.map((id) => {
    const when = `focusedView == ${viewIdOf(id)} && listFocus && !inputFocus`;
    const args = [{ $treeViewId: viewIdOf(id), $focusedTreeItem: true }, id];
    return { command, key, ...(mac === undefined ? {} : { mac }), when, args };
  });
}

interface TitleState {
  readonly view: string;
  /** Lists of views that a context key names. */
  readonly lists: readonly string[];
}

/** Ready views: what is searched is not filtered at its first level. */
function titleStates(id: string): readonly TitleState[] {
  const view = viewIdOf(id);
  if (searchedIds.includes(id)) {
    return [[], [CONTEXT_KEYS.searchedViews]].map((lists) => ({ view, lists }));
  }
  const lists = [CONTEXT_KEYS.filterableViews, CONTEXT_KEYS.sortableViews];
  return [lists, [...lists, CONTEXT_KEYS.filteredViews]].map((each) => ({ view, lists: each }));
}

/** The few forms of condition that titles use. */
function holds(when: string, { view, lists }: TitleState): boolean {
  return when.split(" && ").every((term) => {
    const [, not, list] = /^view( not)? in (\S+)$/.exec(term) ?? [];
    if (list !== undefined) return lists.includes(list) === (not === undefined);
    const [, key, value] = /^(\S+) == (\S+)$/.exec(term) ?? [];
    if (key === "view") return value === view;
    assert.ok(key !== undefined, term);
    return key === `${view}.state` && value === "ready";
  });
}
