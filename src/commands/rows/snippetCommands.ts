import type { Disposable, TextEditor } from "vscode";
import { Range, window, workspace } from "vscode";
import { userShell } from "../../host/userShell";
import { copyText } from "../../host/messages/copyText";
import { COMMANDS } from "../../manifest/commands";
import { ApiError } from "../../http/apiError";
import type { Snippet } from "../../sources/contract/source";
import type { ExplorerView } from "../../tree/explorerView";
import type { EntryRow, Row } from "../../tree/model/row";
import { withAbility } from "../../tree/model/row";
import type { RegisterCommand } from "../shared/commandRegistry";
import { indentedAt } from "./indentedAt";
import { targetRows } from "../shared/rowTargets";

const CELL_SCHEME = "vscode-notebook-cell";

/** "Copy Load Snippet…" and "Insert Load Snippet…": code that loads what a row stands for. */
export function registerSnippetCommands(register: RegisterCommand, views: readonly ExplorerView[]): Disposable[] {
  const accepts = withAbility("snippets");
  const askSnippet = async (called: readonly Row[], title: string) => {
    const [row] = await targetRows(views, called, {
      accepts,
      title,
      none: "No loaded row has a snippet that loads it.",
    });
    return row === undefined ? undefined : await pickSnippet(row, title);
  };
  return [
    register(COMMANDS.copyLoadSnippet, "copy the snippet", async (called) => {
      const snippet = await askSnippet(called, "Copy Load Snippet");
      if (snippet !== undefined) {
        await copyText(snippet.text);
      }
    }),
    register(COMMANDS.insertLoadSnippet, "insert the snippet", async (called) => {
      // A user with nowhere to put it should not have to choose one first.
      const editor = writableEditor();
      const snippet = await askSnippet(called, "Insert Load Snippet");
      if (snippet !== undefined) {
        await insert(snippet.text, editor);
      }
    }),
  ];
}

async function pickSnippet({ source, entry }: EntryRow, title: string): Promise<Snippet | undefined> {
  const snippets = source.snippets?.of(entry, userShell()) ?? [];
  if (snippets.length < 2) {
    return snippets[0];
  }
  const items = snippets.map((snippet) => ({ label: snippet.title, detail: `Needs ${snippet.needs}`, snippet }));
  const picked = await window.showQuickPick(items, {
    title: `${title}: ${entry.name}`,
    placeHolder: "Select a library",
  });
  return picked?.snippet;
}

/** @throws ApiError when there is no editor that can be written to. A cell of a notebook is one. */
function writableEditor(): TextEditor {
  const editor = window.activeTextEditor;
  if (editor === undefined) {
    throw new ApiError("badRequest", "no editor is open; put the cursor where it should go");
  }
  const { uri } = editor.document;
  if (workspace.fs.isWritableFileSystem(uri.scheme) === false || uri.scheme === "output") {
    throw new ApiError("badRequest", `${uri.path.slice(uri.path.lastIndexOf("/") + 1)} can only be read`);
  }
  return editor;
}

async function insert(text: string, editor: TextEditor): Promise<void> {
  const { document, selection } = editor;
  const before = document.getText(new Range(selection.start.with({ character: 0 }), selection.start));
  const isDone = await editor.edit((edit) => edit.replace(selection, indentedAt(before, text)));
  if (!isDone) {
    throw new ApiError("badRequest", "the editor rejected the edit");
  }
  // A notebook's cell has the cursor already, or shows that it was written to; it is no document to open alone.
  if (document.uri.scheme !== CELL_SCHEME) {
    await window.showTextDocument(document, editor.viewColumn);
  }
}
