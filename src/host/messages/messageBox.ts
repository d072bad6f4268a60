import type { MessageOptions } from "vscode";
import { window } from "vscode";
import { plainMessage } from "../../text/plainText";

/**
 * VS Code's messages, for sentences with names and reasons from outside: nothing in them becomes a link. No other file may show
 * one: lint says so. Options may stand before the choices; undefined when none was chosen.
 */
export async function showInformation<T extends string>(
  text: string,
  ...rest: (MessageOptions | T)[]
): Promise<T | undefined> {
  return await window.showInformationMessage(plainMessage(text), optionsOf(rest), ...choicesOf(rest));
}

export async function showWarning<T extends string>(
  text: string,
  ...rest: (MessageOptions | T)[]
): Promise<T | undefined> {
  return await window.showWarningMessage(plainMessage(text), optionsOf(rest), ...choicesOf(rest));
}

export async function showError<T extends string>(
  text: string,
  ...rest: (MessageOptions | T)[]
): Promise<T | undefined> {
  return await window.showErrorMessage(plainMessage(text), optionsOf(rest), ...choicesOf(rest));
}

function optionsOf([first]: readonly (MessageOptions | string)[]): MessageOptions {
  const options = typeof first === "object" ? first : {};
  return options.detail === undefined ? options : { ...options, detail: plainMessage(options.detail) };
}

function choicesOf<T extends string>(rest: readonly (MessageOptions | T)[]): readonly T[] {
  return rest.filter((one): one is T => typeof one === "string");
}
