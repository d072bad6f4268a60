import type { InputBox, QuickInputButton } from "vscode";
import { EventEmitter } from "vscode";

/** A box of VS Code's that a text is typed into, as a person uses it. */
export class TestInput implements InputBox {
  readonly #value = new EventEmitter<string>();
  readonly #accepted = new EventEmitter<void>();
  readonly #button = new EventEmitter<QuickInputButton>();
  readonly #hidden = new EventEmitter<void>();
  readonly onDidChangeValue = this.#value.event;
  readonly onDidAccept = this.#accepted.event;
  readonly onDidTriggerButton = this.#button.event;
  readonly onDidHide = this.#hidden.event;
  value = "";
  valueSelection: readonly [number, number] | undefined;
  placeholder: string | undefined;
  password = false;
  prompt: string | undefined;
  validationMessage: InputBox["validationMessage"];
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

  /** Types a text, and presses Enter. */
  enter(text: string): void {
    this.type(text);
    this.#accepted.fire();
  }

  press(button: QuickInputButton | undefined): void {
    if (button !== undefined) {
      this.#button.fire(button);
    }
  }
}
