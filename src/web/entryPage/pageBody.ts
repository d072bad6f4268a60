import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { detailText } from "../../sources/shared/detailText";
import type { PanelContent } from "../../sources/contract/panelContent";
import { relativeTime } from "../../text/relativeTime";
import { entryIcon, failureNotice, iconButton, loadingSign, problemNotice } from "../parts/pieces";
import { isLong, LONGEST_SHOWN, longText, openedText } from "../parts/pieces";
import { chartsSection } from "./chartsSection";
import { entryCurves } from "./entryCurves";
import { factsSection, filesSection, linksSection, tagsSection } from "./factSections";
import { graphSection } from "./graphSection";
import { metricsSection } from "./metricsSection";
import { pageToolbar } from "./pageToolbar";
import { paramsSection } from "./paramsSection";
import type { PageView } from "./pageState";
import { markedParts } from "./markedText";
import { summaryLine, withoutRepeats } from "./shownOnce";
import { tablesSection, textsSection } from "./textSections";
import { cutMiddle } from "../../text/cutText";

export function pageBody(view: PageView): TemplateResult {
  const { message, post } = view;
  const { loaded, failure, isGone, isLoading } = message;
  const actions = { tryAgain: () => post({ kind: "reload" }), setKeys: () => post({ kind: "setKeys" }) };
  return html`<main aria-busy=${isLoading}>
    ${failure === undefined ? nothing : failureNotice(failure, actions)}
    ${isGone ? problemNotice(`This ${nounOf(view)} no longer exists.`) : nothing}
    ${loaded === undefined ? nothing : contentOf(view, loaded.content)}
    ${isLoading && loaded?.isPart !== false ? loadingSign(loaded === undefined ? "the page" : "the rest") : nothing}
  </main>`;
}

/** Of what never loaded, its place says what it was: `…/run/70158`. */
function nounOf({ message }: PageView): string {
  return (message.loaded?.content.noun ?? message.address.place.at(-2) ?? "entry").toLowerCase();
}

function contentOf(view: PageView, given: PanelContent): TemplateResult {
  const content = withoutRepeats(given);
  const { description, problems } = content;
  if (view.message.isFile === true) {
    return html`${header(view, content)} ${entryCurves(view, content.title)}`;
  }
  return html`${header(view, content)} ${problems.map(problemNotice)}
    ${description === "" ? nothing : html`<div class="description">${describedText(description)}</div>`}
    <div class="overview">
      ${factsSection(view, content)} ${tagsSection(view, content)} ${linksSection(view, content)}
    </div>
    ${metricsSection(view, content)} ${entryCurves(view, content.title)} ${chartsSection(content)}
    ${graphSection(view, content.graph)} ${filesSection(view, content)} ${paramsSection(view, content)}
    ${tablesSection(content)} ${textsSection(view, content.texts)}`;
}

function header(view: PageView, content: PanelContent): TemplateResult {
  const { title, above, noun, status, summary } = content;
  const line = summaryLine(status?.text, detailText(summary, Date.now()));
  return html`<header>
    <div class="crumbs">
      ${[...above, noun].map((name, index) => html`${index === 0 ? nothing : " › "}${longText(name)}`)}
    </div>
    <div class="title-line">
      <h1>${status === undefined ? nothing : entryIcon(status.icon)}<span>${cutMiddle(title, LONGEST_SHOWN)}</span></h1>
      ${pageToolbar(view, content)}
    </div>
    ${isLong(title) ? wholeName(view, title) : nothing}
    <div class="summary">${line === "" ? nothing : longText(line)} <span class="age">${ageOf(view)}</span></div>
  </header>`;
}

/** A text too long to be read at once opens as it was written. */
function describedText(description: string): TemplateResult {
  if (isLong(description)) {
    return longText(description);
  }
  const parts = markedParts(description).map(({ look, text }) => {
    switch (look) {
      case "plain":
        return html`${text}`;
      case "strong":
        return html`<strong>${text}</strong>`;
      case "emphasis":
        return html`<em>${text}</em>`;
      case "code":
        return html`<code>${text}</code>`;
    }
  });
  return html`<span class="value">${parts}</span>`;
}

/** Of what is called something too long for a heading. */
function wholeName({ post }: PageView, title: string): TemplateResult {
  return html`<div class="whole-name">
    ${openedText(title, "Full name")} ${iconButton("copy", "Copy Name", () => post({ kind: "copy", text: title }))}
  </div>`;
}

function ageOf({ message }: PageView): string {
  const { isLoading, loaded, isFile = false } = message;
  // Curves tell by themselves how old they are.
  if (loaded?.isPart !== false || isFile) {
    return "";
  }
  return isLoading ? "Refreshing…" : `as of ${relativeTime(loaded.loadedAt, Date.now())}`;
}
