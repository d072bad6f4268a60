/** The little of the DOM that the driver reads inside the page. The project is not compiled against the DOM's types. */
export interface PageElement {
  readonly textContent: string | null;
  readonly className: string;
  readonly classList: { contains(name: string): boolean };
  readonly ownerDocument: PageDocument;
  getAttribute(name: string): string | null;
  closest(selector: string): PageElement | null;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  click(): void;
}

interface PageDocument {
  addEventListener(
    type: "click",
    listener: (event: { readonly target: PageElement }) => void,
    options: { readonly capture: boolean; readonly once: boolean },
  ): void;
}

/** What a screen reader calls each. Runs inside the page, and so cannot call anything outside itself. */
export function labelsOf(elements: readonly Pick<PageElement, "getAttribute">[]): string[] {
  return elements.map((element) => element.getAttribute("aria-label") ?? "");
}
