import type { CancellationToken, Event, TreeDataProvider, TreeItem, TreeView, Uri } from "vscode";
import { commands, Disposable, EventEmitter, MarkdownString, window } from "vscode";
import type { ApiError } from "../http/apiError";
import type { CreateTreeView } from "../host/doors";
import { nextEvent } from "../host/nextEvent";
import { onceATick } from "../host/onceATick";
import type { Session, SessionState } from "../host/site/session";
import type { ArtifactSource } from "../sources/contract/source";
import { stateKeyOf, viewIdOf } from "../manifest/systemNames";
import { ArtifactTree } from "./model/artifactTree";
import { dragOut } from "./dragOut";
import { filterMessage } from "./filterMessage";
import { findRow } from "./model/findRow";
import type { EntryRow, FailureRow, MoreRow, Row } from "./model/row";
import { problemRows } from "./problemRows";
import { OptimisticChanges } from "./model/optimisticChanges";
import { redrawTimes } from "./redrawTimes";
import { revealInView } from "./revealInView";
import { tooltipOf } from "./tooltip";
import { treeItemOf } from "./treeItem";
import { ViewUse } from "./viewUse";
import type { CallOptions, Change } from "../sources/contract/entry";

/** A system's view: its session's rows as VS Code asks for them. */
export class ExplorerView implements TreeDataProvider<Row>, Disposable {
  readonly viewId: string;
  readonly session: Session;
  readonly #changed = new EventEmitter<Row | undefined>();
  readonly #loaded = new EventEmitter<ApiError | undefined>();
  readonly #listed = new EventEmitter<void>();
  readonly #parts: Disposable;
  readonly #asListed = (row: EntryRow): EntryRow => this.#tree?.loaded.redrawn.listed(row) ?? row;
  readonly treeView: TreeView<Row>;
  readonly use: ViewUse;
  readonly onDidChangeTreeData: Event<Row | undefined> = this.#changed.event;
  /** The top was listed: with the error that it failed with, or none. */
  readonly onDidLoadTop: Event<ApiError | undefined> = this.#loaded.event;
  /** More rows than before may be loaded. */
  readonly onDidList: Event<void> = this.#listed.event;
  #tree: ArtifactTree | undefined;
  #changes: OptimisticChanges | undefined;
  #isClearing = false;
  /** Aborted by the next way to go: of two, the later one counts, whichever takes longer. */
  #revealing = new AbortController();
  /** True once the top of the current tree was given to VS Code. */
  #hasTop = false;
  /** Many rows are listed at once when a view is refreshed. */
  readonly #showFilters = onceATick(() => {
    const text = this.#tree === undefined || this.source === undefined ? "" : filterMessage(this.source, this.#tree);
    if (this.treeView.message !== text) {
      this.treeView.message = text;
    }
  });

  /** `uriOf` gives what a row is when it is dragged to an editor; undefined for a row that is no file. */
  constructor(
    session: Session,
    uriOf: (row: EntryRow) => Uri | undefined,
    createTreeView: CreateTreeView = window.createTreeView,
  ) {
    this.viewId = viewIdOf(session.system.id);
    this.session = session;
    const dragAndDropController = dragOut(uriOf);
    const options = { treeDataProvider: this, canSelectMany: true, showCollapseAll: true, dragAndDropController };
    this.treeView = createTreeView<Row>(this.viewId, options);
    this.use = new ViewUse(this.treeView, (id) => this.#tree?.find(id));
    this.#parts = Disposable.from(
      this.treeView,
      this.treeView.onDidCollapseElement(({ element }) => element.kind === "entry" && this.#tree?.close(element)),
      this.treeView.onDidExpandElement(({ element }) => element.kind === "entry" && this.#tree?.open(element)),
      session.onDidChange((state) => this.#follow(state)),
      this.use,
      redrawTimes(this, (row) => this.#changed.fire(row)),
      this.#changed,
      this.#loaded,
      this.#listed,
    );
    this.#follow(session.state);
  }

  /** The source that the rows on show came from. */
  get source(): ArtifactSource | undefined {
    const { state } = this.session;
    return state.kind === "ready" ? state.source : undefined;
  }

  /** True for a row of the tree that this view shows now. */
  owns(candidate: object): boolean {
    return "source" in candidate && this.source !== undefined && candidate.source === this.source;
  }

  /** A row that VS Code has, as it is now. */
  now(row: Row): Row {
    return row.kind === "entry" ? (this.#tree?.loaded.rowNow(row) ?? row) : row;
  }

  /** The rows on show, which a switch of the site replaces. */
  get tree(): ArtifactTree | undefined {
    return this.#tree;
  }

  get loadedRows(): readonly Row[] {
    return this.#tree?.loadedRows() ?? [];
  }

  getTreeItem(row: Row): TreeItem {
    const { state } = this.session;
    const account = state.kind === "ready" ? state.account : "";
    return treeItemOf(this.now(row), { account, systemId: this.session.system.id, now: Date.now() });
  }

  getParent(row: Row): Row | undefined {
    return row.parent && this.#asListed(row.parent);
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
    const rows = row.kind === "entry" ? [...((await this.#tree?.children(row)) ?? [])] : [];
    this.#showFilters();
    this.#listed.fire();
    return rows;
  }

  async resolveTreeItem(item: TreeItem, row: Row, token: CancellationToken): Promise<TreeItem> {
    const now = this.now(row);
    if (now.kind === "entry") {
      // Neither trusted nor with HTML, which are VS Code's defaults: the text is from outside.
      item.tooltip = new MarkdownString(await tooltipOf(now, this.#tree?.loadedChildren(now) ?? [], token));
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

  /** Shows a change at once, and takes it back when the service says no. @throws ApiError when it did. */
  async changeRow(row: EntryRow, change: Change, options: CallOptions): Promise<void> {
    await this.#changes?.makeFor(row, change, options);
  }

  /** Shows the row that ids from the top down lead to, if any. @throws ApiError; AbortError when another is wanted meanwhile. */
  async reveal(ids: readonly string[], { signal }: CallOptions): Promise<EntryRow | undefined> {
    this.#revealing.abort();
    const latest = (this.#revealing = new AbortController());
    const row = await this.#revealRow(ids, { signal: AbortSignal.any([signal, latest.signal]) });
    latest.signal.throwIfAborted();
    return row;
  }

  /** Says something beside the site's name, until the site is switched; an empty text takes it away. */
  showNote(note: string): void {
    const { state } = this.session;
    const site = state.kind === "ready" || state.kind === "signedOut" ? state.site.name : "";
    this.treeView.description = [site, note].filter(Boolean).join(" · ");
  }

  /** Lets a changed search, filter or order of the source show, at the top or below a row. */
  relist(row?: EntryRow): void {
    this.#tree?.relist(row);
    this.#showFilters();
  }

  /** Selects a row and opens it, so that the rows below it are seen. */
  async revealBelow(row: EntryRow): Promise<void> {
    await this.treeView.reveal(this.#asListed(row), { select: true, focus: true, expand: true });
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
    this.#revealing.abort();
    this.#tree?.dispose();
    this.#parts.dispose();
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
    this.#hasTop = true;
    this.#loaded.fire(rows.find((row) => row.kind === "failure")?.error);
    this.#showFilters();
    return rows;
  }

  async #revealRow(ids: readonly string[], options: CallOptions): Promise<EntryRow | undefined> {
    // A view that was never shown has listed nothing, and nothing to reveal a row in.
    await commands.executeCommand(`${this.viewId}.focus`);
    if (!this.#hasTop && this.#tree !== undefined) {
      // VS Code lets go of a selection when it lists the top for the first time. A session without a source lists nothing.
      await nextEvent([this.onDidLoadTop, this.session.onDidChange], options.signal);
    }
    const row = this.#tree === undefined ? undefined : await findRow(this.#tree, ids, options);
    if (row === undefined || options.signal.aborted) {
      return undefined;
    }
    // In a view that was not drawn yet there is nothing to clear, and VS Code looks for the row among the first answer.
    this.#isClearing = false;
    await revealInView(this.treeView, this.#asListed(row), options);
    return row;
  }

  #follow(state: SessionState): void {
    this.#tree?.dispose();
    const onDidChange = (row: Row | undefined): void => this.#changed.fire(row);
    this.#tree = state.kind === "ready" ? new ArtifactTree({ source: state.source, onDidChange }) : undefined;
    if (this.source?.filter !== undefined) {
      this.source.filter.onDidCount = () => this.#showFilters();
    }
    this.#changes = this.#tree && state.kind === "ready" ? new OptimisticChanges(state.source, this.#tree) : undefined;
    this.showNote("");
    void commands.executeCommand("setContext", stateKeyOf(this.session.system.id), state.kind);
    this.#isClearing = true;
    this.treeView.message = "";
    this.#hasTop = false;
    this.#changed.fire(undefined);
  }
}
