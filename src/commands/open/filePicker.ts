import type { QuickPick, QuickPickItem } from "vscode";
import { Disposable, ThemeIcon, window } from "vscode";
import { isCancellation } from "../../host/messages/messages";
import { plainLabel } from "../../text/plainText";
import { formatBytes, formatCount } from "../../text/formatNumbers";
import { acceptedMatch } from "../shared/pickItems";
import type { FoundFile } from "./fileMatches";
import { matchingFiles } from "./fileMatches";

/** More than a user reads; typing more of the path finds the others. */
const MOST_SHOWN = 200;

export interface FoundFiles<F extends FoundFile> {
  readonly files: readonly F[];
  /** Sentences about directories that could not be listed. */
  readonly failures: readonly string[];
  /** Sentences about files that are left out. */
  readonly leftOut: readonly string[];
}

interface FilePickerOptions<F extends FoundFile> {
  readonly title: string;
  /** Lists all files, and tells now and then how many it has found. */
  readonly list: (signal: AbortSignal, onFound: (files: number) => void) => Promise<FoundFiles<F>>;
  readonly onDidPick: (file: F) => void;
  readonly onDidFail: (error: unknown) => void;
}

interface FileItem<F extends FoundFile> extends QuickPickItem {
  readonly file?: F;
}

/** A box that finds one of many files by parts of its path. */
export class FilePicker<F extends FoundFile> implements Disposable {
  readonly #options: FilePickerOptions<F>;
  readonly #box: QuickPick<FileItem<F>>;
  readonly #end = new AbortController();
  readonly #parts: Disposable;
  #found: FoundFiles<F> = { files: [], failures: [], leftOut: [] };

  constructor(options: FilePickerOptions<F>) {
    this.#options = options;
    this.#box = window.createQuickPick<FileItem<F>>();
    this.#parts = Disposable.from(
      this.#box.onDidChangeValue(() => this.#draw()),
      this.#box.onDidAccept(() => this.#accept()),
      this.#box.onDidHide(() => this.dispose()),
      this.#box,
    );
    this.#box.title = options.title;
    this.#box.busy = true;
    // The best match stands first; VS Code would sort through them by how labels match. Not in its types, but in its API.
    Reflect.set(this.#box, "sortByLabel", false);
    this.#say("Listing the files");
    this.#box.show();
    void this.#list();
  }

  dispose(): void {
    this.#end.abort();
    this.#parts.dispose();
  }

  async #list(): Promise<void> {
    const { signal } = this.#end;
    const onFound = (files: number): void => this.#say(`Listing the files: ${formatCount(files)} so far`);
    try {
      this.#found = await this.#options.list(signal, onFound);
      signal.throwIfAborted();
      this.#box.busy = false;
      this.#say(`Parts of the path, among ${formatCount(this.#found.files.length)} files`);
      this.#draw();
    } catch (error) {
      if (!signal.aborted && !isCancellation(error)) {
        this.dispose();
        this.#options.onDidFail(error);
      }
    }
  }

  #say(placeholder: string): void {
    this.#box.placeholder = placeholder;
  }

  #draw(): void {
    const text = this.#box.value;
    const { shown, total } = matchingFiles(this.#found.files, text, MOST_SHOWN);
    const more = total - shown.length;
    this.#box.items = [
      ...shown.map((file) => itemOf(file)),
      ...(more > 0 ? [note(`${formatCount(more)} more match`, "ellipsis")] : []),
      ...(total === 0 && !this.#box.busy ? [note(emptyWords(text), "circle-slash")] : []),
      ...this.#found.failures.map((failure) => note(failure, "error")),
      ...this.#found.leftOut.map((sentence) => note(sentence, "warning")),
    ];
  }

  #accept(): void {
    const file = acceptedMatch(this.#box)?.file;
    if (file !== undefined) {
      this.#box.hide();
      this.#options.onDidPick(file);
    }
  }
}

function itemOf<F extends FoundFile>(file: F): FileItem<F> {
  const end = file.path.lastIndexOf("/");
  const size = file.size === undefined ? [] : [formatBytes(file.size)];
  const description = [file.path.slice(0, Math.max(0, end)), ...size].filter(Boolean).join(" · ");
  const label = plainLabel(file.path.slice(end + 1));
  return { label, description: plainLabel(description), iconPath: ThemeIcon.File, alwaysShow: true, file };
}

function note(label: string, codicon: string): QuickPickItem {
  return { label: plainLabel(label), iconPath: new ThemeIcon(codicon), alwaysShow: true };
}

function emptyWords(text: string): string {
  return text.trim() === "" ? "There are no files" : `No path has “${text.trim()}” in it`;
}
