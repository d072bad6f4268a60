/**
 * Runs jobs side by side, at most `slots` at a time, in their order: those that take longest come first.
 * Resolves with what they resolve with, in the same order. A job that throws ends the run once those under way are through.
 */
export async function runJobs(jobs, slots) {
  const results = [];
  const errors = [];
  let next = 0;
  const work = async (slot) => {
    while (next < jobs.length && errors.length === 0) {
      const index = next++;
      try {
        results[index] = await jobs[index](slot);
      } catch (error) {
        errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(slots, jobs.length) }, (_, slot) => work(slot)));
  if (errors.length > 0) throw errors[0];
  return results;
}
