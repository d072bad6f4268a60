import type { CallOptions } from "../contract/entry";

/** Lets one of several pieces of work fail on its own. @throws the signal's reason when aborted: that is an end to all. */
export async function settle<T>(work: Promise<T>, { signal }: CallOptions): Promise<PromiseSettledResult<T>> {
  const [result] = await Promise.allSettled([work]);
  signal.throwIfAborted();
  return result;
}
