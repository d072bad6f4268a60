import { html, nothing, type TemplateResult } from "lit";
import { isLoose } from "../../text/looseValues";
import type { ExtensionSide } from "../extensionSide";
import { focusSearchOnFind, loadingSign } from "../parts/pieces";
import type { RunTableMessage, RunTableRequest, TableShown } from "./messages";
import { RunGrid } from "./runGrid";
import { notices, selectionBar, toolbar } from "./toolbar";

/** The page of a table of runs. All but where it is scrolled to is kept by the extension. */
export class RunTablePage {
  readonly #extension: ExtensionSide<RunTableRequest, RunTableMessage>;
  readonly #draw: (content: TemplateResult) => void;
  readonly #grid: RunGrid;
  #shown: TableShown | undefined;
  /** Where to scroll once there are lines enough. */
  #top: number;

  constructor(extension: ExtensionSide<RunTableRequest, RunTableMessage>, draw: (content: TemplateResult) => void) {
    this.#extension = extension;
    this.#draw = draw;
    const top = isLoose(extension.kept) ? extension.kept["top"] : 0;
    this.#top = typeof top === "number" ? top : 0;
    this.#grid = new RunGrid({ post: (request) => extension.post(request), onChange: () => this.#update() });
  }

  start(): void {
    this.#extension.listen((message) => this.#receive(message));
    focusSearchOnFind();
    window.addEventListener("focus", () => {
      if (document.activeElement === document.body) {
        this.#grid.focus();
      }
    });
    this.#extension.post({ kind: "ready" });
  }

  #receive(message: RunTableMessage): void {
    if (message.kind === "lines") {
      this.#grid.lines.add(message.version, message.window);
    } else {
      this.#shown = message;
      this.#grid.show(message);
    }
    this.#update();
    if (this.#top > 0 && (this.#shown?.lineCount ?? 0) > 0) {
      const top = this.#top;
      this.#top = 0;
      this.#grid.scrollTo(top);
    }
  }

  #update(): void {
    const shown = this.#shown;
    if (shown === undefined) {
      return;
    }
    const top = this.#top > 0 ? this.#top : this.#grid.scrollTop;
    this.#extension.keep({ table: shown.address, filter: shown.filter.text, top });
    this.#draw(this.#template(shown));
  }

  #template(shown: TableShown): TemplateResult {
    const post = (request: RunTableRequest) => this.#extension.post(request);
    return html`<main aria-busy=${shown.progress.isLoading} class=${shown.isOutdated ? "outdated" : ""}>
      ${toolbar(shown, post)}
      <div class="notices">${notices(shown, post)}</div>
      ${selectionBar(shown, post)} ${shown.lineCount === 0 ? this.#instead(shown) : this.#grid.template(shown)}
    </main>`;
  }

  /** In place of rows; where they failed to load, the notice says all. */
  #instead(shown: TableShown): TemplateResult | typeof nothing {
    const { isLoading, failure } = shown.progress;
    if (isLoading) {
      return loadingSign("runs");
    }
    return failure !== undefined || shown.isGone ? nothing : this.#nothing(shown);
  }

  #nothing({ filter }: TableShown): TemplateResult {
    const clear = html`<vscode-button secondary @click=${() => this.#extension.post({ kind: "filter", text: "" })}
      >Clear Filter</vscode-button
    >`;
    return html`<div class="nothing" role="status">
      <p>${filter.text === "" ? "There are no runs." : `No runs match ${filter.text}.`}</p>
      ${filter.text === "" ? nothing : clear}
    </div>`;
  }
}
