import type { DownloadSummary } from "../files/download/downloadJob";
import type { DownloadProgress } from "../files/download/jobProgress";
import { formatBytes, formatCount, formatDuration } from "../sources/formatNumbers";

const MAX_REASONS = 2;

/** "1.2 GB of 2.5 GB, 84 MB/s, 15 s left, 3 of 10 files". */
export function progressText(progress: DownloadProgress): string {
  const { bytes, totalBytes, files, totalFiles, bytesPerSecond, secondsLeft } = progress;
  const parts = [
    `${formatBytes(bytes)} of ${formatBytes(totalBytes)}`,
    ...(bytesPerSecond > 0 ? [`${formatBytes(bytesPerSecond)}/s`] : []),
    ...(secondsLeft === undefined ? [] : [`${formatDuration(Math.ceil(secondsLeft))} left`]),
    ...(totalFiles > 1 ? [`${formatCount(files)} of ${formatCount(totalFiles)} files`] : []),
  ];
  return parts.join(", ");
}

/** How many came, how many did not and why, and what was tried again. */
export function summaryText({ downloaded, skipped, failed, retried, left, bytes }: DownloadSummary): string {
  const parts = [
    `Downloaded ${files(downloaded.length)} (${formatBytes(bytes)})`,
    ...(skipped.length > 0 ? [`skipped ${files(skipped.length)} that were there`] : []),
    ...(retried.length > 0 ? [`tried ${files(retried.length)} again`] : []),
    ...(left.length > 0 ? [`${files(left.length)} left for later`] : []),
  ];
  const reasons = [...new Set(failed.map(({ error }) => error.message))];
  const more = reasons.length > MAX_REASONS ? "; …" : "";
  const why =
    failed.length === 0 ? "" : ` ${files(failed.length)} failed: ${reasons.slice(0, MAX_REASONS).join("; ")}${more}.`;
  return `${parts.join(", ")}.${why}`;
}

function files(count: number): string {
  return count === 1 ? "1 file" : `${formatCount(count)} files`;
}
