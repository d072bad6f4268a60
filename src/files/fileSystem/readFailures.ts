import type { Uri, WorkspaceFolder } from "vscode";
import { commands, FileSystemError, workspace } from "vscode";
import { COMMANDS } from "../../manifest/commands";
import type { WaysOn } from "../../host/messages/failureWays";
import type { Messages } from "../../host/messages/messages";
import { plainLabel } from "../../text/plainText";
import { ApiError } from "../../http/apiError";
import { addressUri, parseAddress } from "./fileAddress";
import { filesInSight } from "./filesInSight";
import { DOWNLOAD, FileTooLarge, FIRST_BYTES, OPEN_FIRST_BYTES } from "./fileTooLarge";

/** VS Code asks for a file's facts and for its bytes, perhaps more than once; a user has opened it once. */
const ONE_OPENING_MS = 2000;

/**
 * VS Code's editor shows no reason for a file that it can't read, whatever a file system throws. This says it, once for each
 * opening, of a file that an editor in sight is for; what is read for anything else fails silently.
 */
export class ReadFailures {
  readonly #messages: Messages;
  readonly #now: () => number;
  readonly #workspace: Pick<typeof workspace, "workspaceFolders">;
  /** When a failure was last said, by address. */
  readonly #said = new Map<string, number>();
  /** Workspace folders whose failure was said, until they can be read. */
  readonly #saidOfFolders = new Set<string>();

  /** `place` is VS Code's own `workspace`. */
  constructor(
    messages: Messages,
    now: () => number = Date.now,
    place: Pick<typeof workspace, "workspaceFolders"> = workspace,
  ) {
    this.#messages = messages;
    this.#now = now;
    this.#workspace = place;
  }

  /** A file that can be read again is reported again when it fails next. */
  forget(uri: Uri): void {
    this.#saidOfFolders.delete(uri.toString());
  }

  say(uri: Uri, error: unknown): void {
    const folder = (this.#workspace.workspaceFolders ?? []).find((each) => each.uri.toString() === uri.toString());
    if (folder !== undefined) {
      this.#sayOfFolder(folder, error);
      return;
    }
    if (isWordedByEditor(error) || !isInSight(uri)) {
      return;
    }
    const [address, now] = [uri.toString(), this.#now()];
    const isSaid = now - (this.#said.get(address) ?? -Infinity) < ONE_OPENING_MS;
    this.#said.set(address, now);
    if (!isSaid) {
      void this.#messages.showFailure(`read ${nameOf(uri)}`, error, waysOn(uri, error), parseAddress(uri));
    }
  }

  /** The Explorer shows an exclamation mark alone, and asks again and again. */
  #sayOfFolder({ uri, name }: WorkspaceFolder, error: unknown): void {
    const address = uri.toString();
    if (!this.#saidOfFolders.has(address)) {
      this.#saidOfFolders.add(address);
      void this.#messages.showFailure(`read the folder ${plainLabel(name)}`, error, {}, parseAddress(uri));
    }
  }
}

/** Ways out for a file that is too large for an editor, by the buttons' words. */
function waysOn(uri: Uri, error: unknown): WaysOn {
  const address = parseAddress(uri);
  if (!(error instanceof FileTooLarge) || address === undefined) {
    return {};
  }
  const first = addressUri({ ...address, first: FIRST_BYTES });
  const label = `${nameOf(uri)} (first 1 MB)`;
  return {
    [DOWNLOAD]: async () => await commands.executeCommand(COMMANDS.download, uri),
    [OPEN_FIRST_BYTES]: async () => await commands.executeCommand("vscode.open", first, { preview: true }, label),
  };
}

/** An editor says by itself that a file is not there. */
function isWordedByEditor(error: unknown): boolean {
  return error instanceof FileSystemError || (error instanceof ApiError && error.kind === "notFound");
}

function isInSight(uri: Uri): boolean {
  const wanted = uri.toString();
  return filesInSight().some((shown) => shown.toString() === wanted);
}

/** The file's own name, which an address may have had to write otherwise. */
export function nameOf(uri: Uri): string {
  return parseAddress(uri)?.place.at(-1) ?? uri.path.slice(uri.path.lastIndexOf("/") + 1);
}
