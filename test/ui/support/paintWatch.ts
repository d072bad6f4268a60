import type { VsCodeWindow } from "./vscodeWindow";

/** The little of the DOM that is used inside the page. The project is not compiled against the DOM's types. */
interface Body {
  readonly ownerDocument: { readonly defaultView: BrowserWindow };
}

interface BrowserWindow {
  readonly performance: { readonly timeOrigin: number; now(): number };
  readonly PerformanceObserver: new (listener: (list: { getEntries(): readonly LargestPaint[] }) => void) => {
    observe(options: { readonly type: "largest-contentful-paint"; readonly buffered: true }): void;
  };
  addEventListener(type: "mouseup", listener: () => void, options: { readonly capture: true }): void;
  clickedAt?: number;
}

/** Of the largest text or picture so far: in a page that is drawn at once, when all of it was on the screen. */
interface LargestPaint {
  /** In ms from the beginning of the page's document. */
  readonly startTime: number;
  readonly element: { closest(selector: string): unknown } | null;
}

export interface Painted {
  /** From the click that opened it, in ms. */
  readonly all: number;
  /** From the beginning of the page's own document, in ms. What is before is the click's way and VS Code's work. */
  readonly own: number;
}

/** Keeps when the mouse was last released, as the browser sees it: what drives it is slower. */
export async function watchClicks({ page }: VsCodeWindow): Promise<void> {
  await page.locator("body").evaluate((body: Body) => {
    const view = body.ownerDocument.defaultView;
    const keep = () => (view.clickedAt = view.performance.timeOrigin + view.performance.now());
    view.addEventListener("mouseup", keep, { capture: true });
  });
}

/** When the webview in sight had painted its largest part, but for a sign that it loads, after the last click. */
export async function paintOf(window: VsCodeWindow): Promise<Painted> {
  const clickedAt = await window.page
    .locator("body")
    .evaluate((body: Body) => body.ownerDocument.defaultView.clickedAt ?? NaN);
  const { own, origin } = await window.webview().locator("body").evaluate(largestPaint);
  return { all: Math.round(origin + own - clickedAt), own: Math.round(own) };
}

async function largestPaint(body: Body): Promise<{ readonly own: number; readonly origin: number }> {
  const view = body.ownerDocument.defaultView;
  const own = await new Promise<number>((resolve) => {
    const observer = new view.PerformanceObserver((list) => {
      const last = list.getEntries().findLast(({ element }) => element?.closest(".loading") === null);
      if (last !== undefined) resolve(last.startTime);
    });
    observer.observe({ type: "largest-contentful-paint", buffered: true });
  });
  return { own, origin: view.performance.timeOrigin };
}
