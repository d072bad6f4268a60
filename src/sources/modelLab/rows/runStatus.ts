import { formatDuration } from "../../../text/formatNumbers";
import type { Run, RunStatus } from "../wire/model";
import { RUN_STATUSES, UNKNOWN_TIME } from "../wire/model";
import type { DetailPart, Icon } from "../../contract/entry";

const ICONS: Readonly<Record<RunStatus, Icon>> = {
  pending: { codicon: "clock", color: "disabledForeground" },
  running: { codicon: "sync~spin", color: "charts.blue" },
  completed: { codicon: "pass", color: "charts.green" },
  failed: { codicon: "error", color: "charts.red" },
  killed: { codicon: "circle-slash", color: "descriptionForeground" },
  unresponsive: { codicon: "warning", color: "charts.yellow" },
  paused: { codicon: "debug-pause", color: "charts.yellow" },
};
/** A run that is paused may go on; one that does not respond may, or may be found to have failed. */
const FINAL: readonly string[] = ["completed", "failed", "killed"] satisfies RunStatus[];
/** Statuses whose duration is the time that was lost: "failed after 4 min". */
const ENDED_BADLY: readonly string[] = ["failed", "killed", "unresponsive"];

/** An unknown status counts as an end when there is a time of one. */
export function isFinalRun({ status, completedAt }: Pick<Run, "status" | "completedAt">): boolean {
  return isKnownStatus(status) ? FINAL.includes(status) : completedAt !== undefined;
}

/** The icon of a status; a status that the service has learnt since gets a plain one. */
export function statusIcon(status: string): Icon {
  return isKnownStatus(status) ? ICONS[status] : { codicon: "circle-outline" };
}

/** The status, how long the run took and when it ended: "running 12 min", "27 s · yesterday", "failed after 4 min · yesterday". */
export function statusDetail(run: Run): readonly DetailPart[] {
  if (run.status === "running") {
    const since = run.startedAt ?? run.createdAt;
    return since === UNKNOWN_TIME ? ["running"] : [{ since, verb: "running" }];
  }
  const ago = run.completedAt ?? run.startedAt ?? run.createdAt;
  const words = statusWords(run);
  return [...(words === "" ? [] : [words]), ...(ago === UNKNOWN_TIME ? [] : [{ ago }])];
}

/** An icon tells a completed run from the rest; the others get their word, too. */
function statusWords({ status, durationSeconds }: Run): string {
  const took = durationSeconds === undefined ? "" : formatDuration(durationSeconds);
  if (status === "completed" || took === "") {
    return status === "completed" ? took : status;
  }
  return `${status}${ENDED_BADLY.includes(status) ? " after " : " · "}${took}`;
}

function isKnownStatus(status: string): status is RunStatus {
  return RUN_STATUSES.some((known) => known === status);
}
