import { homedir } from "node:os";
import { Uri, window, workspace } from "vscode";
import type { PagesHost } from "./pagesHost";

const SAVED_MS = 3_000;
const FILTERS = { png: { "PNG picture": ["png"] }, svg: { "SVG picture": ["svg"] } };

interface NewPicture {
  /** Without an ending. */
  readonly name: string;
  readonly format: "png" | "svg";
  /** A PNG as a data URL, or the text of an SVG. */
  readonly data: string;
}

/** Asks where to write a picture, in the workspace unless another place is chosen. */
export async function savePicture(
  host: Pick<PagesHost, "showFailure">,
  { name, format, data }: NewPicture,
): Promise<void> {
  const folder = workspace.workspaceFolders?.find(({ uri }) => workspace.fs.isWritableFileSystem(uri.scheme))?.uri;
  const defaultUri = Uri.joinPath(folder ?? Uri.file(homedir()), `${name}.${format}`);
  try {
    const target = await window.showSaveDialog({ title: "Save Picture", defaultUri, filters: FILTERS[format] });
    if (target !== undefined) {
      await workspace.fs.writeFile(target, bytesOf(format, data));
      window.setStatusBarMessage("$(check) Saved the picture", SAVED_MS);
    }
  } catch (error) {
    await host.showFailure("save the picture", error);
  }
}

function bytesOf(format: NewPicture["format"], data: string): Uint8Array {
  return format === "svg" ? Buffer.from(data) : Buffer.from(data.slice(data.indexOf(",") + 1), "base64");
}
