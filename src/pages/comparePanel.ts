import type { WebviewPanel } from "vscode";
import type { CurvesMessage } from "../web/curves/model/curveMessages";
import type { CompareColumn, ComparePageMessage, ComparePageRequest } from "../web/comparePage/messages";
import { LEAST_COMPARED } from "../sources/contract/compareLimits";
import { formatCount } from "../text/formatNumbers";
import type { PanelAddress } from "../sources/contract/panelContent";
import { withPages } from "./compareColumns";
import type { CurvesFeed } from "./curves/curvesFeed";
import type { ShownRun } from "./curves/curvesReader";
import { closingCurves, curvesFeed, mayHaveCurves, steerCurves } from "./panelCurves";
import { savePicture } from "./savePicture";
import { loadPages } from "./loadPages";
import type { PagesHost } from "./pagesHost";
import { parseCompareRequest } from "./pageRequests";
import { comparisonTitle } from "./tabTitle";
import { copyText } from "../host/messages/copyText";
import { WebPanel } from "./webPanel";
import { pageKey } from "./openPanels";

interface ComparePanelOptions {
  readonly host: PagesHost;
  readonly panel: WebviewPanel;
  readonly addresses: readonly PanelAddress[];
  readonly openPage: (address: PanelAddress) => void;
  readonly onDidClose: () => void;
}

/** Entries side by side. */
export class ComparePanel {
  readonly panel: WebPanel<ComparePageRequest, ComparePageMessage | CurvesMessage>;
  readonly #options: ComparePanelOptions;
  readonly #curves: CurvesFeed;
  #columns: readonly CompareColumn[];
  #isLoading = true;

  constructor(options: ComparePanelOptions) {
    const { host, panel, addresses, onDidClose } = options;
    this.#options = options;
    this.#columns = addresses.map((address) => ({ address, origin: host.originOf(address), isGone: false }));
    this.#curves = curvesFeed(host, (message) => this.panel.post(message));
    this.panel = new WebPanel({
      panel,
      extensionUri: host.extensionUri,
      page: { name: "comparePage", title: "Comparison" },
      parse: parseCompareRequest,
      onRequest: (request) => void this.#answer(request),
      onRefused: (sentence) => void host.showRefusal(sentence),
      ...closingCurves(this.#curves, onDidClose),
    });
    void this.#load();
  }

  /** From left to right. */
  get addresses(): readonly PanelAddress[] {
    return this.#columns.map(({ address }) => address);
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
        await copyText(request.text, " the comparison");
        break;
      case "savePicture":
        await savePicture(this.#options.host, { name: "comparison", format: "png", data: request.picture });
        break;
      case "pictureTooLarge":
        await this.#options.host.showRefusal(
          `Could not save the picture: ${formatCount(request.metrics)} metrics do not fit on one. Filter them first.`,
        );
        break;
      case "openCurves":
      case "foldCurves":
      case "closeCurves":
      case "reloadCurves":
        steerCurves(this.#curves, request, this.#shownRuns);
        break;
      case "saveCurves":
        await savePicture(this.#options.host, request);
        break;
      default:
        await this.#answerColumn(request.kind, this.#columnOf(request.column));
    }
  }

  /** The columns that have loaded. */
  get #shownRuns(): readonly ShownRun[] {
    return this.#columns.flatMap(({ address, content }) =>
      content === undefined || !mayHaveCurves(content) ? [] : [{ address, content }],
    );
  }

  #columnOf(address: PanelAddress): CompareColumn | undefined {
    return this.#columns.find((column) => pageKey(column.address) === pageKey(address));
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
        // The page may have asked twice before it was drawn again.
        if (others.length >= LEAST_COMPARED) {
          this.#arrange(others);
        }
        break;
      case "moveFirst":
        this.#arrange([column, ...others]);
    }
  }

  #arrange(columns: readonly CompareColumn[]): void {
    this.#columns = columns;
    this.#post();
    this.#curves.arrange(this.#shownRuns);
  }

  async #load(): Promise<void> {
    const signal = this.panel.beginLoad();
    this.#isLoading = true;
    this.#post();
    const { addresses } = this;
    const pages = await loadPages(this.#options.host, addresses, signal, { forComparison: true });
    if (pages === undefined) {
      return;
    }
    // Columns may have been moved or removed meanwhile.
    this.#columns = withPages(this.#columns, new Map(addresses.map((address, index) => [address, pages[index]])));
    this.#isLoading = false;
    this.#post();
    this.#curves.arrange(this.#shownRuns);
  }

  #post(): void {
    this.panel.title = comparisonTitle(this.#columns.map(({ content }) => content?.title));
    const hasCurves = this.#shownRuns.length > 0;
    this.panel.post({ kind: "show", columns: this.#columns, isLoading: this.#isLoading, hasCurves });
  }
}
