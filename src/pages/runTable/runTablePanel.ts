import type { WebviewPanel } from "vscode";
import { STOPPED } from "../loadPages";
import { WebPanel } from "../webPanel";
import { OpenTable } from "../../runTable/openTable";
import type { Entry } from "../../sources/contract/entry";
import type { FilterValues } from "../../sources/contract/entryFilter";
import type { ArtifactSource } from "../../sources/contract/source";
import type { PageFailure } from "../../web/pageFailure";
import type { RunTableMessage, RunTableRequest, TableAddress, TableShown } from "../../web/runTable/messages";
import { defined } from "../../text/defined";
import { followRunning } from "./followRunning";
import { locateEntries } from "../../sources/shared/paths/locateEntries";
import type { TableHost } from "./tableHost";
import { tablePart, tableWindow } from "./tableMessage";
import { parseTableRequest } from "./tableRequests";
import { TableCommands } from "./tableCommands";
import { titleOf } from "./tableTitle";
import type { TableStore } from "./tableStore";

/** While pages come, the table is shown so often, ms. */
const SHOWN_EVERY_MS = 250;
const FIRST_LINES = 60;

export interface RunTableStart {
  readonly address: TableAddress;
  /** From the top down, the one whose runs are listed the last; absent when they are not known yet. */
  readonly entries?: readonly Entry[];
  /** Of the tree's row, or as it was typed. */
  readonly filter: FilterValues | string;
}

interface RunTablePanelOptions extends RunTableStart {
  readonly host: TableHost;
  readonly store: TableStore;
  readonly panel: WebviewPanel;
  readonly onDidClose: () => void;
}

const NOTHING = {
  filter: { text: "", problems: [], hint: "" },
  columns: [],
  isOutdated: false,
  notes: [],
  runCount: 0,
  groupCount: 0,
  lineCount: 0,
  selectedCount: 0,
  actions: [],
  version: 0,
} as const;

/** The runs below an entry, as a table. */
export class RunTablePanel {
  readonly panel: WebPanel<RunTableRequest, RunTableMessage>;
  readonly address: TableAddress;
  readonly #options: RunTablePanelOptions;
  readonly #commands: TableCommands;
  #above: readonly Entry[] = [];
  #open: OpenTable | undefined;
  #failure: PageFailure | undefined;
  #isGone = false;
  #isOpening = true;
  /** The lines that the page asked for last. */
  #window = { start: 0, count: FIRST_LINES };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #shownAt = 0;
  readonly #live: { dispose(): void };
  #liveNote = "";

  constructor(options: RunTablePanelOptions) {
    const { host, panel, address, onDidClose } = options;
    this.#options = options;
    this.address = address;
    this.panel = new WebPanel({
      panel,
      extensionUri: host.extensionUri,
      page: { name: "runTable", title: "Runs" },
      parse: parseTableRequest,
      onRequest: (request) => void this.#answer(request),
      onRefused: (sentence) => void host.showRefusal(sentence),
      onDidClose: () => {
        clearTimeout(this.#timer);
        this.#live.dispose();
        this.#open?.dispose();
        onDidClose();
      },
    });
    this.#commands = new TableCommands({ host, store: options.store, address, above: () => this.#above });
    const [open, inSight] = [() => this.#open, () => this.#window];
    this.#live = followRunning(panel, { open, inSight, onDidFail: (note) => this.#note(note) });
    void this.#begin(options);
  }

  /** Says what could not be kept up to date; an empty text takes it back. */
  #note(note: string): void {
    this.#liveNote = note;
    this.#post();
  }

  async #answer(request: RunTableRequest): Promise<void> {
    switch (request.kind) {
      case "ready":
        this.#post();
        break;
      case "reload":
        await this.#reload();
        break;
      case "setKeys":
        await this.#options.host.setKeys({ ...this.address, place: [] });
        await (this.panel.isClosed ? undefined : this.#reload());
        break;
      case "window":
        this.#window = { start: request.start, count: request.count };
        this.#postLines();
        break;
      default:
        await this.#commands.answer(request, this.#open);
    }
  }

  /** Finds the entry again, too: another source may be the one to ask. */
  async #reload(): Promise<void> {
    const filter = this.#open?.filterText ?? this.#options.filter;
    const isSame = this.#open !== undefined && (await this.#sourceNow()) === this.#open.source;
    await (isSame ? this.#open?.restart() : this.#begin({ address: this.address, filter }));
  }

  async #sourceNow() {
    return await this.#options.host.pool.sourceOf(this.address).catch(() => undefined);
  }

