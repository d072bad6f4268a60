import type { DocumentSelector } from "vscode";
import { FILE_SCHEME } from "../files/fileSystem/fileAddress";

const SCHEMES = ["file", "untitled", "vscode-notebook-cell", "vscode-vfs", FILE_SCHEME];

/** The texts that are looked through for links. */
export const LINKED_TEXTS: DocumentSelector = SCHEMES.map((scheme) => ({ scheme }));
