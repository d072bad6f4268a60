interface Ending {
  dispose(): unknown;
}

/** Files that notify of changes, once they are watched. `Name` is a URI, of which only the text counts. */
export interface ChangingFiles<Name> {
  watch(name: Name, options: { readonly recursive: boolean }): Ending;
  onDidChangeFile(listener: (changes: readonly { readonly uri: Name }[]) => void): Ending;
}

/** Watches one file for what is made of it, until disposed. */
export function watchOriginal<Name extends { toString(): string }>(
  files: ChangingFiles<Name>,
  original: Name,
  onChanged: () => void,
): Ending {
  const text = original.toString();
  const listening = files.onDidChangeFile((changes) => {
    if (changes.some(({ uri }) => uri.toString() === text)) {
      onChanged();
    }
  });
  const watching = files.watch(original, { recursive: false });
  return {
    dispose: () => {
      watching.dispose();
      listening.dispose();
    },
  };
}
