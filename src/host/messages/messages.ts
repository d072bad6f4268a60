import type { LogOutputChannel } from "vscode";
import { commands, FileSystemError } from "vscode";
import { failureWays } from "./failureWays";
import type { KeyPlace, WaysOn } from "./failureWays";
import { showError, showWarning } from "./messageBox";
import { ApiError, isKeyProblem } from "../../http/apiError";
import { WordedError } from "../../http/wordedError";
import { cutEnd } from "../../text/cutText";
import { oneLine } from "../../text/plainText";

const MAX_REASON = 300;

const LONGEST_TRACE = 4_000;
/** A line of a stack that names a place in code; VS Code indents these with a tab, Node with spaces. */
const FRAME = /^\s+at .*:\d+:\d+\)?$/;

interface WordedFailure {
  /** "Could not <action>: <reason>." */
  readonly sentence: string;
  readonly isKeyProblem: boolean;
}

/** The one place where an error becomes a message. */
export class Messages {
  readonly #log: LogOutputChannel;

  constructor(log: LogOutputChannel) {
    this.#log = log;
  }

  /**
   * Says "Could not <action>: <reason>", with the way to the log and, for keys, to the keys. What was cancelled is silent.
   * `action` is a verb and its object: "refresh run vanilla". `ways` stand before those. `place` is whose keys are set.
   */
  async showFailure(action: string, error: unknown, ways: WaysOn = {}, place?: KeyPlace): Promise<void> {
    if (isCancellation(error)) {
      return;
    }
    this.#logFailure(action, error);
    const execute = (command: string, ...args: readonly unknown[]) => commands.executeCommand(command, ...args);
    const all = failureWays({ error, ways, place }, execute);
    const choice = await showError(sentenceOf(action, error), ...Object.keys(all));
    await (choice === undefined ? undefined : all[choice]?.());
  }

  /** Words and logs a failure for a page that shows it itself; undefined for what was called off. */
  wordFailure(action: string, error: unknown): WordedFailure | undefined {
    if (isCancellation(error)) {
      return undefined;
    }
    this.#logFailure(action, error);
    const isKeys = error instanceof ApiError && isKeyProblem(error);
    return { sentence: sentenceOf(action, error), isKeyProblem: isKeys };
  }

  /** Keeps a failure that a message only counts, or that is shown where it happened; gives its sentence. */
  logFailure(action: string, error: unknown): string {
    this.#logFailure(action, error);
    return sentenceOf(action, error);
  }

  /** Says what stands in the way of a request that is otherwise fine. */
  async showRefusal(sentence: string): Promise<void> {
    this.#log.warn(sentence);
    await showWarning(sentence);
  }

  /** Keeps what need not interrupt the user. */
  logWarning(sentence: string): void {
    this.#log.warn(sentence);
  }

  #logFailure(action: string, error: unknown): void {
    this.#log.error(sentenceOf(action, error));
    if (!(error instanceof WordedError)) {
      this.#log.error(traceOf(error));
    }
  }
}

/** Where a foreign error came from. Its message is left out, as it may quote a key, an address or a file. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return `Not an error: ${typeof error}`;
  }
  const code: unknown = Reflect.get(error, "code");
  const frames = (error.stack ?? "").split("\n").filter((line) => FRAME.test(line));
  const name = typeof code === "string" ? `${error.name} (${code})` : error.name;
  return [name, ...frames].join("\n").slice(0, LONGEST_TRACE);
}

function sentenceOf(action: string, error: unknown): string {
  return `Could not ${action}: ${reasonOf(error)}.`;
}

/** The user or a newer load canceled it, which needs no message. */
export function isCancellation(error: unknown): boolean {
  return error instanceof Error && (error.name === "AbortError" || error.name === "Canceled");
}

function reasonOf(error: unknown): string {
  return error instanceof WordedError ? error.message : (editorReason(error) ?? "an unexpected error; see the log");
}

/** The sentence of VS Code itself, which names the remedy: settings that can't be written, a full disk. */
function editorReason(error: unknown): string | undefined {
  // VS Code gives this name to the errors that it means the user to read.
  const isExpected = error instanceof Error && (error instanceof FileSystemError || error.name === "CodeExpectedError");
  const text = isExpected ? oneLine(cutEnd(error.message, MAX_REASON)).replace(/[.\s]+$/, "") : "";
  return text === "" ? undefined : text;
}
