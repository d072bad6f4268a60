import type { CustomReadonlyEditorProvider, Uri, WebviewPanel } from "vscode";
import { commands, Disposable, env, window } from "vscode";
import { COMMANDS, EDITORS } from "../../contract";
import type { SourcePool } from "../../host/sourcePool";
import { showWebPage } from "../../host/webPage";
import type { ModelFileRequest } from "../../web/modelFile/messages";
import { ModelFileDocument } from "./modelFileDocument";

const PAGE = { name: "modelFile", title: "Model File" };

/** Shows checkpoints and tables by their headers alone, as editors of VS Code. */
export function registerModelFileEditors(pool: SourcePool, extensionUri: Uri): Disposable {
  const editor = new ModelFileEditor(pool, extensionUri);
  const options = { supportsMultipleEditorsPerDocument: true };
  return Disposable.from(
    ...Object.values(EDITORS).map((viewType) => window.registerCustomEditorProvider(viewType, editor, options)),
  );
}

class ModelFileEditor implements CustomReadonlyEditorProvider<ModelFileDocument> {
  readonly #pool: SourcePool;
  readonly #extensionUri: Uri;

  constructor(pool: SourcePool, extensionUri: Uri) {
    this.#pool = pool;
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
    const show = () => webview.postMessage(document.state);
    const owned = Disposable.from(
      document.onDidChange(show),
      webview.onDidReceiveMessage(async (request: ModelFileRequest) => {
        await (request.kind === "ready" ? show() : answer(request, document));
      }),
    );
    panel.onDidDispose(() => {
      owned.dispose();
    });
    showWebPage(webview, this.#extensionUri, PAGE);
  }
}

async function answer(
  request: Exclude<ModelFileRequest, { kind: "ready" }>,
  document: ModelFileDocument,
): Promise<void> {
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