  async #begin({ entries, filter }: RunTableStart): Promise<void> {
    const signal = this.panel.beginLoad();
    [this.#isOpening, this.#failure] = [true, undefined];
    this.#post();
    try {
      const source = await this.#options.host.pool.sourceOf(this.address);
      const above = entries ?? (await locateEntries(source, this.address.rowIds, { signal })) ?? [];
      signal.throwIfAborted();
      this.#above = above;
      await this.#show(source, above.at(-1), filter);
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      this.#failure = this.#options.host.wordFailure("list the runs", error) ?? STOPPED;
    }
    this.#isOpening = false;
    this.#post();
  }

  async #show(source: ArtifactSource, entry: Entry | undefined, filter: FilterValues | string): Promise<void> {
    const tables = source.runTables;
    this.#isGone = entry === undefined || tables === undefined;
    if (entry === undefined || tables === undefined) {
      return;
    }
    this.#open?.dispose();
    const values = typeof filter === "string" ? {} : filter;
    const layout = this.#options.store.layout(this.address);
    this.#open = new OpenTable({ source, tables, entry, values, layout, onDidChange: () => this.#changed() });
    this.#isOpening = false;
    this.panel.title = `Runs of ${titleOf(this.#above)}`;
    await (typeof filter === "string" && filter !== "" ? this.#open.filter(filter) : this.#open.goOn());
  }

  /** Shows what there is at once, and not too often while pages come. */
  #changed(): void {
    const wait = this.#open?.isLoading === true ? this.#shownAt + SHOWN_EVERY_MS - Date.now() : 0;
    if (wait > 0 && this.#open?.table.counts.loaded !== 0) {
      this.#timer ??= setTimeout(() => this.#post(), wait);
    } else {
      this.#post();
    }
  }

  #post(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#shownAt = Date.now();
    if (!this.panel.isClosed) {
      this.panel.post(this.#message());
    }
  }

  #postLines(): void {
    if (this.#open !== undefined) {
      const window = tableWindow(this.#open, this.#window.start, this.#window.count);
      this.panel.post({ kind: "lines", version: this.#open.version, window });
    }
  }

  #message(): TableShown {
    const open = this.#open;
    const { host } = this.#options;
    const part = open === undefined ? NOTHING : tablePart(open, hintOf(open));
    const { start, count } = this.#window;
    return {
      kind: "show",
      address: this.address,
      title: titleOf(this.#above),
      origin: host.originOf({ ...this.address, place: [] }),
      isGone: this.#isGone,
      ...part,
      notes: this.#liveNote === "" ? part.notes : [...part.notes, this.#liveNote],
      progress: this.#progress(open),
      window: open === undefined ? { start: 0, lines: [] } : tableWindow(open, start, count),
    };
  }

  #progress(open: OpenTable | undefined): TableShown["progress"] {
    const failure = this.#failureOf(open);
    if (open === undefined) {
      return { isLoading: this.#isOpening, loaded: 0, canGoOn: false, ...defined({ failure }) };
    }
    const { isLoading, table, isOutdated } = open;
    const { loaded, total } = table.counts;
    return {
      isLoading,
      loaded,
      canGoOn: !isLoading && (isOutdated || !table.isComplete),
      ...defined({ total, failure }),
    };
  }

  #failureOf(open: OpenTable | undefined): PageFailure | undefined {
    const failed = open?.failure;
    return failed === undefined ? this.#failure : (this.#options.host.wordFailure("list the runs", failed) ?? STOPPED);
  }
}

/** Some of what can be typed: `status:failed`. */
function hintOf({ source, entry }: OpenTable): string {
  const examples = source.runTables?.fields(entry).flatMap(({ example }) => example ?? []) ?? [];
  return examples.slice(1, 4).join("  ");
}
