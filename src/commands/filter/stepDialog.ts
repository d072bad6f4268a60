import type { QuickInputButton, QuickPick, QuickPickItem } from "vscode";
import { Disposable, QuickInputButtons, QuickPickItemKind, window } from "vscode";
import { acceptedItem, acceptedMatch, sameItem } from "../shared/pickItems";

export interface ItemButton extends QuickInputButton {
  readonly run: () => void;
}

export interface DialogItem extends QuickPickItem {
  /** Tells it from the others of its page; its label does without one. */
  readonly id?: string;
  readonly buttons?: readonly ItemButton[];
  /** Called when the item is accepted; an item without it only tells something. */
  readonly run?: () => void;
  /** Stands for what is being found out: Enter on it takes what comes in its place, unless something else is typed before. */
  readonly isPending?: boolean;
}

/** One page of a dialog. Its items are made again whenever something was typed or the page is drawn. */
export interface DialogStep {
  readonly title: string;
  placeHolder(): string;
  /** The text in the box at first. */
  readonly typed?: string;
  /** The items are those for the typed text, in their order: VS Code hides and sorts none. */
  readonly isFiltered?: boolean;
  readonly isBusy?: () => boolean;
  items(typed: string): readonly DialogItem[];
  /** For a page of check boxes: what is ticked when the page is opened, and what happens with what is ticked at the end. */
  readonly ticks?: { isTicked(item: DialogItem): boolean; accept(items: readonly DialogItem[]): void };
  /** Told that the page is left for good, so that what it waits for can be called off. */
  readonly onDidLeave?: () => void;
}

/**
 * A dialog of several pages, with a way back. Each page is a QuickPick of its own: one that was used with check boxes leaves
 * the keyboard's focus in its list.
 */
export class StepDialog {
  readonly #steps: DialogStep[] = [];
  readonly #closed: Promise<void>;
  readonly #settle: () => void;
  #pick: QuickPick<DialogItem> | undefined;
  /** The text for which Enter was pressed while it was being found out what it means. */
  #pendingText: string | undefined;
  /** The user left or finished: late results open nothing again. */
  #isClosed = false;

  constructor() {
    let settle = (): void => undefined;
    this.#closed = new Promise((resolve) => (settle = resolve));
    this.#settle = settle;
  }

  /** Shows a page, and settles when the dialog is closed, however it was. */
  async run(first: DialogStep): Promise<void> {
    this.go(first);
    await this.#closed;
    for (const step of this.#steps) {
      step.onDidLeave?.();
    }
  }

  go(step: DialogStep): void {
    if (this.#isClosed) {
      step.onDidLeave?.();
      return;
    }
    this.#steps.push(step);
    this.#show(step);
  }

  /** To the page before, or out of the dialog from the first one. */
  back(): void {
    if (this.#isClosed) {
      return;
    }
    this.#steps.pop()?.onDidLeave?.();
    this.#showLast();
  }

  /** To the first page. */
  home(): void {
    if (this.#isClosed) {
      return;
    }
    for (const step of this.#steps.splice(1)) {
      step.onDidLeave?.();
    }
    this.#showLast();
  }

  close(): void {
    this.#pick?.hide();
  }

  /** Draws the shown page again, and leaves the focus on its item. */
  redraw(): void {
    const [active] = this.#pick?.activeItems ?? [];
    this.#draw(active);
    if (this.#pick !== undefined && this.#pick.value === this.#pendingText) {
      this.#accept(this.#pick);
    }
  }

  /** A page of check boxes keeps its ticks, and so its items. */
  #draw(active?: DialogItem): void {
    const step = this.#steps.at(-1);
    const pick = this.#pick;
    if (step === undefined || pick === undefined) {
      return;
    }
    pick.busy = step.isBusy?.() ?? false;
    pick.placeholder = step.placeHolder();
    if (step.ticks === undefined) {
      const items = itemsOf(step, pick.value.trim());
      const same = sameItem(items, active);
      pick.items = items;
      if (same !== undefined) {
        pick.activeItems = [same];
      }
    }
  }

  #showLast(): void {
    const step = this.#steps.at(-1);
    if (step === undefined) {
      this.close();
    } else {
      this.#show(step);
    }
  }

  #show(step: DialogStep): void {
    const pick = window.createQuickPick<DialogItem>();
    pick.title = step.title;
    pick.matchOnDescription = true;
    pick.canSelectMany = step.ticks !== undefined;
    pick.buttons = this.#steps.length > 1 ? [QuickInputButtons.Back] : [];
    pick.value = step.typed ?? "";
    // Not in VS Code's types, but in its API.
    Reflect.set(pick, "sortByLabel", step.isFiltered !== true);
    this.#pick = pick;
    this.#pendingText = undefined;
    this.#listen(pick);
    this.#draw();
    if (step.ticks !== undefined) {
      const items = step.items("");
      pick.items = items;
      pick.selectedItems = items.filter((item) => step.ticks?.isTicked(item));
    }
    pick.show();
  }

  /** A page that gives way to another is hidden, too; only when the last one is, the dialog ends. */
  #listen(pick: QuickPick<DialogItem>): void {
    const parts = Disposable.from(
      pick,
      // The typed text picks the best match again.
      pick.onDidChangeValue(() => {
        this.#pendingText = undefined;
        this.#draw();
      }),
      pick.onDidAccept(() => this.#accept(pick)),
      pick.onDidTriggerButton(() => this.back()),
      pick.onDidTriggerItemButton(({ button }) => runButton(button)),
      pick.onDidHide(() => {
        parts.dispose();
        if (pick === this.#pick) {
          this.#pick = undefined;
          this.#isClosed = true;
          this.#settle();
        }
      }),
    );
  }

  #accept(pick: QuickPick<DialogItem>): void {
    const step = this.#steps.at(-1);
    if (step === undefined) {
      return;
    }
    if (step.ticks !== undefined) {
      step.ticks.accept(pick.selectedItems);
      return;
    }
    const item = step.isFiltered === true ? acceptedMatch(pick) : acceptedItem(pick);
    this.#pendingText = item?.isPending === true ? pick.value : undefined;
    item?.run?.();
  }
}

function itemsOf(step: DialogStep, typed: string): readonly DialogItem[] {
  const items = step.items(typed);
  return step.isFiltered === true ? items.map(shownForAnyText) : items;
}

function shownForAnyText(item: DialogItem): DialogItem {
  return item.kind === QuickPickItemKind.Separator ? item : { ...item, alwaysShow: true };
}

function runButton(button: QuickInputButton): void {
  if ("run" in button && typeof button.run === "function") {
    (button as ItemButton).run();
  }
}
