import * as v from "valibot";
import { formatBytes } from "../../text/formatNumbers";
import type { ModelFileRequest } from "../../web/modelFile/messages";

/** Longer than any table of a header as CSV. */
const LONGEST_COPY = 20_000_000;

const request = v.variant("kind", [
  v.object({ kind: v.literal("ready") }),
  v.object({ kind: v.literal("refresh") }),
  v.object({ kind: v.literal("download") }),
  v.object({ kind: v.literal("setKeys") }),
  v.object({ kind: v.literal("copy"), text: v.pipe(v.string(), v.maxLength(LONGEST_COPY)) }),
]);

/** Undefined for a message that the page may not send. */
export function parseModelFileRequest(message: unknown): ModelFileRequest | undefined {
  const result = v.safeParse(request, message);
  return result.success ? result.output : undefined;
}

/** Says what becomes of a message that the page may not send. */
export function refusalOf(message: unknown): string {
  const isCopy = typeof message === "object" && message !== null && "kind" in message && message.kind === "copy";
  return isCopy
    ? `Could not copy the text: it is longer than ${formatBytes(LONGEST_COPY)}.`
    : "Could not do what the page asked for: its message was not understood.";
}
