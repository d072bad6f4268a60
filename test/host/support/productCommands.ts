import type { LogOutputChannel, WebviewPanelSerializer } from "vscode";
import { commands, Disposable, StatusBarAlignment, Uri, window } from "vscode";
import { registerCommands } from "../../../src/commands/registerCommands";
import type { CommandRun, Doors } from "../../../src/host/doors";
import { FilterStore } from "../../../src/host/filterStore";
import { Messages } from "../../../src/host/messages/messages";
import { systemClock } from "../../../src/http/clock";
import type { CommandId } from "../../../src/manifest/commands";
import { rowUri } from "../../../src/commands/shared/rowAddress";
import type { SystemDefinition } from "../../../src/sources/contract/system";
import { SYSTEMS } from "../../../src/sources/systems";
import { ExplorerView } from "../../../src/tree/explorerView";
import { findRow } from "../../../src/tree/model/findRow";
import { type EntryRow, type Row, rowPath } from "../../../src/tree/model/row";
import { ListingWatcher } from "../../../src/watch/listingWatcher";
import { RunWatcher } from "../../../src/watch/runWatcher";
import { waitUntil } from "../../ui/support/waitUntil";
import { MemoryProfile } from "./memoryProfile";
import type { MemoryMemento } from "./memoryStorage";
import { PooledSystems } from "./pooledSystems";
import type { TemporaryFolder } from "./temporaryFolder";
import { TestUser } from "./testUser";
import { UserSettings } from "./userSettings";

/** Commands of VS Code's own that would change the window: they are put on record instead. */
const RECORDED =
  /^(vscode\.(open|diff|openFolder)|revealIn|revealFileInOS|workbench\.action\.(open\w*Settings|reload)|list\.)/;

/** All commands of the product, over the sample data or what the settings name, with the person who uses them. */
export class ProductCommands {
  readonly user = new TestUser();
  readonly settings: UserSettings;
  readonly memory: MemoryMemento;
  readonly folder: TemporaryFolder;
  readonly pooled: PooledSystems;
  readonly views: readonly ExplorerView[];
  readonly watches: RunWatcher;
  readonly listings: ListingWatcher;
  readonly filters: FilterStore;
  /** Commands of VS Code's own that were called. */
  readonly executed: unknown[][] = [];
  /** The rows that were to be shown, by the ids from the top down: what VS Code draws of it is seen by window tests. */
  readonly revealed: (readonly string[])[] = [];
  handleUri: (uri: Uri) => void = () => undefined;
  /** Makes panels again that VS Code kept. */
  serializer: WebviewPanelSerializer | undefined;
  readonly #runs = new Map<string, CommandRun>();
  readonly #log: LogOutputChannel;

