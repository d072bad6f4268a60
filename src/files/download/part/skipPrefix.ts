import { ApiError } from "../../../http/apiError";

/**
 * Gives the rest of a body behind bytes that it must begin with. Undefined when it begins with others: then it has to
 * be aborted.
 */
export async function skipPrefix(
  body: AsyncIterable<Uint8Array>,
  expected: Uint8Array,
): Promise<AsyncIterable<Uint8Array> | undefined> {
  const chunks = body[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array();
  for (let seen = 0; seen < expected.length;) {
    const next = await chunks.next();
    if (next.done === true) {
      throw new ApiError("network", `the connection ended after ${seen} of ${expected.length} bytes that are there`);
    }
    const common = next.value.subarray(0, expected.length - seen);
    if (Buffer.compare(common, expected.subarray(seen, seen + common.length)) !== 0) {
      return undefined;
    }
    seen += common.length;
    rest = next.value.subarray(common.length);
  }
  return following(rest, chunks);
}

async function* following(first: Uint8Array, chunks: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (first.length > 0) {
    yield first;
  }
  yield* { [Symbol.asyncIterator]: () => chunks };
}
