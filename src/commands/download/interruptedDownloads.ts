import type { DownloadLedger, UnfinishedDownload } from "../../files/download/ledger/downloadLedger";
import type { Messages } from "../../host/messages/messages";
import { attempt } from "../shared/attempt";
import type { DownloadRunner } from "./downloadRunner";

interface InterruptedOptions {
  readonly ledger: Pick<DownloadLedger, "unfinished">;
  readonly runner: Pick<DownloadRunner, "continue" | "discard" | "putOff">;
  readonly messages: Pick<Messages, "showFailure">;
  /** Undefined when the question is dismissed. */
  readonly ask: (interrupted: readonly UnfinishedDownload[]) => Promise<"Continue" | "Discard" | undefined>;
}

/** Asks once what is to become of the downloads that the end of VS Code interrupted. Each that fails says so. */
export async function offerInterrupted({ ledger, runner, messages, ask }: InterruptedOptions): Promise<void> {
  const interrupted = (await ledger.unfinished()).filter(({ isPaused }) => !isPaused);
  if (interrupted.length === 0) {
    return;
  }
  const each = (action: string, run: (one: UnfinishedDownload) => Promise<void>) =>
    Promise.all(interrupted.map((one) => attempt(messages, action, () => run(one))));
  switch (await ask(interrupted)) {
    case "Continue":
      await each("continue the download", (one) => runner.continue(one));
      break;
    case "Discard":
      await each("discard the download", (one) => runner.discard(one));
      break;
    case undefined:
      await each("keep the download for later", (one) => runner.putOff(one));
  }
}
