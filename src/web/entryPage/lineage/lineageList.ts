import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import type { Family, GraphNode, Relative } from "./lineageLinks";
import { relativesOf } from "./lineageLinks";
import { cutMiddle } from "../../../text/cutText";

const LONGEST_LABEL = 160;

interface LineageListOptions {
  readonly family: Family;
  /** Names by the ids of the nodes. */
  readonly names: ReadonlyMap<string, string>;
  readonly isOpen: boolean;
  /** Gets the row of a node. */
  readonly onOpen: (rowIds: readonly string[]) => void;
}

/** A lineage in words, for those who do not see a picture, or copy from it. */
export function lineageList({ family, names, isOpen, onOpen }: LineageListOptions): TemplateResult {
  const relatives = relativesOf(family);
  const rows = new Map(family.nodes.map(({ id, rowIds }) => [id, rowIds]));
  const nameOf = (id: string): TemplateResult => {
    const rowIds = rows.get(id);
    return rowIds === undefined
      ? html`<span>${names.get(id)}</span>`
      : html`<button type="button" class="link" title="Show in Tree" @click=${() => onOpen(rowIds)}>
          ${names.get(id)}
        </button>`;
  };
  const parentOf = ({ id, label }: Relative, index: number) =>
    html`${index === 0 ? " was made from " : ", "}${nameOf(id)}${label === "" ? nothing : ` (${cutMiddle(label, LONGEST_LABEL)})`}`;
  const item = ({ id }: GraphNode) => html`<li>${nameOf(id)}${relatives.get(id)?.parents.map(parentOf)}</li>`;
  return html`<details class="lineage-list" ?open=${isOpen}>
    <summary>As a List</summary>
    <ol>
      ${family.nodes.map(item)}
    </ol>
  </details>`;
}
