import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { formatBytes } from "../../text/formatNumbers";
import type { PanelContent, Pair } from "../../sources/contract/panelContent";
import { relativeTime } from "../../text/relativeTime";
import { partNames } from "../parts/partNames";
import { withoutSignatures } from "../../text/withoutSignatures";
import { codicon, iconButton, isLong, longText, problemNotice } from "../parts/pieces";
import { tooltipText } from "../parts/tooltipText";
import type { PageFile, PageFiles } from "./messages";
import type { PageView } from "./pageState";
import type { Fact } from "../../sources/contract/entry";
import { cutMiddle } from "../../text/cutText";

const LONGEST_LABEL = 100;
const LONGEST_FILE_NAME = 300;
const DATE = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

export function factsSection({ post }: PageView, { facts }: PanelContent): TemplateResult | typeof nothing {
  if (facts.length === 0) {
    return nothing;
  }
  const row = (fact: Fact) =>
    html`<dt>${fact.label}</dt>
      <dd>
        ${"at" in fact ? timeText(fact.at) : longText(fact.text)}
        ${"at" in fact ? nothing : iconButton("copy", `Copy ${fact.label}`, () => post({ kind: "copy", text: fact.text }))}
      </dd>`;
  return html`<section aria-labelledby="details-heading">
    <h2 id="details-heading">Details</h2>
    <dl>${facts.map(row)}</dl>
  </section>`;
}

function timeText(at: number): TemplateResult {
  return html`<time datetime=${new Date(at).toISOString()}
    >${DATE.format(at)} <span class="quiet">${relativeTime(at, Date.now())}</span></time
  >`;
}

export function tagsSection(view: PageView, { tags }: PanelContent): TemplateResult | typeof nothing {
  if (tags.length === 0) {
    return nothing;
  }
  const item = (tag: Pair) => (isLong(tag.key) || isLong(tag.value) ? longTag(view, tag) : shortTag(view, tag));
  return html`<section aria-labelledby="tags-heading">
    <h2 id="tags-heading">Tags</h2>
    <ul class="tags">
      ${tags.map(item)}
    </ul>
  </section>`;
}

function shortTag({ post }: PageView, { key, value }: Pair): TemplateResult {
  const shown = value === "" ? nothing : html`<span class="tag-value">${value}</span>`;
  const copy = () => post({ kind: "copy", text: tagText({ key, value }) });
  return html`<li>
    <button type="button" class="tag" title="Copy" aria-label="Copy tag ${key} ${value}" @click=${copy}>
      <span class="tag-key">${key}</span> ${shown}
    </button>
  </li>`;
}

/** To be opened and read: its button can't be the tag itself. */
function longTag({ post }: PageView, { key, value }: Pair): TemplateResult {
  const shown = value === "" ? nothing : html`<div class="tag-value">${longText(value)}</div>`;
  const copy = () => post({ kind: "copy", text: tagText({ key, value }) });
  return html`<li class="long-tag">
    <div class="tag">
      <div class="tag-key">${longText(key)}</div>
      ${shown}
    </div>
    ${iconButton("copy", `Copy tag ${cutMiddle(key, LONGEST_LABEL)}`, copy)}
  </li>`;
}

function tagText({ key, value }: Pair): string {
  return value === "" ? key : `${key}:${value}`;
}

export function linksSection({ post }: PageView, { links }: PanelContent): TemplateResult | typeof nothing {
  if (links.length === 0) {
    return nothing;
  }
  const link = (title: string, url: string) =>
    html`<li>
      <button
        type="button"
        class="link"
        title=${tooltipText(withoutSignatures(url))}
        @click=${() => post({ kind: "openLink", url })}
      >
        ${codicon("link-external")}${title}
      </button>
      ${iconButton("copy", `Copy the address of ${title}`, () => post({ kind: "copy", text: url }))}
    </li>`;
  return html`<section aria-labelledby="links-heading">
    <h2 id="links-heading">Links</h2>
    <ul class="links">
      ${links.map(({ title, url }) => link(title, url))}
    </ul>
  </section>`;
}

export function filesSection(view: PageView, content: PanelContent): TemplateResult | typeof nothing {
  const { files } = view.message;
  if (files.kind === "none") {
    return nothing;
  }
  const title = partNames(content).files;
  const count = files.kind === "listed" ? html`<span class="count">${files.files.length}</span>` : nothing;
  return html`<section aria-labelledby="files-heading">
    <h2 id="files-heading">${title} ${count}</h2>
    ${filesBody(view, files, title)}
  </section>`;
}

function filesBody({ post }: PageView, files: Exclude<PageFiles, { kind: "none" }>, title: string): TemplateResult {
  switch (files.kind) {
    case "loading":
      return html`<p class="quiet">Loading…</p>`;
    case "failed":
      return problemNotice(files.failure.sentence);
    case "listed":
      return html`${files.failure === undefined ? nothing : problemNotice(files.failure.sentence)}
      ${
        files.files.length === 0 && files.unread === undefined
          ? html`<p class="quiet">No ${title.toLowerCase()}</p>`
          : html`<ul class="files">
              ${files.files.map((file) => fileItem(file, () => post({ kind: "openFile", name: file.name })))}
            </ul>`
      }
      ${files.unread === undefined ? nothing : html`<p class="quiet">${files.unread}</p>`}
      ${files.mayHaveMore === true ? html`<p class="quiet">The service may have more</p>` : nothing}`;
  }
}

function fileItem({ name, isDirectory, size }: PageFile, onClick: () => void): TemplateResult {
  return html`<li>
    <button type="button" class="link file" title=${isDirectory ? "Show in Tree" : "Open"} @click=${onClick}>
      ${codicon(isDirectory ? "folder" : "file")}
      <span class="file-name">${cutMiddle(name, LONGEST_FILE_NAME)}</span>
      <span class="quiet">${size === undefined ? "" : formatBytes(size)}</span>
    </button>
  </li>`;
}
