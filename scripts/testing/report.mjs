import { sumResults } from "./suiteResult.mjs";

const SLOWEST = 20;

/**
 * The end of a run's output: the time of each suite, the slowest tests, the second tries, and a closing line that is the only
 * one of its form. Returns the lines and whether all is well.
 */
export function reportRun(results, { grep } = {}) {
  const { passed, failed } = sumResults(results);
  const hasNoMatch = grep !== undefined && passed + failed === 0;
  const failures = failed + (hasNoMatch ? 1 : 0);
  const lines = [
    ...suiteTimes(results),
    ...slowestTests(results),
    ...secondTries(results),
    ...(hasNoMatch ? [`No test matches ${grep}.`] : []),
    "",
    `${passed} passed, ${failures} failed`,
  ];
  return { lines, isOk: failures === 0 };
}

function suiteTimes(results) {
  const timed = results.filter(({ ms }) => ms !== undefined);
  return timed.length === 0 ? [] : ["", "Time of each:", ...timed.map(({ name, ms }) => `  ${seconds(ms)}  ${name}`)];
}

function slowestTests(results) {
  const tests = results.flatMap((result) => result.tests ?? []).sort((a, b) => b.ms - a.ms);
  if (tests.length === 0) return [];
  return ["", "Slowest tests:", ...tests.slice(0, SLOWEST).map(({ title, ms }) => `  ${seconds(ms)}  ${title}`)];
}

/** A first try that failed is a fault to find, even when the second one passed. */
function secondTries(results) {
  const retries = results.flatMap((result) => result.retries ?? []);
  const count = `Second tries: ${retries.length}`;
  return ["", count, ...retries.map(({ title, reason }) => `  ${title}: ${reason}`)];
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`.padStart(8);
}
