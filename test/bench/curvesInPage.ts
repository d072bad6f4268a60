/** The little of the DOM that is used inside the page. The project is not compiled against the DOM's types. */
export interface Body {
  readonly ownerDocument: {
    readonly defaultView: BrowserWindow;
    querySelector(selector: string): PageElement | null;
    querySelectorAll(selector: string): Iterable<PageElement>;
  };
}

interface PageElement {
  scrollIntoView(): void;
  querySelector(selector: string): PageElement | null;
  getBoundingClientRect(): { readonly top: number; readonly bottom: number; readonly left: number };
  dispatchEvent(event: object): void;
}

interface BrowserWindow {
  readonly innerHeight: number;
  readonly performance: { now(): number };
  readonly MessageEvent: new (type: string, options: object) => object;
  readonly WheelEvent: new (type: string, options: object) => object;
  dispatchEvent(event: object): void;
  requestAnimationFrame(callback: () => void): void;
  setTimeout(callback: () => void, ms: number): void;
}

export interface Frames {
  readonly median: number;
  /** That 95 of 100 frames take at most. */
  readonly most: number;
  readonly longest: number;
  readonly charts: number;
}

/** Tells the page of a comparison the curves of some runs, and waits for the frame with those in sight. Runs inside the page. */
export async function drawCurves(
  body: Body,
  { runs, metrics, points }: { runs: number; metrics: number; points: number },
): Promise<number> {
  const { ownerDocument: document } = body;
  const view = document.defaultView;
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
  const addressOf = (run: number) => ({ systemId: "modelLab", site: "us1", place: ["run", String(run)] });
  const tell = (data: object) => view.dispatchEvent(new view.MessageEvent("message", { data }));
  const noise = (index: number) => (Math.sin(index * 12.9898) * 43_758.5453) % 1;
  const curve = (run: number, metric: number) => ({
    name: `train/metric-${metric}`,
    origin: "trainer_state.json",
    others: [],
    start: 0,
    values: Float64Array.from(
      { length: points },
      (_, index) => 2 * Math.exp((-3 * index) / points) + 0.1 * noise(index + run * metric) + run / 20,
    ),
    steps: { first: 1, apart: 1, length: points },
  });
  const list = { above: [], summary: [], facts: [], tags: [], links: [], params: [], metrics: [], tables: [] };
  const content = { ...list, charts: [], texts: [], rowIds: [], problems: [], noun: "Run", description: "" };
  const status = { text: "completed", icon: "pass" };
  const columns = numbers(runs).map((run) => ({
    address: addressOf(run),
    origin: "",
    isGone: false,
    content: { ...content, title: `run-${run}`, status },
  }));
  const messages = numbers(runs).map((run) => {
    const series = numbers(metrics).map((metric) => curve(run, metric));
    const reading = { problems: [], isGoing: false, looked: "" };
    return { kind: "curves", address: addressOf(run), series, names: series.map(({ name }) => name), reading };
  });
  tell({ kind: "show", columns, isLoading: false, hasCurves: true });
  await new Promise<void>((resolve) => view.setTimeout(resolve, 300));
  document.querySelector("details.curves")?.scrollIntoView();
  const from = view.performance.now();
  messages.forEach(tell);
  for (;;) {
    await new Promise<void>((resolve) => view.requestAnimationFrame(resolve));
    const inSight = [...document.querySelectorAll("curve-chart")].filter((chart) => {
      const { top, bottom } = chart.getBoundingClientRect();
      return bottom > 0 && top < view.innerHeight;
    });
    if (inSight.length > 0 && inSight.every((chart) => chart.querySelector("canvas") !== null)) {
      await new Promise<void>((resolve) => view.setTimeout(resolve, 0));
      return view.performance.now() - from;
    }
  }
}

/** Zooms in, and moves what is shown with each frame. Runs inside the page. */
export async function panCurves(body: Body, frames: number): Promise<Frames> {
  const { ownerDocument: document } = body;
  const view = document.defaultView;
  const [chart] = [...document.querySelectorAll("curve-chart")];
  const place = chart?.getBoundingClientRect();
  const wheel = (turn: object) => {
    const options = {
      clientX: (place?.left ?? 0) + 150,
      clientY: (place?.top ?? 0) + 50,
      bubbles: true,
      cancelable: true,
    };
    chart?.dispatchEvent(new view.WheelEvent("wheel", { ...options, ...turn }));
  };
  wheel({ ctrlKey: true, deltaY: -350 });
  await new Promise<void>((resolve) => view.setTimeout(resolve, 300));
  const times: number[] = [];
  let last = view.performance.now();
  for (let count = 0; count < frames; count++) {
    wheel({ deltaX: count < frames / 2 ? 6 : -6 });
    await new Promise<void>((resolve) => view.requestAnimationFrame(resolve));
    const now = view.performance.now();
    times.push(now - last);
    last = now;
  }
  times.sort((one, other) => one - other);
  const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? NaN;
  const inSight = [...document.querySelectorAll("curve-chart")].filter((one) => {
    const { top, bottom } = one.getBoundingClientRect();
    return bottom > 0 && top < view.innerHeight;
  });
  return { median: at(0.5), most: at(0.95), longest: at(1), charts: inSight.length };
}
