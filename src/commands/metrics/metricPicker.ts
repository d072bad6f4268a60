import type { QuickInputButton, QuickPick, QuickPickItem } from "vscode";
import { Disposable, ThemeIcon, window } from "vscode";
import { isCancellation } from "../../host/messages/messages";
import { ApiError } from "../../http/apiError";
import type { CallOptions } from "../../sources/contract/entry";
import type { MetricDirection } from "../../sources/contract/panelContent";
import { plainLabel } from "../../text/plainText";
import { acceptedItem } from "../shared/pickItems";
import type { MetricItem, PickedMetric } from "./metricItems";
import { metricItems } from "./metricItems";

interface MetricQuestion {
  readonly title: string;
  readonly placeHolder: string;
  /** Lists the names of the metrics, the most telling first. */
  readonly names: (options: CallOptions) => Promise<readonly string[]>;
  /** True where the metric is ranked by: the items say which values come first, and can be turned around. */
  readonly isRanking: boolean;
  /** The metric that is chosen now. */
  readonly current?: string | undefined;
  /** Stands before the metrics: what takes the choice back. */
  readonly none?: string;
}

type Item = QuickPickItem & MetricItem;

/** Lets the user choose a metric of those that are known, or type another's name. Undefined when the user leaves. */
export async function pickMetric(question: MetricQuestion): Promise<PickedMetric | undefined> {
  const picker = new MetricPicker(question);
  try {
    return await picker.picked;
  } finally {
    picker.dispose();
  }
}

/** Asks which values are the best ones, of a metric whose name does not tell. Undefined when the user leaves. */
export async function pickDirection(metric: string): Promise<MetricDirection | undefined> {
  const items = [
    { label: "$(arrow-down) Lowest first", direction: "lower" },
    { label: "$(arrow-up) Highest first", direction: "higher" },
  ] as const;
  const title = `Best Runs by ${plainLabel(metric)}`;
  return (await window.showQuickPick(items, { title, placeHolder: "Which values are better?" }))?.direction;
}

class MetricPicker implements Disposable {
  readonly picked: Promise<PickedMetric | undefined>;
  readonly #question: MetricQuestion;
  readonly #box: QuickPick<Item>;
  readonly #end = new AbortController();
  readonly #parts: Disposable;
  /** Undefined while they are not listed. */
  #names: readonly string[] | undefined;
  #failure: string | undefined;
  #settle: (picked: PickedMetric | undefined) => void = () => undefined;

  constructor(question: MetricQuestion) {
    this.#question = question;
    this.#box = window.createQuickPick<Item>();
    this.picked = new Promise((resolve) => (this.#settle = resolve));
    this.#box.title = question.title;
    this.#box.placeholder = question.placeHolder;
    this.#box.matchOnDescription = true;
    // The most telling ones stay first. Not in VS Code's types, but in its API.
    Reflect.set(this.#box, "sortByLabel", false);
    this.#parts = Disposable.from(
      this.#box,
      this.#box.onDidChangeValue(() => this.#draw()),
      this.#box.onDidAccept(() => this.#accept(acceptedItem(this.#box))),
      this.#box.onDidTriggerItemButton(({ item }) => this.#turn(item)),
      this.#box.onDidHide(() => this.#settle(undefined)),
    );
    this.#draw();
    this.#box.show();
    void this.#list();
  }

  dispose(): void {
    this.#end.abort();
    this.#parts.dispose();
  }

  async #list(): Promise<void> {
    const { signal } = this.#end;
    try {
      this.#names = await this.#question.names({ signal });
    } catch (error) {
      if (signal.aborted || isCancellation(error)) {
        return;
      }
      this.#names = [];
      this.#failure = error instanceof ApiError ? error.message : "an unexpected error";
    }
    if (!signal.aborted) {
      this.#draw();
    }
  }

  #draw(): void {
    const { isRanking, current, none } = this.#question;
    const [active] = this.#box.activeItems;
    this.#box.busy = this.#names === undefined;
    const items = metricItems({
      names: this.#names ?? [],
      isListed: this.#names !== undefined,
      failure: this.#failure,
      typed: this.#box.value.trim(),
      isRanking,
      current,
      none,
    }).map((item) => ({ ...item, buttons: buttonsOf(item) }));
    this.#box.items = items;
    // Names that arrive late leave the focus on what the user has typed.
    const choices = items.filter(({ pick }) => pick !== undefined);
    const same = choices.find(({ label }) => label === active?.label);
    // A text that is typed chooses among them by itself.
    const kept = same ?? (this.#box.value === "" ? choices[0] : undefined);
    if (kept !== undefined) {
      this.#box.activeItems = [kept];
    }
  }

  #accept(item: Item | undefined): void {
    if (item?.pick !== undefined) {
      this.#settle(item.pick);
      this.#box.hide();
    }
  }

  #turn({ turned }: Item): void {
    if (turned !== undefined) {
      this.#settle(turned);
      this.#box.hide();
    }
  }
}

function buttonsOf({ turned }: MetricItem): readonly QuickInputButton[] {
  if (turned?.direction === undefined) {
    return [];
  }
  const tooltip = turned.direction === "lower" ? "Lowest First" : "Highest First";
  return [{ iconPath: new ThemeIcon(turned.direction === "lower" ? "arrow-down" : "arrow-up"), tooltip }];
}
