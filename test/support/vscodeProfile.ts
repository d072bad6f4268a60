import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Settings = Readonly<Record<string, unknown>>;

/** Keeps a fresh VS Code from showing anything but what was asked for. */
const QUIET_SETTINGS: Settings = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.enableExperiments": false,
  "workbench.settings.enableNaturalLanguageSearch": false,
  "chat.commandCenter.enabled": false,
  "chat.disableAIFeatures": true,
  "extensions.ignoreRecommendations": true,
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "files.simpleDialog.enable": true,
  "git.enabled": false,
  "remote.autoForwardPorts": false,
  // VS Code would look through all processes of the machine for the ports that they open.
  "remote.autoForwardPortsSource": "output",
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "window.commandCenter": false,
};

const SHIPPED = ["package.json", "dist", "media", "README.md", "CHANGELOG.md"];

export interface ProfileOptions {
  /** Settings of the machine, where VS Code for the browser reads machine-scoped ones such as the site. */
  readonly machineSettings?: Settings;
  readonly userSettings?: Settings;
  readonly workspaceSettings?: Settings;
  /** A folder that is kept between runs; without it a temporary one is made. */
  readonly folder?: string;
}

/** The folders that one VS Code server works with. */
export class VsCodeProfile {
  readonly folder: string;
  readonly isTemporary: boolean;
  readonly workspace: string;
  readonly serverData: string;
  readonly userData: string;
  readonly extensions: string;
  /** Which of VS Code's own extensions there are, where they are not all. */
  readonly builtIns: string;
  readonly machineSettingsFile: string;
  readonly userSettingsFile: string;

  constructor(options: ProfileOptions = {}) {
    // VS Code resolves links in paths it is given; a temporary folder that is one (macOS) would not compare equal.
    this.folder = realpathSync(options.folder ?? mkdtempSync(join(tmpdir(), "ml-artifacts-")));
    this.isTemporary = options.folder === undefined;
    this.workspace = join(this.folder, "workspace");
    this.serverData = join(this.folder, "server");
    this.userData = join(this.folder, "data");
    this.extensions = join(this.folder, "extensions");
    this.builtIns = join(this.folder, "built-ins");
    this.machineSettingsFile = join(this.userData, "Machine/settings.json");
    this.userSettingsFile = join(this.userData, "User/settings.json");
    for (const folder of [this.serverData, this.extensions]) mkdirSync(folder, { recursive: true });
    this.fill(options);
  }

  /** Writes settings, as of a first start. */
  fill(options: ProfileOptions): void {
    mkdirSync(this.workspace, { recursive: true });
    writeJson(this.machineSettingsFile, { ...options.machineSettings });
    writeJson(this.userSettingsFile, { ...QUIET_SETTINGS, ...options.userSettings });
    if (options.workspaceSettings !== undefined) this.writeWorkspaceSettings(options.workspaceSettings);
  }

  /**
   * Installs an extension from its source folder, by copying what it ships: VS Code takes the code behind a link for no one's.
   * Unlike an extension under development it needs no debugging switches, and those silence VS Code's messages.
   */
  copyExtension(source: string): void {
    const { publisher, name, version } = readJson(join(source, "package.json"));
    const folder = join(this.extensions, `${String(publisher)}.${String(name)}-${String(version)}`);
    for (const entry of SHIPPED.filter((candidate) => existsSync(join(source, candidate)))) {
      cpSync(join(source, entry), join(folder, entry), { recursive: true });
    }
  }

  writeWorkspaceSettings(settings: Settings): void {
    writeJson(join(this.workspace, ".vscode/settings.json"), settings);
  }

  /** VS Code sees the change when it watches the file. */
  changeMachineSetting(name: string, value: unknown): void {
    writeJson(this.machineSettingsFile, { ...readJson(this.machineSettingsFile), [name]: value });
  }

  /** User, machine and workspace settings as they stand on disk now, the stronger ones last. */
  readSettings(): Settings {
    const files = [this.userSettingsFile, this.machineSettingsFile, join(this.workspace, ".vscode/settings.json")];
    return files.map(readJson).reduce((all, settings) => ({ ...all, ...settings }), {});
  }

  /** Takes away what the user and the extensions of a window have left, while its server goes on. */
  clear(): void {
    const logs = foldersIn(join(this.userData, "logs")).flatMap(foldersIn);
    const settings = ["User", "Machine"].map((name) => join(this.userData, name));
    for (const folder of [this.workspace, ...settings, ...logs]) removeFolder(folder);
  }

  remove(): void {
    removeFolder(this.folder);
  }
}

/** VS Code may be writing a last file. */
function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

function foldersIn(folder: string): string[] {
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
}

function writeJson(file: string, value: Settings): void {
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}

function readJson(file: string): Settings {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Settings) : {};
}
