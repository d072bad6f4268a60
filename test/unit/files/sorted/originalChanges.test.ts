import assert from "node:assert/strict";
import type { ChangingFiles } from "../../../../src/files/sorted/originalChanges";
import { watchOriginal } from "../../../../src/files/sorted/originalChanges";

const LOG = "mlartifact:/modelLab/test/project/1/run/7/trainer_state.json";

/** Files that tell only of what is watched, as those of a running run do. */
class WatchedFiles implements ChangingFiles<string> {
  readonly watched: string[] = [];
  readonly #listeners = new Set<(changes: readonly { readonly uri: string }[]) => void>();

  watch(name: string, { recursive }: { readonly recursive: boolean }) {
    this.watched.push(`${name}${recursive ? "/**" : ""}`);
    return { dispose: () => void this.watched.splice(this.watched.indexOf(name), 1) };
  }

  onDidChangeFile(listener: (changes: readonly { readonly uri: string }[]) => void) {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  change(...names: readonly string[]): void {
    this.#listeners.forEach((listener) => listener(names.map((uri) => ({ uri }))));
  }
}

describe("What is made of a file of a run", () => {
  it("is watched as the file is, told of its changes alone, and left in the end", () => {
    const files = new WatchedFiles();
    let told = 0;
    const watch = watchOriginal(files, LOG, () => (told += 1));
    assert.deepEqual(files.watched, [LOG]);
    files.change(`${LOG}x`, "mlartifact:/modelLab/test/project/1/run/8/trainer_state.json");
    assert.equal(told, 0);
    files.change("mlartifact:/other", LOG);
    assert.equal(told, 1);
    watch.dispose();
    files.change(LOG);
    assert.deepEqual([told, files.watched], [1, []]);
  });
});
