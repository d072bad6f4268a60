import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-checkbox/index.js";
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
import type { CompareChoices } from "./compareChoices";
import { choicesIn } from "./compareChoices";
import type { ComparePageShown } from "./compareView";
import type { ComparePageMessage, ComparePageRequest } from "./messages";
import { pageBody } from "./pageBody";

defineCurveChart();
openFrame<ComparePageRequest, ComparePageMessage | CurvesMessage, ComparePageShown, CompareChoices>({
  choicesIn,
  take: takeMessage<ComparePageMessage>,
  body: pageBody,
  addressesOf: ({ columns }) => columns.map(({ address }) => address),
  isFull: (shown, { curves }) =>
    shown.columns.some(({ content }) => content !== undefined) && areCurvesThere(shown, curves),
  ready: ({ curves }) => readyRequests(curves),
});
