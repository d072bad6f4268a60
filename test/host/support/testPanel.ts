import { Disposable, EventEmitter, type WebviewPanel } from "vscode";
import { unpackNumbers } from "../../../src/text/carriedNumbers";
import { waitUntil } from "../../ui/support/waitUntil";

/** A panel without a page: what the page would be shown is kept, and the test says what it asks for. */
export class TestPanel<Shown extends { readonly kind: string }, Request> {
  readonly #received = new EventEmitter<unknown>();
  readonly #disposed = new EventEmitter<void>();
  readonly #drawn = new EventEmitter<Shown>();
  /** The page was sent what to show: before the extension does anything else. */
  readonly onDidShow = this.#drawn.event;
  /** The last message of the kind "show". */
  shown: Shown | undefined;
  /** Every message, in order. */
  readonly messages: { readonly kind: string }[] = [];
  isClosed = false;
  readonly panel: WebviewPanel;

  constructor(viewType: string, title: string) {
    this.panel = {
      viewType,
      title,
      options: {},
      active: true,
      visible: true,
      viewColumn: undefined,
      onDidChangeViewState: () => new Disposable(() => undefined),
      onDidDispose: this.#disposed.event,
      reveal: () => undefined,
      dispose: () => {
        this.isClosed = true;
        this.#disposed.fire();
      },
      webview: {
        options: {},
        html: "",
        cspSource: "",
        asWebviewUri: (uri) => uri,
        onDidReceiveMessage: this.#received.event,
        postMessage: (message) => Promise.resolve(this.#take(message)),
      },
    };
  }

  ask(request: Request): void {
    this.#received.fire(request);
  }

  /** Sends what a page of ours never would. */
  askAnything(message: unknown): void {
    this.#received.fire(message);
  }

  /** Waits until the page would show what is wanted. */
  async until(isWanted: (shown: Shown) => boolean, what: string): Promise<Shown> {
    return await waitUntil((): Shown | false => {
      const { shown } = this;
      return shown !== undefined && isWanted(shown) && shown;
    }, what);
  }

  #take(packed: unknown): boolean {
    const message = unpackNumbers(packed) as { readonly kind: string };
    this.messages.push(message);
    if (message.kind === "show") {
      this.shown = message as Shown;
      this.#drawn.fire(this.shown);
    }
    return true;
  }
}
