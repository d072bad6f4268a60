import { html, nothing, type TemplateResult } from "lit";
import { formatCount } from "../../text/formatNumbers";
import { layOutJson } from "../../text/jsonText";
import type { ModelFileTable } from "./modelFileTable";

type Metadata = ModelFileTable["metadata"];

interface MetadataOptions {
  readonly metadata: Metadata;
  readonly isOpen: boolean;
  readonly filter: string;
  /** Keys of values that are shown whole. */
  readonly whole: ReadonlySet<string>;
  readonly onToggle: (isOpen: boolean) => void;
  readonly onFilter: (filter: string) => void;
  readonly onWhole: (key: string) => void;
}

const LONGEST_VALUE = 240;
const LONGEST_KEY = 200;
const MOST_SHOWN = 300;
/** Fewer are seen at a glance. */
const WORTH_FILTERING = 8;

export function metadataTemplate(options: MetadataOptions): TemplateResult | typeof nothing {
  const { metadata, isOpen, onToggle } = options;
  if (metadata.length === 0) {
    return nothing;
  }
  return html`<details
    class="metadata"
    .open=${isOpen}
    @toggle=${({ target }: Event) => onToggle((target as HTMLDetailsElement).open)}
  >
    <summary>Metadata <span class="quiet">${formatCount(metadata.length)}</span></summary>
    ${isOpen ? contentTemplate(options) : nothing}
  </details>`;
}

function contentTemplate(options: MetadataOptions): TemplateResult {
  const { metadata, filter, onFilter } = options;
  const found = matching(metadata, filter);
  const filterBox = html`<vscode-textfield
    .label=${"Filter metadata"}
    placeholder="Filter by key or value"
    .value=${filter}
    @input=${({ target }: Event) => onFilter((target as HTMLInputElement).value)}
  ></vscode-textfield>`;
  return html`<div class="metadata-body">
    ${metadata.length >= WORTH_FILTERING ? filterBox : nothing}
    <dl tabindex="0" aria-label="Metadata">${found.slice(0, MOST_SHOWN).map((pair) => pairTemplate(pair, options))}</dl>
    ${noteTemplate(found.length)}
  </div>`;
}

function noteTemplate(count: number): TemplateResult | typeof nothing {
  if (count === 0) {
    return html`<p class="quiet">Nothing in the metadata matches.</p>`;
  }
  const more = count - MOST_SHOWN;
  return more > 0 ? html`<p class="quiet">${formatCount(more)} more: filter to see them.</p>` : nothing;
}

function pairTemplate({ key, value }: Metadata[number], { whole, onWhole }: MetadataOptions): TemplateResult {
  const isWhole = whole.has(key);
  const json = readableJson(value);
  const isLong = value.length > LONGEST_VALUE || json !== undefined;
  const label = isWhole
    ? "Show Less"
    : json === undefined
      ? `Show All ${formatCount(value.length)} Characters`
      : "Show All";
  const text = isWhole ? (json ?? value) : cut(value, LONGEST_VALUE);
  return html`<dt title=${key.length > LONGEST_KEY ? nothing : key}><bdi>${cut(key, LONGEST_KEY)}</bdi></dt>
    <dd>
      <span class="value"><bdi>${text}</bdi></span>
      ${
        isLong
          ? html`<button class="link" aria-expanded=${isWhole} @click=${() => onWhole(key)}>${label}</button>`
          : nothing
      }
    </dd>`;
}

function matching(metadata: Metadata, filter: string): Metadata {
  const wanted = filter.trim().toLowerCase();
  return metadata.filter(({ key, value }) => `${key}\n${value}`.toLowerCase().includes(wanted));
}

/** Objects and lists with something in them, a line an item, all else as it is written; undefined for anything else. */
function readableJson(value: string): string | undefined {
  if (!/^\s*[[{]/.test(value)) {
    return undefined;
  }
  const text = layOutJson(value);
  return text?.includes("\n") ? text : undefined;
}

function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
