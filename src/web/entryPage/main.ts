import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-progress-ring/index.js";
import "@vscode-elements/elements/dist/vscode-textfield/index.js";
import "@vscode/codicons/dist/codicon.css";
import "../parts/chartElements";
import "../parts/parts.css";
import "./page.css";
import { openFrame } from "../parts/pageFrame";
import type { EntryPageMessage, EntryPageRequest } from "./messages";
import { pageBody } from "./pageBody";
import type { PageChoices } from "./pageState";
import { choicesIn } from "./pageState";

/** "3 min ago" is brought up to date this often. */
const REDRAW_MS = 30_000;

const draw = openFrame<EntryPageRequest, EntryPageMessage, PageChoices>({
  choicesIn,
  body: pageBody,
  addressesOf: ({ address }) => [address],
  isFull: ({ loaded }) => loaded?.isPart === false,
  ready: { kind: "ready" },
});
setInterval(draw, REDRAW_MS);
