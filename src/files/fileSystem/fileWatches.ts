import type { Uri } from "vscode";
import { Disposable } from "vscode";
import type { PollLoopOptions } from "../../http/pollLoop";
import { PollLoop } from "../../http/pollLoop";
import type { CallOptions } from "../../sources/contract/entry";

/** Files that are asked for in one poll. */
const MOST_FILES = 10;

export interface FileWatchesOptions extends Pick<PollLoopOptions, "clock" | "interval"> {
  /** The user would see a change: the window has the focus, and following is not switched off. */
  readonly isWanted: () => boolean;
  /** The files that an editor in sight is for. */
  readonly inSight: () => readonly Uri[];
  /** Asks whether some files have changed. */
  readonly check: (uris: readonly Uri[], options: CallOptions) => Promise<void>;
}

interface Watched {
  readonly text: string;
  readonly isRecursive: boolean;
}

/** Requests again and again the files that VS Code watches and the user sees; no others. */
export class FileWatches {
  readonly #options: FileWatchesOptions;
  readonly #watched = new Set<Watched>();
  readonly #loop: PollLoop;

  constructor(options: FileWatchesOptions) {
    this.#options = options;
    this.#loop = new PollLoop({
      ...options,
      poll: (call) => options.check(this.#wanted(), call),
      onDidPoll: () => undefined,
    });
  }

  /** As a file system's `watch` is asked to. */
  watch(uri: Uri, isRecursive: boolean): Disposable {
    const watched = { text: uri.toString(), isRecursive };
    this.#watched.add(watched);
    this.follow();
    return new Disposable(() => {
      this.#watched.delete(watched);
      this.follow();
    });
  }

  /** To be called when what is in sight, or whether it is wanted, may have changed. */
  follow(): void {
    this.#loop.setActive(this.#options.isWanted() && this.#wanted().length > 0);
  }

  /** As `follow`, at once: a wait that was begun may be an hour's. */
  restart(): void {
    this.#loop.reset();
    this.follow();
  }

  dispose(): void {
    this.#loop.setActive(false);
  }

  #wanted(): readonly Uri[] {
    const seen = new Map(this.#options.inSight().map((uri) => [uri.toString(), uri]));
    const watched = [...this.#watched];
    const isWatched = (name: string) =>
      watched.some(({ text, isRecursive }) => name === text || (isRecursive && name.startsWith(`${text}/`)));
    return [...seen].flatMap(([name, uri]) => (isWatched(name) ? [uri] : [])).slice(0, MOST_FILES);
  }
}
