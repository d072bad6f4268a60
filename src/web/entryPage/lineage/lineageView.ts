import type { LineageLayout } from "./lineageLayout";
import { NODE_HEIGHT, NODE_WIDTH } from "./lineageLayout";
import { nextIndex } from "./lineageWalk";

/** Smaller, names could not be read: then one scrolls. */
const SMALLEST_FIT = 0.6;
const [SMALLEST, LARGEST, STEP] = [0.2, 2, 1.25];

/**
 * Lets a person walk and zoom in a picture. Until they zoom, it fits the width that there is. Styles are
 * set on the elements themselves, as the page's policy lets no style attribute in.
 */
export class LineageView {
  readonly #layout: LineageLayout;
  readonly #observer = new ResizeObserver(() => this.#refit());
  #window: HTMLElement | undefined;
  #isFitted = true;
  #wasShown = false;
  #zoom = 1;

  constructor(layout: LineageLayout) {
    this.#layout = layout;
  }

  /** Takes the scrolled element around the picture, or undefined when that is gone. */
  readonly attach = (element: Element | undefined): void => {
    this.#observer.disconnect();
    this.#window = element instanceof HTMLElement ? element : undefined;
    if (this.#window !== undefined) {
      this.#observer.observe(this.#window);
    }
  };

  readonly walk = (event: KeyboardEvent): void => {
    const index = indexOf(event.target);
    const next = event.ctrlKey || event.metaKey || event.altKey ? undefined : nextIndex(this.#layout, index, event.key);
    if (next !== undefined) {
      event.preventDefault();
      this.#buttons[next]?.focus();
    }
  };

  /** The Tab key comes back to where one was. */
  readonly noteFocus = ({ target }: FocusEvent): void => {
    const current = indexOf(target);
    for (const [index, button] of this.#buttons.entries()) {
      button.tabIndex = index === current ? 0 : -1;
    }
  };

  readonly zoomIn = (): void => this.#zoomBy(STEP);
  readonly zoomOut = (): void => this.#zoomBy(1 / STEP);

  readonly fit = (): void => {
    this.#isFitted = true;
    this.#refit();
  };

  get #buttons(): readonly HTMLElement[] {
    return [...(this.#window?.querySelectorAll<HTMLElement>("[data-index]") ?? [])];
  }

  #refit(): void {
    if (this.#window === undefined || this.#window.clientWidth === 0) {
      return;
    }
    if (this.#isFitted) {
      this.#setZoom(Math.max(SMALLEST_FIT, Math.min(1, this.#window.clientWidth / this.#layout.width)));
    }
    if (!this.#wasShown) {
      this.#wasShown = true;
      this.#scrollToSelf(this.#window);
    }
  }

  #zoomBy(factor: number): void {
    this.#isFitted = false;
    this.#setZoom(Math.max(SMALLEST, Math.min(LARGEST, this.#zoom * factor)));
  }

  #setZoom(zoom: number): void {
    this.#zoom = zoom;
    this.#window?.style.setProperty("--lineage-zoom", String(zoom));
  }

  #scrollToSelf(view: HTMLElement): void {
    const self = this.#layout.nodes.find(({ node }) => node.isSelf);
    if (self !== undefined) {
      view.scrollLeft = (self.x + NODE_WIDTH / 2) * this.#zoom - view.clientWidth / 2;
      view.scrollTop = (self.y + NODE_HEIGHT / 2) * this.#zoom - view.clientHeight / 2;
    }
  }
}

/** -1 for what is no node. */
function indexOf(target: EventTarget | null): number {
  return target instanceof HTMLElement ? Number(target.dataset["index"] ?? -1) : -1;
}
