import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";

/** What windows of tests show: themes and icons, the languages of a run's files, notebooks, pictures, and previews of Markdown. */
const NEEDED = [
  "theme-defaults",
  "theme-seti",
  "ipynb",
  "json",
  "log",
  "markdown-basics",
  "markdown-language-features",
  "media-preview",
  "python",
  "yaml",
];

/**
 * Links those of VS Code's own extensions that tests need into a folder. All hundred, Copilot and TypeScript among them, take
 * more than half of the processor time in which a window opens.
 */
export function linkBuiltInExtensions(server: string, folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const name of NEEDED) {
    const link = join(folder, name);
    if (!existsSync(link)) symlinkSync(join(server, "extensions", name), link, "junction");
  }
  return folder;
}
