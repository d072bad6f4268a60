import type { QuickPick } from "vscode";
import { Disposable, window } from "vscode";
import type { GoToItem } from "./goToItems";
import { searchItems, startItems } from "./goToItems";
import type { Example } from "./goToItems";
import type { SearchedGroup } from "./nameSearch";
import { NameSearch } from "./nameSearch";
import type { Target } from "./recentTargets";

interface GoToPickerOptions {
  readonly groups: () => readonly SearchedGroup[];
  /** Says what else to do with a text that was typed, if anything. */
  readonly hint: (text: string) => string | undefined;
  readonly examples: readonly Example[];
  readonly recent: readonly Target[];
  /** Gives the targets that a text names as an address. */
  readonly read: (text: string) => readonly Target[];
  readonly onDidPick: (target: Target) => void;
}

/** The box that finds things while one types. */
export class GoToPicker implements Disposable {
  readonly #options: GoToPickerOptions;
  readonly #box: QuickPick<GoToItem>;
  readonly #search: NameSearch;
  readonly #parts: Disposable;

  constructor(options: GoToPickerOptions) {
    this.#options = options;
    this.#box = window.createQuickPick<GoToItem>();
    this.#search = new NameSearch({ groups: options.groups, onDidChange: () => this.#draw() });
    this.#parts = Disposable.from(
      this.#search,
      this.#box.onDidChangeValue((text) => this.#search.ask(text)),
      this.#box.onDidAccept(() => this.#accept()),
      this.#box.onDidHide(() => this.dispose()),
      this.#box,
    );
    this.#box.title = "Go to Project, Run or Artifact";
    this.#box.placeholder = "Type a name, or paste an ID, a web address or an mlartifact: address";
    // The groups keep their order; VS Code would sort through them by how labels match. Not in its types, but in its API.
    Reflect.set(this.#box, "sortByLabel", false);
    this.#draw();
    this.#box.show();
  }

  dispose(): void {
    this.#parts.dispose();
  }

  #draw(): void {
    const { state } = this.#search;
    const [active] = this.#box.activeItems;
    const items =
      state.text === ""
        ? startItems(this.#options.recent, this.#options.examples)
        : searchItems(state, this.#addresses(state.text), this.#options.hint(state.text));
    this.#box.busy = state.isBusy;
    this.#box.items = items;
    // Later results must not slip under the user's finger.
    const same = items.find(({ target }) => target !== undefined && isSame(target, active?.target));
    if (same !== undefined) {
      this.#box.activeItems = [same];
    }
  }

  /** A bare number is looked for, too, and what bears it is shown instead. */
  #addresses(text: string): readonly Target[] {
    return /^\d+$/.test(text) ? [] : this.#options.read(text);
  }

  /** Undefined when what was chosen is of an older text: who types fast is ahead of what the box shows. */
  #chosen(): GoToItem | undefined {
    const [active] = this.#box.activeItems;
    return this.#box.items.find(
      (item) => item === active || (item.target !== undefined && isSame(item.target, active?.target)),
    );
  }

  /** An address need not wait for the search by name. */
  #accept(): void {
    const item = this.#chosen();
    const isUnsure = item === undefined || this.#search.state.isBusy;
    const target = item?.target ?? (isUnsure ? this.#options.read(this.#box.value.trim())[0] : undefined);
    if (target !== undefined) {
      this.#box.hide();
      this.#options.onDidPick(target);
    } else if (item?.isRetry === true) {
      this.#search.ask(this.#box.value);
    }
  }
}

function isSame(one: Target, other: Target | undefined): boolean {
  return one.systemId === other?.systemId && one.address === other.address;
}
