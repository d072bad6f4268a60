import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-progress-ring/index.js";
import "@vscode-elements/elements/dist/vscode-textfield/index.js";
import "@vscode/codicons/dist/codicon.css";
import "../parts/chartElements";
import "../parts/parts.css";
import "./page.css";
import "../curves/curves.css";
import "../curves/runColors.css";
import "uplot/dist/uPlot.min.css";
import { defineCurveChart } from "../curves/curveCharts";
import type { CurvesMessage } from "../curves/model/curveMessages";
import { areCurvesThere, readyRequests, takeMessage } from "../curves/takeMessage";
import { openFrame } from "../parts/pageFrame";
import type { EntryPageMessage, EntryPageRequest } from "./messages";
import { pageBody } from "./pageBody";
import type { EntryPageShown, PageChoices } from "./pageState";
import { choicesIn } from "./pageState";

/** "3 min ago" is brought up to date this often. */
const REDRAW_MS = 30_000;

defineCurveChart();
const draw = openFrame<EntryPageRequest, EntryPageMessage | CurvesMessage, EntryPageShown, PageChoices>({
  choicesIn,
  take: takeMessage<EntryPageMessage>,
  body: pageBody,
  addressesOf: ({ address }) => [address],
  isFull: (shown, { curves }) => shown.loaded?.isPart === false && areCurvesThere(shown, curves),
  ready: ({ curves }) => readyRequests(curves),
});
setInterval(draw, REDRAW_MS);
