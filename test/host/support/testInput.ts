import type { InputBox } from "vscode";
import { TestQuickInput } from "./testQuickInput";

/** A box of VS Code's that a text is typed into, as a person uses it. */
export class TestInput extends TestQuickInput implements InputBox {
  valueSelection: readonly [number, number] | undefined;
  password = false;
  prompt: string | undefined;
  validationMessage: InputBox["validationMessage"];

  /** Types a text, and presses Enter. */
  enter(text: string): void {
    this.type(text);
    this.accepted.fire();
  }
}
