import type { WebviewPanel } from "vscode";
import type { FilePlace, StatOptions } from "../sources/contract/sourceFiles";
import type { EntryPageMessage, EntryPageRequest, PageFile, PageFiles } from "../web/entryPage/messages";
import type { PanelAction, PanelAddress, PanelContent, PanelPlace } from "../sources/contract/panelContent";
import type { CurvesMessage } from "../web/curves/model/curveMessages";
import type { CurvesFeed } from "./curves/curvesFeed";
import type { ShownRun } from "./curves/curvesReader";
import { closingCurves, curvesFeed, mayHaveCurves, steerCurves } from "./panelCurves";
import { savePicture } from "./savePicture";
import { loadPages, STOPPED } from "./loadPages";
import type { PagesHost } from "./pagesHost";
import { parseEntryRequest } from "./pageRequests";
import { filesAfterFailure, filesAfterLook, listTopmost } from "./shownFiles";
import { copyText } from "../host/messages/copyText";
import { entryTitle } from "./tabTitle";
import { WebPanel } from "./webPanel";
import { defined } from "../text/defined";

interface EntryPanelOptions {
  readonly host: PagesHost;
  readonly panel: WebviewPanel;
  readonly address: PanelAddress;
  readonly onDidClose: () => void;
}

/** The service has done these before a row changes. */
const CHANGES: readonly PanelAction[] = ["archive", "restore", "delete"];

/** The page of one entry. */
export class EntryPanel {
  readonly panel: WebPanel<EntryPageRequest, EntryPageMessage | CurvesMessage>;
  readonly #host: PagesHost;
  readonly #curves: CurvesFeed;
  #shown: EntryPageMessage;

