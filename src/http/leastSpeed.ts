import { ApiError } from "./apiError";
import type { BaseUrl } from "./baseUrl";
import type { Clock } from "./clock";
import type { TransportLimits } from "./transport/transport";

interface SpeedContext {
  readonly base: BaseUrl;
  readonly clock: Clock;
  readonly limits: TransportLimits;
}

/** Gives a body up when it drips. The time that the reader takes for itself does not count. */
export class LeastSpeed {
  readonly #context: SpeedContext;
  #waited = 0;
  #bytes = 0;
  #since: number;

  constructor(context: SpeedContext) {
    this.#context = context;
    this.#since = context.clock.now();
  }

  /** Takes what has come. @throws ApiError (timeout) when that is too little for the time. */
  note(bytes: number): void {
    const { base, clock, limits } = this.#context;
    this.#waited += clock.now() - this.#since;
    this.#bytes += bytes;
    if (this.#waited < limits.bodyIdleMs) {
      return;
    }
    if (this.#bytes < limits.leastBytes) {
      throw new ApiError("timeout", `${base.host} sends too slowly`);
    }
    this.#waited = 0;
    this.#bytes = 0;
  }

  /** The reader waits again. */
  goOn(): void {
    this.#since = this.#context.clock.now();
  }
}
