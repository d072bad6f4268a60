import type { LogOutputChannel } from "vscode";
import { commands, window } from "vscode";
import { COMMANDS } from "../contract";
import { ApiError, isKeyProblem } from "../http/apiError";

const SHOW_LOG = "Show Log";
const SET_KEYS = "Set Keys…";

/** The one place where an error becomes a message. */
export class Messages {
  readonly #log: LogOutputChannel;

  constructor(log: LogOutputChannel) {
    this.#log = log;
  }

  /**
   * Says "Could not <action>: <reason>", with the way to the log and, for keys, to the keys. What was cancelled is silent.
   * `action` is a verb and its object: "refresh run vanilla".
   */
  async showFailure(action: string, error: unknown): Promise<void> {
    if (isCancellation(error)) {
      return;
    }
    const sentence = `Could not ${action}: ${reasonOf(error)}.`;
    this.#log.error(sentence);
    if (!(error instanceof ApiError)) {
      this.#log.error(error instanceof Error ? error : String(error));
    }
    const choices = error instanceof ApiError && isKeyProblem(error) ? [SET_KEYS, SHOW_LOG] : [SHOW_LOG];
    const choice = await window.showErrorMessage(sentence, ...choices);
    if (choice !== undefined) {
      await commands.executeCommand(choice === SET_KEYS ? COMMANDS.setKeys : COMMANDS.showLog);
    }
  }

  /** Keeps a failure that a message only counts. */
  logFailure(action: string, error: unknown): void {
    this.#log.error(`Could not ${action}: ${reasonOf(error)}.`);
  }

  /** Says what stands in the way of a request that is otherwise fine. */
  async showRefusal(sentence: string): Promise<void> {
    this.#log.warn(sentence);
    await window.showWarningMessage(sentence);
  }
}

/** Whether somebody called the thing off, which needs no message. */
export function isCancellation(error: unknown): boolean {
  return error instanceof Error && (error.name === "AbortError" || error.name === "Canceled");
}

function reasonOf(error: unknown): string {
  return error instanceof ApiError ? error.message : "an unexpected error, which the log tells more of";
}
