import { ApiError } from "./apiError";
import type { BaseUrl } from "./baseUrl";
import type { Clock } from "./clock";
import type { TransportLimits } from "./transport/transport";

interface SpeedContext {
  readonly base: BaseUrl;
  readonly clock: Clock;
  readonly limits: TransportLimits;
}

/** Passes a body on, and gives it up when it drips. The time that the reader takes for itself does not count. */
export async function* leastSpeed(
  body: AsyncIterable<unknown>,
  { base, clock, limits }: SpeedContext,
): AsyncGenerator<unknown, void, undefined> {
  let waited = 0;
  let bytes = 0;
  let since = clock.now();
  for await (const chunk of body) {
    waited += clock.now() - since;
    bytes += chunk instanceof Uint8Array ? chunk.length : 0;
    if (waited >= limits.bodyIdleMs && bytes < limits.leastBytes) {
      throw new ApiError("timeout", `${base.host} sends too slowly`);
    }
    if (waited >= limits.bodyIdleMs) {
      waited = 0;
      bytes = 0;
    }
    yield chunk;
    since = clock.now();
  }
}
