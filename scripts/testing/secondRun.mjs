/** More failures than this are not chance. */
const LIMIT = 3;

/**
 * Runs what failed beside other work once more, alone. What passes then has its first failures among the second tries,
 * where they are said; what fails again stays failed. Resolves with the results, in the same order.
 */
export async function repeatFailed(results, repeat) {
  const failed = results.filter((result) => result.failed > 0 && repeat(result) !== undefined);
  if (failed.length === 0 || failed.length > LIMIT) return results;
  const merged = [...results];
  for (const first of failed) {
    console.log(`\n${first.name} is run once more, alone:`);
    const second = await repeat(first)();
    const retries = [...first.retries, ...failuresOf(first), ...second.retries];
    merged[results.indexOf(first)] = { ...second, ms: first.ms + second.ms, retries };
  }
  return merged;
}

function failuresOf({ name, failures, problem }) {
  return problem === undefined ? failures : [...failures, { title: name, reason: problem }];
}
