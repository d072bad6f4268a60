import type { WebviewPanel } from "vscode";
import { env, Uri, window, workspace } from "vscode";
import type { CompareColumn, ComparePageMessage, ComparePageRequest } from "../web/comparePage/messages";
import type { PageAddress } from "../sources/page";
import { loadPages } from "./loadPages";
import type { PagesHost } from "./pagesHost";
import { parseCompareRequest } from "./pageRequests";
import { WebPanel } from "./webPanel";

const COPIED_MS = 3_000;

export interface ComparePanelOptions {
  readonly host: PagesHost;
  readonly panel: WebviewPanel;
  readonly addresses: readonly PageAddress[];
  readonly openPage: (address: PageAddress) => void;
  readonly onDidClose: () => void;
}

/** Entries side by side. */
export class ComparePanel {
  readonly panel: WebPanel<ComparePageRequest, ComparePageMessage>;
  readonly #options: ComparePanelOptions;
  #columns: readonly CompareColumn[];
  #isLoading = true;

  constructor(options: ComparePanelOptions) {
    const { host, panel, addresses, onDidClose } = options;
    this.#options = options;
    this.#columns = addresses.map((address) => ({
      address,
      origin: host.originOf(address),
      state: { kind: "loading" },
    }));
    this.panel = new WebPanel({
      panel,
      extensionUri: host.extensionUri,
      page: { name: "comparePage", title: "Comparison" },
      parse: parseCompareRequest,
      onRequest: (request) => void this.#answer(request),
      onDidClose,
    });
    void this.#load();
  }

  async #answer(request: ComparePageRequest): Promise<void> {
    switch (request.kind) {
      case "ready":
        this.#post();
        break;
      case "reload":
        await this.#load();
        break;
      case "copy":
        await env.clipboard.writeText(request.text);
        window.setStatusBarMessage("$(check) Copied the comparison", COPIED_MS);
        break;
      case "savePicture":
        await this.#savePicture(request.picture);
        break;
      default:
        await this.#answerColumn(request.kind, this.#columns[request.column]);
    }
  }

  async #answerColumn(
    kind: "setKeys" | "openPage" | "remove" | "moveFirst",
    column: CompareColumn | undefined,
  ): Promise<void> {
    if (column === undefined) {
      return;
    }
    const others = this.#columns.filter((other) => other !== column);
    switch (kind) {
      case "setKeys":
        await this.#options.host.setKeys(column.address);
        if (!this.panel.isClosed) {
          await this.#load();
        }
        break;
      case "openPage":
        this.#options.openPage(column.address);
        break;
      case "remove":
        this.#arrange(others);
        break;
      case "moveFirst":
        this.#arrange([column, ...others]);
    }
  }

  #arrange(columns: readonly CompareColumn[]): void {
    this.#columns = columns;
    this.#post();
  }

  async #load(): Promise<void> {
    const signal = this.panel.beginLoad();
    this.#isLoading = true;
    this.#post();
    const addresses = this.#columns.map(({ address }) => address);
    const pages = await loadPages(this.#options.host, addresses, signal);
    if (pages === undefined) {
      return;
    }
    const found = new Map(addresses.map((address, index) => [address, pages[index]]));
    // Columns may have been moved or removed meanwhile.
    this.#columns = this.#columns.map((column) => ({ ...column, state: found.get(column.address) ?? column.state }));
    this.#isLoading = false;
    this.#post();
  }

  async #savePicture(picture: string): Promise<void> {
    const { host } = this.#options;
    const folder = workspace.workspaceFolders?.find(({ uri }) => uri.scheme === "file")?.uri;
    const defaultUri = folder === undefined ? Uri.file("comparison.png") : Uri.joinPath(folder, "comparison.png");
    try {
      const options = { title: "Save Picture", defaultUri, filters: { "PNG picture": ["png"] } };
      const target = await window.showSaveDialog(options);
      if (target !== undefined) {
        await workspace.fs.writeFile(target, Buffer.from(picture.slice(picture.indexOf(",") + 1), "base64"));
        window.setStatusBarMessage("$(check) Saved the picture", COPIED_MS);
      }
    } catch (error) {
      await host.showFailure("save the picture", error);
    }
  }

  #post(): void {
    const titles = this.#columns.map(({ state }) => (state.kind === "content" ? state.content.title : "…"));
    this.panel.title = titles.length === 2 ? titles.join(" ↔ ") : `Compare ${titles.length}`;
    this.panel.post({ kind: "show", columns: this.#columns, isLoading: this.#isLoading });
  }
}
