import { html, nothing, svg } from "lit";
import type { TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import type { PanelGraph } from "../../../sources/contract/panelContent";
import { codicon, problemNotice } from "../../parts/pieces";
import { tooltipText } from "../../parts/tooltipText";
import { isTangled, nearest } from "./lineageCut";
import { layOut, NODE_HEIGHT, NODE_WIDTH } from "./lineageLayout";
import type { LineageLayout, PlacedEdge, PlacedNode } from "./lineageLayout";
import { familyOf } from "./lineageLinks";
import type { Family, GraphNode, Relative } from "./lineageLinks";
import { lineageList } from "./lineageList";
import { LineageView } from "./lineageView";
import { cutMiddle } from "../../../text/cutText";

/** A picture of as few nodes is seen at a glance. */
const ZOOMED_FROM = 9;
const LONGEST_NAME = 160;

interface Picture {
  /** The nodes and links that are shown, in the order in which they stand. */
  readonly family: Family;
  /** How much of all that is; empty when it is all. */
  readonly note: string;
  /** Undefined for what can't be drawn. */
  readonly drawn: { readonly layout: LineageLayout; readonly view: LineageView } | undefined;
  /** Names by the ids of the nodes. */
  readonly names: ReadonlyMap<string, string>;
}

export type OpenRow = (rowIds: readonly string[]) => void;

/** A page is drawn often, each time with new content: the same graph keeps its layout, zoom and scroll position. */
let last: { readonly graph: PanelGraph; readonly text: string; readonly picture: Picture } | undefined;

/** A lineage as a picture to walk through by mouse or arrow keys, and the same as a list. `onOpen` gets the row of a node. */
export function lineageGraph(graph: PanelGraph, onOpen: OpenRow): TemplateResult {
  const { family, note, drawn, names } = pictureOf(graph);
  return html`<div class="lineage">
    ${note === "" ? nothing : html`<p class="quiet lineage-note">${note}</p>`}
    ${drawn === undefined ? problemNotice(NOT_DRAWN) : pictureBody(graph.title, { ...drawn, names }, onOpen)}
    ${lineageList({ family, names, isOpen: drawn === undefined, onOpen })}
  </div>`;
}

const NOT_DRAWN = "Could not draw a picture of this: it is too tangled. It stands here as a list.";

type Drawn = NonNullable<Picture["drawn"]> & Pick<Picture, "names">;

function pictureBody(title: string, drawn: Drawn, onOpen: OpenRow): TemplateResult {
  const { layout, view } = drawn;
  return html`${layout.nodes.length < ZOOMED_FROM ? nothing : zoomButtons(view)}
    <div class="lineage-window" ${ref(view.attach)}>
      <div
        class="lineage-canvas"
        role="group"
        aria-label="${title}: arrow keys lead from one to the next, Enter shows the row"
        .style=${`width:${layout.width}px;height:${layout.height}px`}
        @keydown=${view.walk}
        @focusin=${view.noteFocus}
      >
        ${edgesOf(layout)} ${layout.nodes.map((place, index) => nodeButton(drawn, place, index, onOpen))}
      </div>
    </div>`;
}

function pictureOf(graph: PanelGraph): Picture {
  if (last?.graph !== graph) {
    const text = JSON.stringify(graph);
    last = { graph, text, picture: last?.text === text ? last.picture : newPicture(graph) };
  }
  return last.picture;
}

function newPicture(graph: PanelGraph): Picture {
  const { family, note } = nearest(familyOf(graph));
  const layout = layoutOf(family);
  const names = new Map(family.nodes.map(({ id, label }) => [id, cutMiddle(label, LONGEST_NAME)]));
  const nodes = layout?.nodes.map(({ node }) => node) ?? family.nodes;
  return { family: { ...family, nodes }, note, drawn: layout && { layout, view: new LineageView(layout) }, names };
}

/** A graph that the library can't lay out leaves the rest of the page as it is. */
function layoutOf(family: Family): LineageLayout | undefined {
  try {
    return isTangled(family) ? undefined : layOut(family);
  } catch {
    return undefined;
  }
}

function zoomButtons({ zoomIn, zoomOut, fit }: LineageView): TemplateResult {
  const button = (title: string, icon: string, onClick: () => void) =>
    html`<button class="lineage-tool" title=${title} aria-label=${title} @click=${onClick}>${codicon(icon)}</button>`;
  return html`<div class="lineage-tools">
    ${button("Zoom Out", "zoom-out", zoomOut)} ${button("Zoom In", "zoom-in", zoomIn)}
    ${button("Fit to Width", "screen-full", fit)}
  </div>`;
}

function nodeButton({ layout, names }: Drawn, place: PlacedNode, index: number, onOpen: OpenRow): TemplateResult {
  const { node, x, y } = place;
  const { rowIds } = node;
  return html`<button
    class="lineage-node ${node.isSelf ? "is-self" : ""}"
    data-index=${index}
    tabindex=${index === entryIndex(layout) ? 0 : -1}
    title=${tooltipOf(node)}
    aria-label=${spokenNode(place, names)}
    aria-current=${node.isSelf ? "true" : nothing}
    aria-disabled=${rowIds === undefined ? "true" : nothing}
    .style=${`left:${x}px;top:${y}px;width:${NODE_WIDTH}px;height:${NODE_HEIGHT}px`}
    @click=${() => rowIds && onOpen(rowIds)}
  >
    <span class="lineage-name" dir="auto">${names.get(node.id)}</span>
    ${node.detail === "" ? nothing : html`<span class="lineage-detail">${cutMiddle(node.detail, LONGEST_NAME)}</span>`}
  </button>`;
}

/** Where the Tab key comes in. */
function entryIndex({ nodes }: LineageLayout): number {
  return Math.max(
    0,
    nodes.findIndex(({ node }) => node.isSelf),
  );
}

function tooltipOf({ label, detail, rowIds }: GraphNode): string {
  const note = rowIds === undefined ? "Not among the rows of this view" : "";
  return [tooltipText(label), tooltipText(detail), note].filter((text) => text !== "").join("\n");
}

function spokenNode({ node, parents, children }: PlacedNode, names: ReadonlyMap<string, string>): string {
  const phrase = (verb: string, relatives: readonly Relative[]) =>
    relatives.length === 0 ? "" : `${verb} ${relatives.map(({ id }) => names.get(id)).join(", ")}`;
  const phrases = [
    names.get(node.id),
    cutMiddle(node.detail, LONGEST_NAME),
    phrase("made from", parents),
    phrase("used for", children),
  ];
  return phrases.filter((text) => text !== "").join("; ");
}

function edgesOf({ width, height, edges }: LineageLayout): TemplateResult {
  return html`<svg class="lineage-edges" width=${width} height=${height} aria-hidden="true">
    <defs>
      <marker id="lineage-arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">
        <path class="lineage-arrow" d="M0 0L8 4L0 8z"></path>
      </marker>
    </defs>
    ${edges.map((edge) => svg`<path class="lineage-edge" d=${pathOf(edge)} marker-end="url(#lineage-arrow)"></path>`)}
    ${edges.map(({ label, labelAt: { x, y } }) => svg`<text class="lineage-label" x=${x} y=${y}>${label}</text>`)}
  </svg>`;
}

/** Through the middles between the points, so that corners are round. */
function pathOf({ points }: PlacedEdge): string {
  const [first, ...others] = points;
  const last = others.pop();
  if (first === undefined || last === undefined) {
    return "";
  }
  const turns = others.map((point, index) => {
    const next = others[index + 1] ?? last;
    return `Q${point.x} ${point.y} ${(point.x + next.x) / 2} ${(point.y + next.y) / 2}`;
  });
  return `M${first.x} ${first.y}${turns.join("")}L${last.x} ${last.y}`;
}
