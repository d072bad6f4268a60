/**
 * Does a piece of work for each item, at most so many at a time. Results stand in the order of the items. Rejects with the
 * first failure, after which nothing new is begun.
 */
export async function mapBounded<T, R>(
  items: readonly T[],
  most: number,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const left = items.entries();
  const results: R[] = [];
  let hasFailed = false;
  const worker = async () => {
    for (const [index, item] of left) {
      if (hasFailed) {
        return;
      }
      results[index] = await work(item);
    }
  };
  const noteFailure = (error: unknown) => {
    hasFailed = true;
    throw error;
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, () => worker().catch(noteFailure)));
  return results;
}
