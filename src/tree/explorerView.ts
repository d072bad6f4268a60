import type { CancellationToken, Disposable, Event, TreeDataProvider, TreeItem, TreeView, Uri } from "vscode";
import { commands, EventEmitter, MarkdownString, window } from "vscode";
import { ApiError } from "../http/apiError";
import type { Session, SessionState } from "../host/session";
import type { ArtifactSource, CallOptions, EntryDetails } from "../sources/source";
import { COMMANDS, stateKeyOf, viewIdOf } from "../contract";
import { ArtifactTree } from "./artifactTree";
import { dragOut } from "./dragOut";
import { findRow } from "./findRow";
import type { EntryRow, FailureRow, MoreRow, ProblemRow, Row } from "./row";
import { tooltipText } from "./tooltip";
import { treeItemOf } from "./treeItem";

/** How often rows are drawn anew so that "12 min" stays true. Sends nothing. */
const REDRAW_MS = 60_000;

/** A system's view: its session's rows as VS Code asks for them. */
export class ExplorerView implements TreeDataProvider<Row>, Disposable {
  readonly viewId: string;
  readonly session: Session;
  readonly #changed = new EventEmitter<Row | undefined>();
  readonly #loaded = new EventEmitter<ApiError | undefined>();
  readonly #parts: readonly { dispose(): unknown }[];
  readonly treeView: TreeView<Row>;
  readonly onDidChangeTreeData: Event<Row | undefined> = this.#changed.event;
  /** The top was listed: with the error that it failed with, or none. */
  readonly onDidLoadTop: Event<ApiError | undefined> = this.#loaded.event;
  #tree: ArtifactTree | undefined;
  #isClearing = false;

