import { formatDuration } from "../../../text/formatNumbers";
import type { DetailPart, Icon } from "../../contract/entry";
import type { Run } from "../wire/model";

/** As the service spells them; others may come. */
export const RUN_STATUSES = ["RUNNING", "FINISHED", "FAILED", "KILLED", "SCHEDULED"] as const;
type RunStatus = (typeof RUN_STATUSES)[number];

const ICONS: Readonly<Record<RunStatus, Icon>> = {
  RUNNING: { codicon: "sync~spin", color: "charts.blue" },
  FINISHED: { codicon: "pass", color: "charts.green" },
  FAILED: { codicon: "error", color: "charts.red" },
  KILLED: { codicon: "circle-slash", color: "descriptionForeground" },
  SCHEDULED: { codicon: "clock", color: "disabledForeground" },
};
const FINAL: readonly string[] = ["FINISHED", "FAILED", "KILLED"] satisfies RunStatus[];

/** An unknown status counts as an end when there is a time of one. */
export function isFinalRun({ status, endedAt }: Pick<Run, "status" | "endedAt">): boolean {
  return isKnownStatus(status) ? FINAL.includes(status) : endedAt !== undefined;
}

/** A status that is not known gets a plain icon. */
export function statusIcon(status: string): Icon {
  return isKnownStatus(status) ? ICONS[status] : { codicon: "circle-outline" };
}

/** The service's word, as it reads among others: `running`. */
export function statusWord({ status }: Pick<Run, "status">): string {
  return status.toLowerCase().replaceAll("_", " ");
}

/** Seconds from the start to the end, once it has ended. */
export function durationOf({ startedAt, endedAt }: Run): number | undefined {
  return startedAt === undefined || endedAt === undefined ? undefined : Math.max(0, (endedAt - startedAt) / 1000);
}

/** The status, how long the run took and when it ended: "running 12 min", "27 s · yesterday", "failed after 4 min · yesterday". */
export function statusDetail(run: Run): readonly DetailPart[] {
  if (run.status === "RUNNING") {
    return run.startedAt === undefined ? ["running"] : [{ since: run.startedAt, verb: "running" }];
  }
  const ago = run.endedAt ?? run.startedAt;
  const words = statusWords(run);
  return [...(words === "" ? [] : [words]), ...(ago === undefined ? [] : [{ ago }])];
}

/** An icon tells a finished run from the rest; the others get their word, too. */
function statusWords(run: Run): string {
  const duration = durationOf(run);
  const took = duration === undefined ? "" : formatDuration(duration);
  if (run.status === "FINISHED") {
    return took;
  }
  return took === "" ? statusWord(run) : `${statusWord(run)} after ${took}`;
}

function isKnownStatus(status: string): status is RunStatus {
  return RUN_STATUSES.some((known) => known === status);
}
