import type { CustomReadonlyEditorProvider, Uri, WebviewPanel } from "vscode";
import { commands, Disposable, env } from "vscode";
import { COMMANDS } from "../../manifest/commands";
import type { Messages } from "../../host/messages/messages";
import type { SourcePool } from "../../host/site/sourcePool";
import { showWebPage } from "../../host/webPage";
import type { ModelFileRequest } from "../../web/modelFile/messages";
import { ModelFileDocument } from "./modelFileDocument";
import { parseModelFileRequest, refusalOf } from "./modelFileRequest";

type DocumentRequest = Exclude<ModelFileRequest, { kind: "ready" }>;

const PAGE = { name: "modelFile", title: "Model File" };

/** Shows checkpoints and tables by their headers alone, as editors of VS Code. */
export class ModelFileEditor implements CustomReadonlyEditorProvider<ModelFileDocument> {
  readonly #pool: SourcePool;
  readonly #messages: Messages;
  readonly #extensionUri: Uri;

  constructor(pool: SourcePool, messages: Messages, extensionUri: Uri) {
    this.#pool = pool;
    this.#messages = messages;
    this.#extensionUri = extensionUri;
  }

  /** The editor opens at once and says itself that it reads. */
  openCustomDocument(uri: Uri): ModelFileDocument {
    const document = new ModelFileDocument(uri, this.#pool);
    void document.read();
    return document;
  }

  resolveCustomEditor(document: ModelFileDocument, panel: WebviewPanel): void {
    const { webview } = panel;
    // Lost while the editor is hidden: its page is made again when it shows, and requests the content.
    const show = () => void webview.postMessage(document.state);
    const owned = Disposable.from(
      document.onDidChange(show),
      webview.onDidReceiveMessage((message: unknown) => {
        const request = parseModelFileRequest(message);
        if (request === undefined) {
          void this.#messages.showRefusal(refusalOf(message));
        } else if (request.kind === "ready") {
          show();
        } else {
          void this.#answer(request, document);
        }
      }),
    );
    panel.onDidDispose(() => {
      owned.dispose();
    });
    showWebPage(webview, this.#extensionUri, PAGE);
  }

  async #answer(request: DocumentRequest, document: ModelFileDocument): Promise<void> {
    try {
      await answer(request, document);
    } catch (error) {
      await this.#messages.showFailure(ACTIONS[request.kind], error);
    }
  }
}

/** Each as "Could not <action>: <reason>". */
const ACTIONS = {
  refresh: "read the file",
  download: "download the file",
  setKeys: "set the keys",
  copy: "copy the text",
} as const satisfies Record<DocumentRequest["kind"], string>;

async function answer(request: DocumentRequest, document: ModelFileDocument): Promise<void> {
  switch (request.kind) {
    case "refresh":
      await document.read();
      return;
    case "download":
      await commands.executeCommand(COMMANDS.download, document.uri);
      return;
    case "setKeys":
      await commands.executeCommand(COMMANDS.setKeys, document.address?.systemId, document.address?.site);
      await document.read();
      return;
    case "copy":
      await env.clipboard.writeText(request.text);
  }
}
