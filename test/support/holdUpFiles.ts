import type { FaultHook } from "../../src/sample/server/faults";

/** A part of a file has a note from here on. */
export const NOTED_BYTES = 16 * 1024 * 1024;

/**
 * Sends files at 4 MB a second; of a file that several connections share, the last ranges get no answer. So a file of more
 * than 21 MB is under way until a test has seen its note, however fast or slow the machine is.
 */
export const holdUpFiles: FaultHook = ({ path, headers }) => {
  if (!path.endsWith("/content")) {
    return undefined;
  }
  const start = Number(/^bytes=(\d+)-/.exec(headers.range ?? "")?.[1] ?? 0);
  return start > NOTED_BYTES + 4_000_000 ? { hang: true } : { bytesPerSecond: 4_000_000 };
};
