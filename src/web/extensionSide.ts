import { unpackNumbers } from "../text/carriedNumbers";

/** Given by VS Code to the script of a webview. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The extension, as a page sees it. Both directions are typed by the page's own `messages.ts`. */
export interface ExtensionSide<Request, Message> {
  post(request: Request): void;
  /** Messages of the extension are trusted; the texts in them are not. */
  listen(listener: (message: Message) => void): void;
  /** The state from before the page was hidden or the window reloaded; undefined the first time. */
  readonly kept: unknown;
  keep(state: unknown): void;
}

/** To be called once a page. */
export function connectExtension<Request, Message>(): ExtensionSide<Request, Message> {
  const api = acquireVsCodeApi();
  return {
    post: (request) => api.postMessage(request),
    listen: (listener) =>
      window.addEventListener("message", ({ data }: MessageEvent) => listener(unpackNumbers(data) as Message)),
    kept: api.getState(),
    keep: (state) => api.setState(state),
  };
}
