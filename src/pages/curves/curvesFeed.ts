import type { Clock } from "../../http/clock";
import { PollLoop } from "../../http/pollLoop";
import type { PanelAddress } from "../../sources/contract/panelContent";
import { defined } from "../../text/defined";
import type { CurvesMessage, CurvesReading } from "../../web/curves/model/curveMessages";
import { groupOf } from "../../web/curves/model/curveGroups";
import { runKey } from "../../web/curves/model/curveStore";
import type { PageFailure } from "../../web/pageFailure";
import type { FoundCurves, OpenCurves, RunCurvesReader, ShownRun } from "./curvesReader";
import { SentSeries } from "./sentSeries";

interface CurvesFeedOptions {
  readonly openCurves: OpenCurves;
  readonly post: (message: CurvesMessage) => void;
  readonly wordFailure: (action: string, error: unknown) => PageFailure | undefined;
  readonly clock: Clock;
  /** From one look at a running run to the next, in ms; Infinity where live updates are turned off. */
  readonly interval: () => number;
}

const NOTHING: FoundCurves = {
  series: [],
  notes: [],
  failures: [],
  unread: [],
  points: 0,
  isGoing: false,
  looked: "",
};
/** Histories come whole at each look: the longer they are, the less often. So many points come in an interval, unless it would be too slow. */
const POINTS_EACH = 20_000;
const SLOWEST = 30;
/** Longer than a window lives. */
const NEVER_MS = 2 ** 31 - 1;

/** The curves of a page's runs: read when the page opens their section, and on while it is open and the run goes on. */
export class CurvesFeed {
  readonly #options: CurvesFeedOptions;
  readonly #runs = new Map<string, RunFeed>();
  #isOpen = false;
  /** Groups of metrics that are folded. */
  #folded: ReadonlySet<string> = new Set();

  constructor(options: CurvesFeedOptions) {
    this.#options = options;
  }

  /** The page knows nothing yet: it was made just now. What is known is told again, and only the rest is read. */
  open(shown: readonly ShownRun[]): void {
    this.#isOpen = true;
    this.#runs.forEach((run) => run.forget());
    shown.forEach(({ address }) => this.#runs.get(runKey(address))?.tellKnown());
    this.arrange(shown);
  }

  /** Other groups of metrics are folded: nothing is asked for them. */
  fold(groups: readonly string[]): void {
    this.#folded = new Set(groups);
    if (this.#isOpen) {
      this.#runs.forEach((run) => run.readWanted());
    }
  }

  /** Other runs are on the page, or one has loaded. */
  arrange(shown: readonly ShownRun[]): void {
    if (!this.#isOpen) {
      return;
    }
    const keys = new Set(shown.map(({ address }) => runKey(address)));
    for (const [key, run] of this.#runs) {
      run.setActive(keys.has(key));
    }
    for (const { address, content } of shown.filter((one) => !this.#runs.has(runKey(one.address)))) {
      const isInSight = (name: string) => !this.#folded.has(groupOf(name));
      const run = new RunFeed(address, this.#options.openCurves({ address, content }), { ...this.#options, isInSight });
      this.#runs.set(runKey(address), run);
      run.setActive(true);
    }
  }

  /** Reads everything from the beginning, where the section is open. */
  reload(shown: readonly ShownRun[]): void {
    const isOpen = this.#isOpen;
    this.close();
    this.#runs.clear();
    if (isOpen) {
      this.open(shown);
    }
  }

  /** Ends what is under way; what was read stays for the next time. */
  close(): void {
    this.#isOpen = false;
    this.#runs.forEach((run) => run.setActive(false));
  }
}

interface RunFeedOptions extends CurvesFeedOptions {
  readonly isInSight: (metric: string) => boolean;
}

/** The curves of one run. */
class RunFeed {
  readonly #address: PanelAddress;
  readonly #reader: RunCurvesReader;
  readonly #options: RunFeedOptions;
  readonly #loop: PollLoop;
  readonly #sent = new SentSeries();
  #found = NOTHING;
  #failure: PageFailure | undefined;
  #isRead = false;
  #isDone = false;
  #isActive = false;

  constructor(address: PanelAddress, reader: RunCurvesReader, options: RunFeedOptions) {
    this.#address = address;
    this.#reader = reader;
    this.#options = options;
    this.#loop = new PollLoop({
      clock: options.clock,
      interval: () => Math.min(NEVER_MS, options.interval() * this.#slowness),
      poll: ({ signal }) => this.#read(signal),
      onDidPoll: (_, error) => this.#tellEnd(error),
    });
  }

  get #slowness(): number {
    return Math.min(SLOWEST, Math.max(1, this.#found.points / POINTS_EACH));
  }

  /** Reads at once what has come in sight and was not read yet. */
  readWanted(): void {
    if (this.#isActive && this.#isRead && this.#found.unread.some(this.#options.isInSight)) {
      this.#isDone = false;
      this.#loop.reset();
      this.#loop.setActive(true);
    }
  }

  forget(): void {
    this.#sent.forget();
  }

  tellKnown(): void {
    if (this.#isRead) {
      this.#tell();
    }
  }

  setActive(isActive: boolean): void {
    this.#isActive = isActive;
    if (!isActive && !this.#isRead) {
      // The next time it is read at once.
      this.#loop.reset();
    }
    this.#loop.setActive(isActive && !this.#isDone);
  }

  async #read(signal: AbortSignal): Promise<void> {
    const isFirst = !this.#isRead;
    if (isFirst) {
      this.#tell("");
    }
    // A run that goes on is read quietly: while only some of its files have grown, its curves would change from one to another.
    const onPart = (soFar: FoundCurves, progress: string) => {
      if (isFirst && !signal.aborted) {
        this.#found = soFar;
        this.#tell(progress);
      }
    };
    const found = await this.#reader.read({ signal, onPart, isInSight: this.#options.isInSight });
    signal.throwIfAborted();
    this.#found = found;
  }

  #tellEnd(error: unknown): void {
    this.#failure = error === undefined ? undefined : this.#options.wordFailure("read the curves", error);
    // A failure is tried again where the user says so, or where the run goes on.
    this.#isRead = true;
    this.#isDone = !this.#found.isGoing;
    this.#tell();
    if (this.#isDone) {
      this.#loop.setActive(false);
    }
    if (error === undefined && this.#found.failures.length === 0) {
      // A group may have been opened while others were read.
      this.readWanted();
    }
  }

  #tell(progress?: string): void {
    const { series, notes, failures, unread, isGoing, looked } = this.#found;
    const worded = failures.flatMap(({ action, error }) => this.#options.wordFailure(action, error) ?? []);
    const all = [...(this.#failure === undefined ? [] : [this.#failure]), ...worded];
    const failure = all.find(({ isKeyProblem }) => isKeyProblem) ?? all[0];
    const problems = [...all.filter((one) => one !== failure).map(({ sentence }) => sentence), ...notes];
    const reading: CurvesReading = { problems, unread, isGoing, looked, ...defined({ progress, failure }) };
    const names = series.map(({ name }) => name);
    this.#options.post({ kind: "curves", address: this.#address, series: this.#sent.take(series), names, reading });
  }
}
