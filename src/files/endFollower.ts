import type { TextDocument, TextEditor } from "vscode";
import { Disposable, Selection, TextEditorRevealType, window, workspace } from "vscode";
import { FILE_SCHEME } from "./fileSystem/fileAddress";

interface End {
  readonly isCursorThere: boolean;
}

/** The log of a run that is under way grows: an editor that is at its end stays there, as in a terminal. */
export class EndFollower implements Disposable {
  /** Editors that are at the end of their file, as it was before it grew. */
  readonly #ends = new Map<TextEditor, End>();
  readonly #listeners: Disposable;

  constructor() {
    this.#listeners = Disposable.from(
      window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.#note(textEditor)),
      window.onDidChangeTextEditorSelection(({ textEditor }) => this.#note(textEditor)),
      window.onDidChangeVisibleTextEditors((shown) => this.#forgetAllBut(shown)),
      workspace.onDidChangeTextDocument(({ document }) => this.#follow(document)),
    );
  }

  dispose(): void {
    this.#listeners.dispose();
    this.#ends.clear();
  }

  #note(editor: TextEditor): void {
    const end = editor.document.uri.scheme === FILE_SCHEME ? endOf(editor) : undefined;
    if (end === undefined) {
      this.#ends.delete(editor);
    } else {
      this.#ends.set(editor, end);
    }
  }

  #forgetAllBut(shown: readonly TextEditor[]): void {
    for (const editor of [...this.#ends.keys()].filter((known) => !shown.includes(known))) {
      this.#ends.delete(editor);
    }
  }

  #follow(document: TextDocument): void {
    for (const [editor, { isCursorThere }] of this.#ends) {
      if (editor.document === document) {
        const { range } = document.lineAt(document.lineCount - 1);
        if (isCursorThere) {
          editor.selection = new Selection(range.end, range.end);
        }
        editor.revealRange(range, TextEditorRevealType.Default);
      }
    }
  }
}

/** A short file is seen to its end without a user who wants it: there, the cursor has to be on the last line. */
function endOf({ document, selection, visibleRanges }: TextEditor): End | undefined {
  const last = document.lineCount - 1;
  const isCursorThere = selection.isEmpty && selection.active.line === last && last > 0;
  const [first] = visibleRanges;
  const isScrolledThere =
    first !== undefined && first.start.line > 0 && visibleRanges.some(({ end }) => end.line >= last);
  return isCursorThere || isScrolledThere ? { isCursorThere } : undefined;
}