  constructor({ host, panel, address, onDidClose }: EntryPanelOptions) {
    this.#host = host;
    this.#shown = { kind: "show", address, isLoading: true, isGone: false, files: { kind: "none" }, hasCurves: false };
    this.#curves = curvesFeed(host, (message) => this.panel.post(message));
    this.panel = new WebPanel({
      panel,
      extensionUri: host.extensionUri,
      page: { name: "entryPage", title: "Details" },
      parse: parseEntryRequest,
      onRequest: (request) => void this.#answer(request),
      onRefused: (sentence) => void host.showRefusal(sentence),
      ...closingCurves(this.#curves, onDidClose),
    });
    void this.#load();
  }

  async #answer(request: EntryPageRequest): Promise<void> {
    const { address, loaded } = this.#shown;
    switch (request.kind) {
      case "ready":
        this.panel.post(this.#shown);
        break;
      case "reload":
        await this.#load({ isFresh: true });
        break;
      case "setKeys":
        await this.#host.setKeys(address);
        await this.#reload();
        break;
      case "act":
        await this.#act(request.action);
        break;
      case "revealRow":
        await this.#host.revealRow(address, request.rowIds ?? loaded?.content.rowIds ?? []);
        break;
      case "openLink":
        await this.#host.openLink(request.url);
        break;
      case "openFile":
        await this.#openFile(request.name);
        break;
      case "openCurves":
      case "foldCurves":
      case "closeCurves":
      case "reloadCurves":
        steerCurves(this.#curves, request, this.#shownRuns);
        break;
      case "saveCurves":
        await savePicture(this.#host, request);
        break;
      case "copy":
        await copyText(request.text);
    }
  }

  /** The page shows what became of the row: a pin once the service has taken it, the rest as soon as rows change. */
  async #act(action: PanelAction): Promise<void> {
    const { address, loaded } = this.#shown;
    const onDidChange = () => void (CHANGES.includes(action) ? this.#reload() : undefined);
    await this.#host.act(address, loaded?.content.rowIds ?? [], { action, onDidChange });
    if (action === "pin" || action === "unpin") {
      await this.#reload();
    }
  }

  /** Unless the page was closed while the user was asked for something. */
  async #reload(): Promise<void> {
    if (!this.panel.isClosed) {
      await this.#load();
    }
  }

  /** `isFresh` is for a user who asks for it: a listing of a moment ago will not do. */
  async #load({ isFresh }: { readonly isFresh: boolean } = { isFresh: false }): Promise<void> {
    const signal = this.panel.beginLoad();
    const isFirst = this.#shown.loaded?.isPart !== false;
    this.#show({ isLoading: true });
    const onPart = (_: PanelPlace, content: PanelContent) => {
      // A whole list stays until the whole new one is there.
      if (isFirst && !signal.aborted) {
        this.#showContent(content, true);
      }
    };
    const [page] = (await loadPages(this.#host, [this.#shown.address], signal, { onPart })) ?? [];
    if (page === undefined) {
      return;
    }
    this.#shown = withoutFailure(this.#shown, page.kind === "gone");
    if (page.kind === "content") {
      this.#showContent(page.content, false);
      await this.#loadFiles(page.content.files, { signal, isFresh });
    } else {
      const files = filesAfterFailure(this.#shown.files);
      this.#show({ isLoading: false, files, ...(page.kind === "failure" ? { failure: page.failure } : {}) });
    }
  }

  /** Empty until all of the page has loaded. */
  get #shownRuns(): readonly ShownRun[] {
    const { address, loaded } = this.#shown;
    return loaded?.isPart === false ? [{ address, content: loaded.content }] : [];
  }

  #showContent(content: PanelContent, isPart: boolean): void {
    this.panel.title = entryTitle(content);
    const hasCurves = mayHaveCurves(content);
    this.#show({ isLoading: isPart, hasCurves, loaded: { content, loadedAt: Date.now(), isPart } });
    this.#curves.arrange(this.#shownRuns);
  }

  async #loadFiles(place: FilePlace | undefined, options: StatOptions): Promise<void> {
    if (place === undefined) {
      this.#show({ files: { kind: "none" } });
      return;
    }
    if (this.#shown.files.kind !== "listed") {
      this.#show({ files: { kind: "loading" } });
    }
    const files = await this.#listFiles(place, options);
    if (!options.signal.aborted) {
      this.#show({ files: filesAfterLook(this.#shown.files, files) });
    }
  }

  async #listFiles(place: FilePlace, options: StatOptions): Promise<PageFiles> {
    try {
      const source = await this.#host.pool.sourceOf(this.#shown.address);
      return source.files === undefined ? { kind: "none" } : await listTopmost(source.files, place, options);
    } catch (error) {
      return { kind: "failed", failure: this.#host.wordFailure("list the artifacts", error) ?? STOPPED };
    }
  }

  /** Only what the page was given can be opened from it. */
  async #openFile(name: string): Promise<void> {
    const { address, files, loaded } = this.#shown;
    const place = loaded?.content.files;
    const file = fileNamed(files, name);
    if (loaded === undefined || place === undefined || file === undefined) {
      return;
    }
    if (file.isDirectory) {
      return this.#host.revealRow(address, loaded.content.rowIds);
    }
    const { systemId, site } = address;
    try {
      await this.#host.openFile({ systemId, site, place: [...place, name] }, { ...file, owner: loaded.content.title });
    } catch (error) {
      await this.#host.showFailure(`open ${name}`, error);
    }
  }

  #show(change: Partial<EntryPageMessage>): void {
    this.#shown = { ...this.#shown, ...change };
    this.panel.post(this.#shown);
  }
}

function withoutFailure(shown: EntryPageMessage, isGone: boolean): EntryPageMessage {
  const { kind, address, isLoading, loaded, files, hasCurves } = shown;
  return { kind, address, isLoading, isGone, files, hasCurves, ...defined({ loaded }) };
}

function fileNamed(files: PageFiles, name: string): PageFile | undefined {
  return files.kind === "listed" ? files.files.find((file) => file.name === name) : undefined;
}
