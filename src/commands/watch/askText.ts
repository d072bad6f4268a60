import { window } from "vscode";

interface TextQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder: string;
  /** Stands in the box to begin with. */
  readonly value?: string;
  /** Gives the reason why a text is refused; undefined when it is accepted. */
  readonly problem: (text: string) => string | undefined;
}

/** Asks for a text, and says what is wrong while it is typed; of an empty one, once Enter is pressed. Undefined when the user leaves. */
export async function askText({ problem, ...shown }: TextQuestion): Promise<string | undefined> {
  const input = Object.assign(window.createInputBox(), shown);
  const look = (): boolean => {
    input.validationMessage = problem(input.value.trim()) ?? "";
    return input.validationMessage === "";
  };
  try {
    return await new Promise((resolve) => {
      input.onDidChangeValue((text) => {
        if (text.trim() === "") {
          input.validationMessage = "";
        } else {
          look();
        }
      });
      input.onDidAccept(() => look() && resolve(input.value.trim()));
      input.onDidHide(() => resolve(undefined));
      input.show();
    });
  } finally {
    input.dispose();
  }
}
