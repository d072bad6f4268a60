import type { QuickInput, QuickInputButton } from "vscode";
import { EventEmitter } from "vscode";

/** A list or a box of VS Code's, as a person uses it. */
export abstract class TestQuickInput implements QuickInput {
  protected readonly accepted = new EventEmitter<void>();
  readonly #value = new EventEmitter<string>();
  readonly #button = new EventEmitter<QuickInputButton>();
  readonly #hidden = new EventEmitter<void>();
  readonly onDidChangeValue = this.#value.event;
  readonly onDidAccept = this.accepted.event;
  readonly onDidTriggerButton = this.#button.event;
  readonly onDidHide = this.#hidden.event;
  value = "";
  placeholder: string | undefined;
  title: string | undefined;
  step: number | undefined;
  totalSteps: number | undefined;
  buttons: readonly QuickInputButton[] = [];
  enabled = true;
  busy = false;
  ignoreFocusOut = false;
  isShown = false;
  /** As VS Code has one list or box at a time. */
  onShow: () => void = () => undefined;

  show(): void {
    this.onShow();
    this.isShown = true;
  }

  hide(): void {
    if (this.isShown) {
      this.isShown = false;
      this.#hidden.fire();
    }
  }

  dispose(): void {
    this.hide();
  }

  type(text: string): void {
    this.value = text;
    this.#value.fire(text);
  }

  /** Presses a button of the title. */
  pressTitle(button: QuickInputButton | undefined): void {
    if (button !== undefined) {
      this.#button.fire(button);
    }
  }
}
