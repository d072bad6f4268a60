import type { QuickPick, QuickPickItem, QuickPickItemButtonEvent } from "vscode";
import { EventEmitter } from "vscode";
import { waitUntil } from "../../ui/support/waitUntil";
import { TestQuickInput } from "./testQuickInput";

/** A list of VS Code's as a person uses it: what it shows is kept, and a test types, chooses and leaves. */
export class TestPick<T extends QuickPickItem = QuickPickItem> extends TestQuickInput implements QuickPick<T> {
  readonly #itemButton = new EventEmitter<QuickPickItemButtonEvent<T>>();
  readonly #active = new EventEmitter<readonly T[]>();
  readonly #selection = new EventEmitter<readonly T[]>();
  readonly onDidTriggerItemButton = this.#itemButton.event;
  readonly onDidChangeActive = this.#active.event;
  readonly onDidChangeSelection = this.#selection.event;
  items: readonly T[] = [];
  activeItems: readonly T[] = [];
  selectedItems: readonly T[] = [];
  canSelectMany = false;
  matchOnDescription = false;
  matchOnDetail = false;

  get labels(): readonly string[] {
    return this.items.map(({ label }) => label);
  }

  /** Waits for an item whose label holds a text. */
  async item(label: string): Promise<T> {
    return await waitUntil(
      () => this.items.find((item) => item.label.includes(label)),
      () => Promise.resolve(`${label} among ${this.labels.join(" | ")}`),
    );
  }

  /** Chooses the items whose labels hold these texts, and presses Enter. */
  async accept(...labels: readonly string[]): Promise<void> {
    const chosen = await Promise.all(labels.map((label) => this.item(label)));
    this.activeItems = chosen.slice(0, 1);
    this.selectedItems = chosen;
    this.accepted.fire();
  }

  /** Presses Enter ahead of the window: the focus is still on the item of the list that it shows. */
  acceptAhead(focused: T | undefined): void {
    this.activeItems = focused === undefined ? [] : [focused];
    // VS Code tells which place of the list before is selected, and takes the item there of the new list.
    this.selectedItems = this.items.slice(1, 2);
    this.accepted.fire();
  }

  /** Presses the button of an item, by its tooltip. */
  async press(label: string, tooltip: string): Promise<void> {
    const item = await this.item(label);
    const button = item.buttons?.find((each) => each.tooltip === tooltip);
    if (button === undefined) {
      throw new Error(`${label} has no button ${tooltip}`);
    }
    this.#itemButton.fire({ item, button });
  }
}
