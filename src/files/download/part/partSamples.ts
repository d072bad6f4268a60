import { skipPrefix } from "./skipPrefix";
import type { PartNote } from "./partNote";
import type { PartContext } from "./partContext";
import { readRange } from "./readRange";
import { defined } from "../../../text/defined";

/** So many bytes are compared in one place. */
export const SAMPLE = 64 * 1024;
const SAMPLES = 4;
/** To download so little again costs no more than to compare it. */
export const SMALLEST_COMPARED = (SAMPLES + 1) * SAMPLE;

/**
 * Compares a part with the service's file by samples from all over it: of two checkpoints, long pieces are the
 * same where layers are frozen or padded, so that none alone says much. They are read back from the part, and not known by
 * hashes in its note: that takes no work while bytes come, and finds out, too, when it was the disk that lost them.
 */
export async function hasSameSamples(note: PartNote, context: PartContext): Promise<boolean> {
  const step = (note.bytes - SAMPLE) / SAMPLES;
  for (let index = 0; index < SAMPLES; index += 1) {
    if (!(await hasSameSample({ ...note, start: Math.floor((index + 0.5) * step) }, context))) {
      return false;
    }
  }
  return true;
}

async function hasSameSample(
  { start, size, version }: PartNote & { readonly start: number },
  context: PartContext,
): Promise<boolean> {
  const end = start + SAMPLE;
  const there = await context.target.readPart(context.part, start, SAMPLE);
  const own = new AbortController();
  try {
    const signal = AbortSignal.any([context.signal, own.signal]);
    const content = await readRange({ start, end, ...defined({ version }) }, { ...context, signal });
    const isOfPart = content?.start === start && content.size === size && content.version === version;
    return isOfPart && there.length === SAMPLE && (await holds(content.body, there));
  } finally {
    // A body that is not read keeps its connection.
    own.abort();
  }
}

/** Reads to the end, so that the connection serves the next sample. */
async function holds(body: AsyncIterable<Uint8Array>, bytes: Uint8Array): Promise<boolean> {
  const rest = await skipPrefix(body, bytes);
  let isMore = false;
  for await (const chunk of rest ?? []) {
    isMore ||= chunk.length > 0;
  }
  return rest !== undefined && !isMore;
}
