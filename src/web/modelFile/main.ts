import { render } from "lit";
import "@vscode-elements/elements/dist/vscode-badge/index.js";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-progress-ring/index.js";
import "@vscode-elements/elements/dist/vscode-textfield/index.js";
import "@vscode-elements/elements/dist/vscode-toolbar-button/index.js";
import "@vscode/codicons/dist/codicon.css";
import "./page.css";
import { connectExtension } from "../extensionSide";
import type { ModelFileMessage, ModelFileRequest } from "./messages";
import { ModelFilePage } from "./modelFilePage";

const page = new ModelFilePage(connectExtension<ModelFileRequest, ModelFileMessage>(), (content) =>
  render(content, document.body),
);
page.start();
