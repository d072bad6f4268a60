import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { visibleText } from "../../text/plainText";
import type { PageFailure } from "../pageFailure";
import type { Icon } from "../../sources/contract/entry";

/** So much of a text stands on a page before the user opens it. */
export const LONGEST_SHOWN = 160;
/** More than this no page shows at once; copying gives all of it. */
const LONGEST_OPENED = 20_000;

/** The icon of a row. */
export function entryIcon(icon: Icon): TemplateResult {
  return typeof icon === "string" ? codicon(icon) : codicon(icon.codicon, icon.color);
}

/**
 * An icon, hidden from screen readers, which get the words beside it. `id` may have a modifier, `sync~spin`; `color` is a theme
 * colour's name, `charts.blue`.
 */
export function codicon(id: string, color?: string): TemplateResult {
  const [name = "", modifier] = id.split("~");
  const classes = `codicon codicon-${name}${modifier === undefined ? "" : ` codicon-modifier-${modifier}`}`;
  // As a property: the page's policy forbids the attribute.
  const style = color === undefined ? "" : `color: var(--vscode-${color.replaceAll(".", "-")})`;
  return html`<span class=${classes} .style=${style} aria-hidden="true"></span>`;
}

/** Of a button or field with words. The component's own icon would load the stylesheet of all icons again. */
export function iconBefore(name: string): TemplateResult {
  return html`<span slot="content-before" class="codicon codicon-${name}" aria-hidden="true"></span>`;
}

/** True for a text that `longText` cuts. */
export function isLong(text: string): boolean {
  return text.length > LONGEST_SHOWN;
}

/** A text from outside: a long one is cut, and opens. */
export function longText(text: string): TemplateResult {
  return isLong(text)
    ? openedText(text, `${text.slice(0, LONGEST_SHOWN).toWellFormed()}…`)
    : html`<span class="value">${visibleText(text)}</span>`;
}

/** A text that opens below some words. */
export function openedText(text: string, words: string): TemplateResult {
  const rest =
    text.length > LONGEST_OPENED ? `\n… ${text.length - LONGEST_OPENED} more characters: copy to get all` : "";
  return html`<details class="long">
    <summary><span class="cut">${words}</span></summary>
    <pre>${text.slice(0, LONGEST_OPENED).toWellFormed()}${rest}</pre>
  </details>`;
}

export function iconButton(icon: string, label: string, onClick: () => void, isDisabled = false): TemplateResult {
  return html`<button
    type="button"
    class="icon-button"
    title=${label}
    aria-label=${label}
    ?disabled=${isDisabled}
    @click=${onClick}
  >
    ${codicon(icon)}
  </button>`;
}

interface FailureActions {
  readonly tryAgain: () => void;
  readonly setKeys: () => void;
}

/** Shows a failure with the buttons that help. */
export function failureNotice({ sentence, isKeyProblem }: PageFailure, actions: FailureActions): TemplateResult {
  const keys = html`<vscode-button @click=${actions.setKeys}>${iconBefore("key")}Set Keys…</vscode-button>`;
  return html`<div class="notice failure" role="alert">
    ${codicon("error")}
    <p>${sentence}</p>
    <div class="actions">
      ${isKeyProblem ? keys : nothing}
      <vscode-button ?secondary=${isKeyProblem} @click=${actions.tryAgain}
        >${iconBefore("refresh")}Try Again</vscode-button
      >
    </div>
  </div>`;
}

export function problemNotice(sentence: string): TemplateResult {
  return html`<div class="notice" role="status">
    ${codicon("warning")}
    <p>${sentence}</p>
  </div>`;
}

/** Shows after a moment: what is quick needs no sign. */
export function loadingSign(what: string): TemplateResult {
  return html`<div class="loading" role="status">
    <vscode-progress-ring aria-hidden="true"></vscode-progress-ring>
    <span>Loading ${what}…</span>
  </div>`;
}

interface SearchFieldOptions {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
}

export function searchField({ label, value, onInput }: SearchFieldOptions): TemplateResult {
  return html`<vscode-textfield
    class="search"
    type="search"
    placeholder=${label}
    .label=${label}
    .value=${value}
    @input=${({ target }: Event) => onInput(target instanceof HTMLElement && "value" in target ? String(target.value) : "")}
  >
    ${iconBefore("search")}
  </vscode-textfield>`;
}

/** Lets Ctrl+F (Cmd+F) go to the page's first search field, as there is nothing else to find with. */
export function focusSearchOnFind(): void {
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "f") {
      event.preventDefault();
      document.querySelector<HTMLElement>("vscode-textfield.search")?.focus();
    }
  });
}
