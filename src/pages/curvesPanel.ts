import type { WebviewPanel } from "vscode";
import { copyText } from "../host/messages/copyText";
import type { PanelAddress, PanelContent } from "../sources/contract/panelContent";
import { EMPTY_CONTENT } from "../sources/contract/panelContent";
import type { CurvesMessage } from "../web/curves/model/curveMessages";
import type { EntryPageMessage, EntryPageRequest } from "../web/entryPage/messages";
import type { CurvesFeed } from "./curvesFeed";
import type { ShownRun } from "./curvesReader";
import { curvesUri, openFileCurves } from "./fileCurves";
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
  readonly #run: ShownRun;

  constructor({ host, panel, address, onDidClose }: CurvesPanelOptions) {
    this.#host = host;
    this.#run = { address, content: contentOf(address) };
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

  #show(): void {
    const { address, content } = this.#run;
    const loaded = { content, loadedAt: Date.now(), isPart: false };
    const files = { kind: "none" } as const;
    const shown = { address, loaded, files, isLoading: false, isGone: false, hasCurves: true, isFile: true };
    this.panel.post({ kind: "show", ...shown });
    this.#curves.open([this.#run]);
  }
}

/** A page of nothing but a name: what a file says of itself are its curves. */
function contentOf(address: PanelAddress): PanelContent {
  const { path, fsPath, scheme } = curvesUri(address);
  const names = path.split("/").filter((name) => name !== "");
  const above = scheme === "file" ? [fsPath.slice(0, -(names.at(-1)?.length ?? 0) - 1)] : names.slice(0, -1);
  return {
    ...EMPTY_CONTENT,
    noun: "Curves",
    title: names.at(-1) ?? "",
    above: above.filter((name) => name !== ""),
  };
}
