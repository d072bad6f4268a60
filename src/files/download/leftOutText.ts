import { unreadText } from "../../sources/shared/unread";
import { formatCount } from "../../text/formatNumbers";
import type { DownloadPlan } from "./downloadPlan";

/** Says how much is missing that no request can bring. */
export function leftOutText({ cutOff, unread }: Pick<DownloadPlan, "cutOff" | "unread">): readonly string[] {
  return [...(unread === undefined ? [] : [`${unreadText(unread, "files")}.`]), ...cutOffText(cutOff)];
}

function cutOffText(directories: number): readonly string[] {
  const where = directories === 1 ? "1 directory" : `${formatCount(directories)} directories`;
  return directories === 0 ? [] : [`The service may have more files than it listed in ${where}.`];
}
