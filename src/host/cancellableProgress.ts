import { ProgressLocation, window } from "vscode";

/** Shows a notification while `work` runs; its Cancel aborts the signal. `report` replaces the text behind the title. */
export async function withCancellableProgress<T>(
  title: string,
  work: (signal: AbortSignal, report: (message: string) => void) => Promise<T>,
): Promise<T> {
  const location = ProgressLocation.Notification;
  return await window.withProgress({ location, cancellable: true, title }, async (progress, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    return await work(controller.signal, (message) => progress.report({ message }));
  });
}
