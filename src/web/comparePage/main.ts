import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-checkbox/index.js";
import "@vscode-elements/elements/dist/vscode-progress-ring/index.js";
import "@vscode-elements/elements/dist/vscode-textfield/index.js";
import "@vscode/codicons/dist/codicon.css";
import "../parts/chartElements";
import "../parts/parts.css";
import "./page.css";
import { openFrame } from "../parts/pageFrame";
import type { CompareChoices } from "./compareChoices";
import { choicesIn } from "./compareChoices";
import type { ComparePageMessage, ComparePageRequest } from "./messages";
import { pageBody } from "./pageBody";

openFrame<ComparePageRequest, ComparePageMessage, CompareChoices>({
  choicesIn,
  body: pageBody,
  addressesOf: ({ columns }) => columns.map(({ address }) => address),
  isFull: ({ columns }) => columns.some(({ content }) => content !== undefined),
  ready: { kind: "ready" },
});