  /** `uriOf` gives what a row is when it is dragged to an editor; undefined for a row that is no file. */
  constructor(session: Session, uriOf: (row: EntryRow) => Uri | undefined) {
    this.viewId = viewIdOf(session.system.id);
    this.session = session;
    const dragAndDropController = dragOut(uriOf);
    const options = { treeDataProvider: this, canSelectMany: true, showCollapseAll: true, dragAndDropController };
    this.treeView = window.createTreeView<Row>(this.viewId, options);
    const redraw = setInterval(() => this.#redraw(), REDRAW_MS);
    this.#parts = [
      this.treeView,
      this.treeView.onDidCollapseElement(({ element }) => element.kind === "entry" && this.#tree?.close(element)),
      this.treeView.onDidExpandElement(({ element }) => element.kind === "entry" && this.#tree?.open(element)),
      session.onDidChange((state) => this.#follow(state)),
      { dispose: () => clearInterval(redraw) },
      this.#changed,
      this.#loaded,
    ];
    this.#follow(session.state);
  }

  /** The source that the rows on show came from. */
  get source(): ArtifactSource | undefined {
    const { state } = this.session;
    return state.kind === "ready" ? state.source : undefined;
  }

  /** Whether something is a row of what this view shows now. */
  owns(candidate: object): boolean {
    return "source" in candidate && this.source !== undefined && candidate.source === this.source;
  }

  get loadedRows(): readonly Row[] {
    return this.#tree?.loadedRows() ?? [];
  }

  getTreeItem(row: Row): TreeItem {
    const { state } = this.session;
    const account = state.kind === "ready" ? state.account : "";
    return treeItemOf(row, { account, systemId: this.session.system.id, now: Date.now() });
  }

  getParent(row: Row): Row | undefined {
    return row.parent;
  }

  async getChildren(row?: Row): Promise<Row[]> {
    if (row === undefined && this.#isClearing) {
      // The old site's rows go now; the new one's are asked for once they are gone.
      this.#isClearing = false;
      setTimeout(() => this.#changed.fire(undefined), 0);
      return [];
    }
    if (row === undefined) {
      return [...(await this.#top())];
    }
    return row.kind === "entry" ? [...((await this.#tree?.children(row)) ?? [])] : [];
  }

  async resolveTreeItem(item: TreeItem, row: Row, token: CancellationToken): Promise<TreeItem> {
    if (row.kind === "entry") {
      const text = tooltipText(row.entry.name, await detailsOf(row, token), Date.now());
      // Neither trusted nor with HTML, which are VS Code's defaults: the text is from outside.
      item.tooltip = new MarkdownString(text);
    }
    return item;
  }

  refresh(): void {
    if (this.#tree === undefined) {
      void this.session.open();
    } else {
      this.#tree.refresh();
    }
  }

  async refreshRow(row: EntryRow, options: { readonly signal: AbortSignal }): Promise<void> {
    await this.#tree?.refreshRow(row, options);
  }

  /** Shows the row that some ids lead to, from the top down. False when the way ends before it. */
  async reveal(ids: readonly string[], options: CallOptions): Promise<boolean> {
    const row = this.#tree === undefined ? undefined : await findRow(this.#tree, ids, options);
    if (row === undefined || options.signal.aborted) {
      return false;
    }
    await this.treeView.reveal(row, { select: true, focus: true, expand: true });
    return true;
  }

  /** Lets a changed search or filter of the source show. */
  relist(): void {
    this.#tree?.relist();
  }

  removeRow(row: EntryRow): void {
    this.#tree?.remove(row);
  }

  async loadMore(row: MoreRow): Promise<void> {
    await this.#tree?.loadMore(row);
  }

  async tryAgain(row: FailureRow): Promise<void> {
    await this.#tree?.tryAgain(row);
  }

  dispose(): void {
    this.#tree?.dispose();
    for (const part of this.#parts) {
      part.dispose();
    }
  }

  async #top(): Promise<readonly Row[]> {
    const tree = this.#tree;
    if (tree === undefined) {
      return problemRows(this.session);
    }
    const rows = await tree.children(undefined);
    if (tree !== this.#tree) {
      return [];
    }
    this.#loaded.fire(rows.find((row) => row.kind === "failure")?.error);
    return rows;
  }

  #follow(state: SessionState): void {
    this.#tree?.dispose();
    const onDidChange = (row: Row | undefined): void => this.#changed.fire(row);
    this.#tree = state.kind === "ready" ? new ArtifactTree({ source: state.source, onDidChange }) : undefined;
    this.treeView.description = state.kind === "ready" || state.kind === "signedOut" ? state.site.name : "";
    void commands.executeCommand("setContext", stateKeyOf(this.session.system.id), state.kind);
    this.#isClearing = true;
    this.#changed.fire(undefined);
  }

  #redraw(): void {
    if (this.treeView.visible && this.#tree !== undefined) {
      this.#changed.fire(undefined);
    }
  }
}

/** A tooltip is no place for a failure: it shows what is known without the service then. */
async function detailsOf({ source, entry }: EntryRow, token: CancellationToken): Promise<EntryDetails> {
  const controller = new AbortController();
  const listener = token.onCancellationRequested(() => controller.abort());
  try {
    return await source.details(entry, { signal: controller.signal });
  } catch (error) {
    const reason = error instanceof ApiError ? `Could not ask for more: ${error.message}.` : "";
    return { description: reason, facts: [], tables: [] };
  } finally {
    listener.dispose();
  }
}

function problemRows({ state, system }: Session): readonly ProblemRow[] {
  const place = { kind: "problem", id: "problem", parent: undefined, source: undefined } as const;
  if (state.kind === "misconfigured") {
    const remedy = { title: "Switch the Site", command: COMMANDS.switchSite, arguments: [system.id] };
    return [{ ...place, title: "Could not connect", reason: state.error.message, remedy }];
  }
  if (state.kind === "signedOut" && state.hasKeysElsewhere) {
    const remedy = { title: "Reload the Window", command: "workbench.action.reloadWindow", arguments: [] };
    const reason = "reload this window to use them";
    return [{ ...place, title: "Keys were set in another window", reason, remedy }];
  }
  return [];
}
