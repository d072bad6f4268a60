import type { Uri } from "vscode";
import type { DownloadSummary, FailedItem } from "../../files/download/downloadJob";
import type { DownloadPlan, PlanFailure } from "../../files/download/downloadPlan";
import { leftOutText } from "../../files/download/leftOutText";
import type { DownloadProgress } from "../../files/download/jobProgress";
import { formatBytes, formatCount, formatDuration } from "../../text/formatNumbers";

const MAX_REASONS = 2;
const MAX_UNLISTED = 3;

/** A file that was not downloaded, and why. */
type Failure = Pick<FailedItem | PlanFailure, "error"> & { readonly path: readonly string[] };

/** "1.2 GB of 2.5 GB, 84 MB/s, 15 s left, 3 of 10 files". */
export function progressText(progress: DownloadProgress): string {
  const { bytes, totalBytes, files, totalFiles } = progress;
  const parts = [
    totalBytes === undefined ? formatBytes(bytes) : `${formatBytes(bytes)} of ${formatBytes(totalBytes)}`,
    ...paceText(progress),
    ...(totalFiles > 1 ? [`${formatCount(files)} of ${formatCount(totalFiles)} files`] : []),
  ];
  return parts.join(", ");
}

function paceText({ bytesPerSecond, secondsLeft, waitSeconds }: DownloadProgress): readonly string[] {
  if (waitSeconds !== undefined) {
    return [`waiting ${formatDuration(waitSeconds)}: the service limits requests`];
  }
  return [
    ...(bytesPerSecond > 0 ? [`${formatBytes(bytesPerSecond)}/s`] : []),
    ...(secondsLeft === undefined ? [] : [`${formatDuration(Math.ceil(secondsLeft))} left`]),
  ];
}

/** How much is done, from 0 to 1: of the bytes, or of the files where bytes can't be told. */
export function doneShare({ bytes, totalBytes = 0, files, totalFiles }: DownloadProgress): number {
  return totalBytes > 0 ? Math.min(1, bytes / totalBytes) : files / Math.max(1, totalFiles);
}

/** "3,000 files (1.2 GB, 4 of them of unknown size)". */
export function amountText({ items, bytes, unknownSizes }: DownloadPlan): string {
  if (unknownSizes > 0 && unknownSizes === items.length) {
    return `${filesText(items.length)} (unknown size)`;
  }
  const unknown = unknownSizes === 0 ? "" : `, ${formatCount(unknownSizes)} of them of unknown size`;
  return `${filesText(items.length)} (${formatBytes(bytes)}${unknown})`;
}

/** As a person knows it: a path, or the address of what is no disk. */
export function folderText(folder: Uri): string {
  return folder.scheme === "file" || folder.scheme === "vscode-remote" ? folder.fsPath : folder.toString(true);
}

export function existingText(existing: number, all: number): readonly string[] {
  if (existing === 0) {
    return [];
  }
  const count = existing === all ? (all === 1 ? "It is" : "All of them are") : `${formatCount(existing)} of them are`;
  return [
    `${count} there already.`,
    "",
    "“Skip Identical” leaves those that are the same to the last byte, and replaces files that differ, including your own changes. " +
      "“Overwrite” replaces all of them. “Keep Both” replaces none, and numbers the new files.",
  ];
}

export function unlistedText({ failures, ...left }: NotListed): readonly string[] {
  const lines = failures.map(({ path, error }) => `Could not list ${path.join("/")}: ${error.message}.`);
  const rest = lines.length - MAX_UNLISTED;
  return [
    ...lines.slice(0, MAX_UNLISTED),
    ...(rest > 0 ? [`${formatCount(rest)} more could not be listed.`] : []),
    ...leftOutText(left),
  ];
}

export type NotListed = Pick<DownloadPlan, "failures" | "cutOff" | "unread">;

interface DownloadPlace {
  /** Of what was downloaded: "checkpoint-1224", "vanilla and 2 more". */
  readonly name: string;
  /** The folder, and the machine that it is on. */
  readonly where: string;
}

/** Says what came and where it is, how many files did not come and why, and what was tried again. */
export function summaryText(
  summary: DownloadSummary,
  { failures, ...rest }: NotListed,
  { name, where }: DownloadPlace,
): string {
  const { downloaded, verified, skipped, failed, retried, left } = summary;
  const parts = [
    `${left.length > 0 ? "Stopped after downloading" : "Downloaded"} ${cameText(summary, name)} to ${where}`,
    ...(verified.length > 0 ? [verifiedText(verified.length, downloaded.length)] : []),
    ...(skipped.length > 0 ? [`skipped ${identicalText(skipped.length)}`] : []),
    ...(retried.length > 0 ? [`tried ${filesText(retried.length)} again`] : []),
  ];
  return [
    `${parts.join(", ")}.`,
    ...reasonsText(
      failed.map(({ item, error }) => ({ path: item.path, error })),
      "download",
    ),
    ...reasonsText(failures, "list"),
    ...leftOutText(rest),
    ...(left.length > 0 ? ["Partial files were kept and can be resumed."] : []),
  ].join(" ");
}

/** "checkpoint-1224 (8 files, 13.4 MB)", "config.json (1.2 kB)", "2 of 5 files of vanilla (3 MB)". */
function cameText({ downloaded, skipped, failed, left, bytes }: DownloadSummary, name: string): string {
  const all = downloaded.length + skipped.length + failed.length + left.length;
  if (failed.length + left.length > 0) {
    return `${formatCount(downloaded.length)} of ${filesText(all)} of ${name} (${formatBytes(bytes)})`;
  }
  const isThatFile = all === 1 && downloaded[0]?.path.join("/") === name;
  return `${name} (${isThatFile ? "" : `${filesText(downloaded.length)}, `}${formatBytes(bytes)})`;
}

/** "Could not download 3 files: the disk is full." */
function reasonsText(failures: readonly Failure[], verb: "download" | "list"): readonly string[] {
  const byReason = new Map<string, Failure[]>();
  for (const failure of failures) {
    const { message } = failure.error;
    byReason.set(message, [...(byReason.get(message) ?? []), failure]);
  }
  const noun = verb === "download" ? "files" : "directories";
  const sentences = [...byReason].map(([reason, those]) => {
    const what = those.length === 1 ? (those[0]?.path.join("/") ?? "") : `${formatCount(those.length)} ${noun}`;
    return `Could not ${verb} ${what}: ${reason}.`;
  });
  const rest = failures.length - [...byReason.values()].slice(0, MAX_REASONS).flat().length;
  return [
    ...sentences.slice(0, MAX_REASONS),
    ...(rest > 0 ? [`Could not ${verb} ${formatCount(rest)} more, for other reasons.`] : []),
  ];
}

/** While the service is listed: "12 files, 1.2 GB", and no bytes where no size is known. */
export function foundText({ files, bytes }: { readonly files: number; readonly bytes: number }): string {
  return bytes === 0 ? filesText(files) : `${filesText(files)}, ${formatBytes(bytes)}`;
}

export function filesText(count: number): string {
  return count === 1 ? "1 file" : `${formatCount(count)} files`;
}

/** "verified 3 of them by checksum". */
function verifiedText(verified: number, downloaded: number): string {
  const which = verified < downloaded ? `${formatCount(verified)} of them` : downloaded === 1 ? "it" : "all of them";
  return `verified ${which} by checksum`;
}

/** "428 identical files". */
function identicalText(count: number): string {
  return count === 1 ? "1 identical file" : `${formatCount(count)} identical files`;
}
