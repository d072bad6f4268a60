/** Below that, more at once bring nothing: the work is the machine's own, or the service's. */
const LONG_ANSWER_MS = 20;
const FEWEST = 8;
/** Answers that are late because this process has no time for them come no sooner when there are more of them. */
const BUSY_SHARE = 0.7;
/** Unless a setting says otherwise. */
export const MOST_CONNECTIONS = 32;

/**
 * How many small files a download asks for at once. It grows where answers take long and no longer for being more, up to a
 * limit, and falls when the service limits requests.
 */
export class ConnectionLimit {
  readonly #most: number;
  readonly #busyShare: () => number;
  #times: number[] = [];
  #fastest = Infinity;
  #limit: number;
  #hasBeenRefused = false;

  /** @param busyShare How much of the time since the last call this process worked: 1 for all of it. */
  constructor(most: number, busyShare = measureBusyShare()) {
    this.#busyShare = busyShare;
    this.#most = Math.max(1, most);
    this.#limit = Math.min(FEWEST, this.#most);
  }

  get value(): number {
    return this.#limit;
  }

  /** @param ms From a request to the file's end. */
  noteAnswer(ms: number): void {
    this.#times.push(ms);
    if (this.#times.length < this.#limit) {
      return;
    }
    const [middle = 0] = this.#times.sort((a, b) => a - b).slice(this.#times.length >> 1);
    this.#times = [];
    this.#fastest = Math.min(this.#fastest, middle);
    if (middle > this.#fastest * 3) {
      this.#limit = Math.max(1, Math.floor(this.#limit * 0.75));
    } else if (middle >= LONG_ANSWER_MS && middle < this.#fastest * 2 && this.#mayGrow()) {
      this.#limit = Math.min(this.#most, this.#limit * 2);
    }
  }

  #mayGrow(): boolean {
    return !this.#hasBeenRefused && this.#limit < this.#most && this.#busyShare() < BUSY_SHARE;
  }

  noteRefusal(): void {
    this.#hasBeenRefused = true;
    this.#times = [];
    this.#limit = Math.max(1, Math.floor(this.#limit / 2));
  }
}

/** By the processor's time: how long an event loop waits is not known in every host. */
function measureBusyShare(): () => number {
  const workedMs = (): number => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };
  let before = { at: performance.now(), worked: workedMs() };
  return () => {
    const { at, worked } = before;
    before = { at: performance.now(), worked: workedMs() };
    return (before.worked - worked) / (before.at - at);
  };
}