  private constructor(systemsOf: readonly SystemDefinition[], changed: UserSettings, profile = new MemoryProfile()) {
    this.settings = changed;
    [this.memory, this.folder] = [profile.memory, profile.folder];
    const pooled = (this.pooled = new PooledSystems(systemsOf, this.memory, profile));
    this.#log = pooled.own(window.createOutputChannel("Tests of commands", { log: true }));
    this.filters = new FilterStore(this.memory);
    const { sessions, settings, pool, keys } = pooled;
    this.views = sessions.map((session) => pooled.own(new ExplorerView(session, (row) => rowUri(row, pool))));
    const memento = profile.workspaceMemory;
    const onDidFail = () => undefined;
    this.watches = pooled.own(new RunWatcher({ pool, memento, clock: systemClock, onDidFail }));
    const { watches: runs } = this;
    this.listings = pooled.own(new ListingWatcher({ pool, memento, clock: systemClock, runs, onDidFail }));
    const systems = sessions.map((session, index) => ({
      ...{ system: session.system, session },
      ...{ setting: settings[index]!, view: this.views[index]! },
    }));
    const deps = {
      ...{ systems, keys, pool, log: this.#log, watches: this.watches, listings: this.listings },
      ...{ filters: this.filters, memory: this.memory },
      network: () => ({ userAgent: "test", proxy: {}, log: () => undefined }),
      messages: new Messages(this.#log),
      doors: this.#doors(),
      extensionId: "ml-artifact-explorer.ml-artifact-explorer",
      extensionUri: Uri.file("/"),
      storage: this.folder.uri,
      largestFile: () => 20_000_000,
    };
    for (const part of registerCommands(deps)) {
      pooled.own(part);
    }
  }

  /** With the sample data of these systems. */
  static async open(systems: readonly SystemDefinition[] = SYSTEMS): Promise<ProductCommands> {
    return await ProductCommands.at(
      Object.fromEntries(systems.map((system) => [system.settings.site, "sample"])),
      systems,
    );
  }

  /** With these settings; tests that follow each other with the same ones may share them. */
  static async at(
    values: Readonly<Record<string, string>>,
    systems: readonly SystemDefinition[],
    settings = new UserSettings(),
  ): Promise<ProductCommands> {
    for (const [name, value] of Object.entries(values)) {
      await settings.set(name, value);
    }
    const opened = new ProductCommands(systems, settings);
    await Promise.all(opened.pooled.sessions.map((session) => session.open()));
    return opened;
  }

  /** All systems, over a profile that is there. `meet` comes before anything of it is shown, as a person is there first. */
  static async startWith(profile: MemoryProfile, meet: (product: ProductCommands) => void): Promise<ProductCommands> {
    const opened = new ProductCommands(SYSTEMS, new UserSettings(), profile);
    opened.begin();
    meet(opened);
    const { sessions } = opened.pooled;
    await Promise.all(sessions.map((session) => session.open()));
    // Keys that change their place open a session once more.
    await waitUntil(() => sessions.every(({ state }) => state.kind !== "starting"), "all sessions to be open");
    return opened;
  }

  begin(): void {
    this.user.begin();
    for (const view of this.views) {
      this.user.stubs.replace(view, "reveal", async (ids, options) => {
        this.revealed.push(ids);
        return view.tree && (await findRow(view.tree, ids, options));
      });
      this.user.stubs.replace(view, "revealBelow", (row) => {
        this.revealed.push(rowPath(row).map(({ id }) => id));
        return Promise.resolve();
      });
    }
    const execute = commands.executeCommand;
    this.user.stubs.replace(commands, "executeCommand", async <T>(id: string, ...args: unknown[]) => {
      const own = this.#runs.get(id);
      if (own !== undefined) {
        return (await own(...args)) as T;
      }
      if (RECORDED.test(id)) {
        this.executed.push([id, ...args]);
        return undefined as T;
      }
      return await execute<T>(id, ...args);
    });
  }

  end(): void {
    this.user.end();
    this.executed.length = 0;
    this.revealed.length = 0;
  }

  async close(): Promise<void> {
    this.dispose();
    await this.settings.restore();
  }

  /** Leaves the settings as they are. */
  dispose(): void {
    this.user.end();
    this.pooled.dispose();
  }

  /** As a menu calls it, with the row and all that are selected; without rows as the palette does. */
  async run(id: CommandId, ...rows: readonly Row[]): Promise<void> {
    await this.call(id, ...(rows.length === 0 ? [] : [rows[0], rows]));
  }

  async call(id: CommandId, ...args: readonly unknown[]): Promise<void> {
    const run = this.#runs.get(id);
    if (run === undefined) {
      throw new Error(`${id} is not registered`);
    }
    await run(...args);
  }

  view(systemId: string): ExplorerView {
    const found = this.views.find(({ session }) => session.system.id === systemId);
    if (found === undefined) {
      throw new Error(`There is no view of ${systemId}`);
    }
    return found;
  }

  /** The rows below one, once they are listed. */
  async below(systemId: string, parent?: Row): Promise<readonly Row[]> {
    return await waitUntil(async () => {
      const rows = await this.view(systemId).getChildren(parent);
      return rows.length > 0 && rows;
    }, `rows of ${systemId}`);
  }

  /** The row that names lead to from the top, each the beginning of a row's name. */
  async row(systemId: string, ...names: readonly string[]): Promise<EntryRow> {
    let found: EntryRow | undefined;
    for (const name of names) {
      const rows: readonly Row[] = await this.below(systemId, found);
      found = rows.find((row): row is EntryRow => row.kind === "entry" && row.entry.name.startsWith(name));
      if (found === undefined) {
        throw new Error(`No row is called ${name} in ${systemId}: ${rows.map(({ id }) => id).join()}`);
      }
    }
    return found!;
  }

  #doors(): Doors {
    const none = () => new Disposable(() => undefined);
    return {
      createTreeView: window.createTreeView,
      siteItem: this.pooled.own(window.createStatusBarItem("tests", StatusBarAlignment.Left)),
      command: (id, run) => {
        this.#runs.set(id, run);
        return none();
      },
      fileSystem: none,
      editors: none,
      panels: (serializer) => {
        this.serializer = serializer;
        return none();
      },
      uris: (handler) => {
        this.handleUri = (uri) => void handler.handleUri(uri);
        return none();
      },
      tool: none,
    };
  }
}
