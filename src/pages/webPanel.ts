import type { Uri, WebviewPanel } from "vscode";
import { Disposable, Uri as Uris } from "vscode";
import type { WebPage } from "../host/webPage";
import { showWebPage } from "../host/webPage";
import { refusalOf } from "./pageRequests";
import { packNumbers } from "../text/carriedNumbers";
import { tabTitle } from "./tabTitle";

interface WebPanelOptions<Request> {
  readonly panel: WebviewPanel;
  readonly extensionUri: Uri;
  readonly page: WebPage;
  /** Undefined for what can't be answered. */
  readonly parse: (message: unknown) => Request | undefined;
  readonly onRequest: (request: Request) => void;
  /** Says what a page wanted in vain: what it sent was too long, or nothing that is known. */
  readonly onRefused: (sentence: string) => void;
  readonly onDidClose: () => void;
  /** Its page is gone until it shows again. */
  readonly onDidHide?: () => void;
}

/** A panel with one of the pages of `src/web`. Closing it ends what is under way. */
export class WebPanel<Request, Message> implements Disposable {
  readonly #panel: WebviewPanel;
  readonly #listeners: Disposable;
  #load = new AbortController();
  #isClosed = false;

  constructor({ panel, extensionUri, page, parse, onRequest, onRefused, ...told }: WebPanelOptions<Request>) {
    this.#panel = panel;
    const iconOf = (theme: string) => Uris.joinPath(extensionUri, "media", `page-${theme}.svg`);
    panel.iconPath = { light: iconOf("light"), dark: iconOf("dark") };
    this.#listeners = Disposable.from(
      panel.onDidDispose(() => {
        this.#end();
        told.onDidClose();
      }),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) {
          told.onDidHide?.();
        }
      }),
      panel.webview.onDidReceiveMessage((message: unknown) => {
        const request = parse(message);
        if (request === undefined) {
          onRefused(refusalOf(message));
        } else {
          onRequest(request);
        }
      }),
    );
    showWebPage(panel.webview, extensionUri, page);
  }

  set title(title: string) {
    this.#panel.title = tabTitle(title);
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  reveal(): void {
    this.#panel.reveal();
  }

  /** Lost while the panel is hidden: its page is made again when it shows, and requests the content. */
  post(message: Message): void {
    void this.#panel.webview.postMessage(packNumbers(message));
  }

  /** Ends the load before, and gives the signal of the next. */
  beginLoad(): AbortSignal {
    this.#load.abort();
    this.#load = new AbortController();
    return this.#load.signal;
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #end(): void {
    this.#isClosed = true;
    this.#load.abort();
    this.#listeners.dispose();
  }
}
