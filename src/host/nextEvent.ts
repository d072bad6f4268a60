import type { Event } from "vscode";

/** Waits for the first of some events, or until the signal is aborted. */
export async function nextEvent(events: readonly Event<unknown>[], signal: AbortSignal): Promise<void> {
  if (signal.aborted) {
    return;
  }
  await new Promise<void>((resolve) => {
    const end = (): void => {
      listeners.forEach((listener) => void listener.dispose());
      signal.removeEventListener("abort", end);
      resolve();
    };
    const listeners = events.map((event) => event(end));
    signal.addEventListener("abort", end);
  });
}
