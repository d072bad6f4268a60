/** A file as a finder knows it: its path below where one looks, and its bytes when they are known. */
export interface FoundFile {
  readonly path: string;
  readonly size?: number;
}

interface FileMatches<F extends FoundFile> {
  /** The best of them. */
  readonly shown: readonly F[];
  /** How many match in all. */
  readonly total: number;
}

/** The files whose paths have all words of a text in them, whatever the case; those with the words in their names first. */
export function matchingFiles<F extends FoundFile>(files: readonly F[], text: string, most: number): FileMatches<F> {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const named: F[] = [];
  const others: F[] = [];
  for (const file of files) {
    const path = file.path.toLowerCase();
    if (words.every((word) => path.includes(word))) {
      const name = path.slice(path.lastIndexOf("/") + 1);
      (words.every((word) => name.includes(word)) ? named : others).push(file);
    }
  }
  const shown = [...named.slice(0, most), ...others.slice(0, Math.max(0, most - named.length))];
  return { shown, total: named.length + others.length };
}
