import type { WebviewPanel } from "vscode";
import { ViewColumn, window } from "vscode";
import { PANELS } from "../contract";
import type { PageAddress } from "../sources/page";
import { ComparePanel } from "./comparePanel";
import { EntryPanel } from "./entryPanel";
import type { PagesHost } from "./pagesHost";
import { LEAST_COMPARED, parseKept } from "./pageRequests";

/** The panels that are open, one for each thing shown. */
export class PagePanels {
  readonly #host: PagesHost;
  readonly #open = new Map<string, { readonly panel: { reveal(): void } }>();

  constructor(host: PagesHost) {
    this.#host = host;
  }

  /** `title` stands on the tab until the page has loaded. */
  openPage(address: PageAddress, title: string): void {
    if (!this.#reveal(address)) {
      this.#showPage(window.createWebviewPanel(PANELS.page, title, ViewColumn.Active), address);
    }
  }

  compare(addresses: readonly PageAddress[]): void {
    if (!this.#reveal(addresses)) {
      const panel = window.createWebviewPanel(PANELS.comparison, "Compare", ViewColumn.Active);
      this.#showComparison(panel, addresses);
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
    } else {
      this.#showPage(panel, first);
    }
  }

  #showPage(panel: WebviewPanel, address: PageAddress): void {
    const name = nameOf(address);
    const onDidClose = () => this.#open.delete(name);
    this.#open.set(name, new EntryPanel({ host: this.#host, panel, address, onDidClose }));
  }

  #showComparison(panel: WebviewPanel, addresses: readonly PageAddress[]): void {
    const name = nameOf(addresses);
    const onDidClose = () => this.#open.delete(name);
    const openPage = (address: PageAddress) => this.openPage(address, "…");
    this.#open.set(name, new ComparePanel({ host: this.#host, panel, addresses, openPage, onDidClose }));
  }

  #reveal(shown: PageAddress | readonly PageAddress[]): boolean {
    const open = this.#open.get(nameOf(shown));
    open?.panel.reveal();
    return open !== undefined;
  }
}

function nameOf(shown: PageAddress | readonly PageAddress[]): string {
  const addresses = [shown].flat();
  return JSON.stringify(addresses.map(({ systemId, site, place }) => [systemId, site, ...place]));
}
