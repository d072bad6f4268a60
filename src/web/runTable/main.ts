import { render } from "lit";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-progress-ring/index.js";
import "@vscode-elements/elements/dist/vscode-textfield/index.js";
import "@vscode-elements/elements/dist/vscode-toolbar-button/index.js";
import "@vscode/codicons/dist/codicon.css";
import "../parts/parts.css";
import "./page.css";
import { connectExtension } from "../extensionSide";
import type { RunTableMessage, RunTableRequest } from "./messages";
import { RunTablePage } from "./runTablePage";

const page = new RunTablePage(connectExtension<RunTableRequest, RunTableMessage>(), (content) =>
  render(content, document.body),
);
page.start();
