import { setTimeout as pause } from "node:timers/promises";
import { ProgressLocation, window } from "vscode";
import { plainMessage } from "../../text/plainText";

/** Shorter work needs no notification, which would stay for a second. */
const SOON_MS = 600;

/** Replaces the text behind the title and, where it is known how much is done (0 to 1), draws the bar so far. */
type Report = (message: string, done?: number) => void;

/** Shows a notification while `work` runs; its Cancel aborts the signal. */
export async function withCancellableProgress<T>(
  title: string,
  work: (signal: AbortSignal, report: Report) => Promise<T>,
): Promise<T> {
  const location = ProgressLocation.Notification;
  return await window.withProgress(
    { location, cancellable: true, title: plainMessage(title) },
    async (progress, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      let percent = 0;
      return await work(controller.signal, (message, done = 0) => {
        const increment = Math.max(0, done * 100 - percent);
        percent += increment;
        progress.report({ message: plainMessage(message), ...(increment > 0 ? { increment } : {}) });
      });
    },
  );
}

/** As `withCancellableProgress`, but shows nothing of work that is soon done. */
export async function withLateProgress<T>(
  title: string,
  work: (signal: AbortSignal, report: Report) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let last: Parameters<Report> | undefined;
  let shown: Report = (...report) => (last = report);
  const running = work(controller.signal, (...report) => shown(...report));
  const isSoonDone = await Promise.race([running.then(() => true), pause(SOON_MS, false, { ref: false })]);
  if (isSoonDone) {
    return await running;
  }
  return await withCancellableProgress(title, async (cancelled, report) => {
    cancelled.addEventListener("abort", () => controller.abort(), { once: true });
    shown = report;
    if (last !== undefined) {
      report(...last);
    }
    return await running;
  });
}
