import type { Uri, WebviewPanel } from "vscode";
import { ViewColumn, window } from "vscode";
import { PANELS } from "../manifest/views";
import { LEAST_COMPARED } from "../sources/contract/compareLimits";
import type { PanelAddress } from "../sources/contract/panelContent";
import { ComparePanel } from "./comparePanel";
import { CurvesPanel } from "./curvesPanel";
import { EntryPanel } from "./entryPanel";
import { curvesAddress } from "./curves/fileCurves";
import type { PagesHost } from "./pagesHost";
import { OpenPanels } from "./openPanels";
import type { OpenPanel } from "./openPanels";
import { parseKept } from "./pageRequests";
import { tabTitle } from "./tabTitle";

/** The panels that are open, one for each thing shown. */
export class PagePanels {
  readonly #host: PagesHost;
  readonly #open = new OpenPanels();

  constructor(host: PagesHost) {
    this.#host = host;
  }

  /** `title` stands on the tab until the page has loaded. */
  openPage(address: PanelAddress, title: string): void {
    if (!this.#open.reveal([address])) {
      this.#showPage(window.createWebviewPanel(PANELS.page, tabTitle(title), ViewColumn.Active), address);
    }
  }

  compare(addresses: readonly PanelAddress[]): void {
    if (!this.#open.reveal(addresses)) {
      const panel = window.createWebviewPanel(PANELS.comparison, "Compare", ViewColumn.Active);
      this.#showComparison(panel, addresses);
    }
  }

  openCurves(file: Uri): void {
    const address = curvesAddress(file);
    if (!this.#open.reveal([address])) {
      this.#showCurves(window.createWebviewPanel(PANELS.curves, "Curves", ViewColumn.Active), address);
    }
  }

  /** Makes a panel again that VS Code kept; one whose state can't be read is closed. */
  restore(panel: WebviewPanel, state: unknown): void {
    const addresses = parseKept(state);
    const [first] = addresses ?? [];
    if (addresses === undefined || first === undefined) {
      panel.dispose();
    } else if (panel.viewType === PANELS.comparison && addresses.length >= LEAST_COMPARED) {
      this.#showComparison(panel, addresses);
    } else if (panel.viewType === PANELS.curves) {
      this.#showCurves(panel, first);
    } else {
      this.#showPage(panel, first);
    }
  }

  #showPage(panel: WebviewPanel, address: PanelAddress): void {
    const onDidClose = () => this.#open.remove(open);
    const page = new EntryPanel({ host: this.#host, panel, address, onDidClose });
    const open: OpenPanel = { addresses: () => [address], panel: page.panel };
    this.#open.add(open);
  }

  #showCurves(panel: WebviewPanel, address: PanelAddress): void {
    const onDidClose = () => this.#open.remove(open);
    const curves = new CurvesPanel({ host: this.#host, panel, address, onDidClose });
    const open: OpenPanel = { addresses: () => [address], panel: curves.panel };
    this.#open.add(open);
  }

  #showComparison(panel: WebviewPanel, addresses: readonly PanelAddress[]): void {
    const onDidClose = () => this.#open.remove(open);
    const openPage = (address: PanelAddress) => this.openPage(address, "…");
    const comparison = new ComparePanel({ host: this.#host, panel, addresses, openPage, onDidClose });
    const open: OpenPanel = { addresses: () => comparison.addresses, panel: comparison.panel };
    this.#open.add(open);
  }
}
