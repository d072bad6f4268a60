import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import type { PanelGraph } from "../../sources/contract/panelContent";
import { loadingSign, problemNotice } from "../parts/pieces";
import "./lineage/lineageGraph.css";
import type * as LineageGraph from "./lineage/lineageGraph";
import type { PageView } from "./pageState";

/** The layout library is large, and most pages have no graph. */
let drawing: typeof LineageGraph | "loading" | "failed" | undefined;

/** The lineage as a picture to walk in, and the same as sentences. */
export function graphSection(view: PageView, graph: PanelGraph | undefined): TemplateResult | typeof nothing {
  if (graph === undefined || graph.nodes.length === 0) {
    return nothing;
  }
  return html`<section>
    <h2>${graph.title}</h2>
    ${graphBody(view, graph)}
  </section>`;
}

function graphBody(view: PageView, graph: PanelGraph): TemplateResult {
  if (drawing === undefined) {
    drawing = "loading";
    void loadDrawing(view);
  }
  switch (drawing) {
    case "loading":
      return loadingSign("the picture");
    case "failed":
      return problemNotice("Could not load what draws this picture: reload the window to try again.");
    default:
      return drawing.lineageGraph(graph, (rowIds) => view.post({ kind: "revealRow", rowIds }));
  }
}

async function loadDrawing({ choose }: PageView): Promise<void> {
  try {
    drawing = await import("./lineage/lineageGraph");
  } catch {
    drawing = "failed";
  }
  choose({});
}
