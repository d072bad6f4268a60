import type { Tab, Uri } from "vscode";
import { FileSystemError, TabInputCustom, TabInputText, TabInputTextDiff, window } from "vscode";
import type { Messages } from "../host/messages";
import { ApiError } from "../http/apiError";
import { nameOf, originalUri } from "./sorted/sortedAddress";

/** VS Code asks for a file's facts and for its bytes, perhaps more than once; a user has opened it once. */
const ONE_OPENING_MS = 2000;

/**
 * VS Code's editor shows no reason for a file that it can't read, whatever a file system throws. This says it, once for each
 * opening, of a file that an editor in sight is for; what is read for anything else fails silently.
 */
export class ReadFailures {
  readonly #messages: Messages;
  readonly #now: () => number;
  /** When a failure was last said, by address. */
  readonly #said = new Map<string, number>();

  constructor(messages: Messages, now: () => number = Date.now) {
    this.#messages = messages;
    this.#now = now;
  }

  say(uri: Uri, error: unknown): void {
    if (isWordedByEditor(error) || !isInSight(uri)) {
      return;
    }
    const [address, now] = [uri.toString(), this.#now()];
    const isSaid = now - (this.#said.get(address) ?? -Infinity) < ONE_OPENING_MS;
    this.#said.set(address, now);
    if (!isSaid) {
      void this.#messages.showFailure(`read ${nameOf(uri)}`, error);
    }
  }
}

/** An editor says by itself that a file is not there. */
function isWordedByEditor(error: unknown): boolean {
  return error instanceof FileSystemError || (error instanceof ApiError && error.kind === "notFound");
}

function isInSight(uri: Uri): boolean {
  const wanted = uri.toString();
  const tabs = window.tabGroups.all.flatMap(({ activeTab }) => activeTab ?? []);
  return tabs.flatMap(filesOf).some((shown) => (originalUri(shown) ?? shown).toString() === wanted);
}

function filesOf({ input }: Tab): readonly Uri[] {
  if (input instanceof TabInputTextDiff) {
    return [input.original, input.modified];
  }
  return input instanceof TabInputText || input instanceof TabInputCustom ? [input.uri] : [];
}
