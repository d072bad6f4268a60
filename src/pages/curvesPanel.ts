import type { WebviewPanel } from "vscode";
import { copyText } from "../host/messages/copyText";
import type { PanelAddress, PanelContent } from "../sources/contract/panelContent";
import { EMPTY_CONTENT } from "../sources/contract/panelContent";
import type { CurvesMessage } from "../web/curves/model/curveMessages";
import type { EntryPageMessage, EntryPageRequest } from "../web/entryPage/messages";
import type { CurvesFeed } from "./curves/curvesFeed";
import type { ShownRun } from "./curves/curvesReader";
import { curvesUri, isOfSystem, openFileCurves } from "./curves/fileCurves";
import { namesAbove } from "./curves/namesAbove";
import { parseEntryRequest } from "./pageRequests";
import type { PagesHost } from "./pagesHost";
import { closingCurves, curvesFeed } from "./panelCurves";
import { savePicture } from "./savePicture";
import { WebPanel } from "./webPanel";

interface CurvesPanelOptions {
  readonly host: PagesHost;
  readonly panel: WebviewPanel;
  readonly address: PanelAddress;
  readonly onDidClose: () => void;
}

/** The curves that a file holds, on a page of their own. */
export class CurvesPanel {
  readonly panel: WebPanel<EntryPageRequest, EntryPageMessage | CurvesMessage>;
  readonly #host: PagesHost;
  readonly #curves: CurvesFeed;
  #run: ShownRun;

  constructor({ host, panel, address, onDidClose }: CurvesPanelOptions) {
    this.#host = host;
    this.#run = { address, content: contentOf(host, address) };
    // The same reader again and again: it reads on from where it ended.
    const reader = openFileCurves(host.pool, address);
    this.#curves = curvesFeed({ ...host, openCurves: () => reader }, (message) => this.panel.post(message));
    this.panel = new WebPanel({
      panel,
      extensionUri: host.extensionUri,
      page: { name: "entryPage", title: "Curves" },
      parse: parseEntryRequest,
      onRequest: (request) => void this.#answer(request),
      onRefused: (sentence) => void host.showRefusal(sentence),
      ...closingCurves(this.#curves, onDidClose),
    });
    this.panel.title = this.#run.content.title;
  }

  async #answer(request: EntryPageRequest): Promise<void> {
    switch (request.kind) {
      case "ready":
        this.#show();
        break;
      case "reload":
      case "reloadCurves":
        this.#curves.reload([this.#run]);
        break;
      case "setKeys":
        await this.#host.setKeys(this.#run.address);
        this.#curves.reload([this.#run]);
        break;
      case "saveCurves":
        await savePicture(this.#host, request);
        break;
      case "copy":
        await copyText(request.text);
        break;
      default:
      // The rest is of pages of rows.
    }
  }

  /** The page stands at once; the names of what the file belongs to follow it. */
  #show(): void {
    const signal = this.panel.beginLoad();
    this.#post();
    this.#curves.open([this.#run]);
    void this.#nameOwner(signal);
  }

  async #nameOwner(signal: AbortSignal): Promise<void> {
    const above = await namesAbove(this.#host, this.#run.address, signal);
    if (above !== undefined && !signal.aborted) {
      this.#run = { ...this.#run, content: { ...this.#run.content, above } };
      this.#post();
    }
  }

  #post(): void {
    const { address, content } = this.#run;
    const loaded = { content, loadedAt: Date.now(), isPart: false };
    const files = { kind: "none" } as const;
    const shown = { address, loaded, files, isLoading: false, isGone: false, hasCurves: true, isFile: true };
    this.panel.post({ kind: "show", ...shown });
  }
}

/** A page of nothing but a name: what a file says of itself are its curves. A system's file stands below ids, which tell nothing. */
function contentOf(host: PagesHost, address: PanelAddress): PanelContent {
  const { path, fsPath, scheme } = curvesUri(address);
  const names = path.split("/").filter((name) => name !== "");
  const title = names.at(-1) ?? "";
  const folder = scheme === "file" ? [fsPath.slice(0, -title.length - 1)] : names.slice(0, -1);
  const above = isOfSystem(address) ? [host.originOf(address)] : folder;
  return { ...EMPTY_CONTENT, noun: "Curves", title, above: above.filter((name) => name !== "") };
}
