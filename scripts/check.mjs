/** npm run check: types, lint, format and unit tests, side by side. Shows what is not ok, and names it again at the end. */
import { ensureDependencies } from "./setup/dependencies.mjs";
import { runScript } from "./setup/runScript.mjs";
import { CHECK_NAMES, runCheck } from "./testing/checks.mjs";
import { describeResult, runSuite } from "./testing/suites.mjs";

await runScript(async () => {
  await ensureDependencies();
  const results = await Promise.all([...CHECK_NAMES.map((name) => runCheck(name)), checkUnitTests()]);
  const failed = results.filter((result) => result.failed > 0).map(({ name }) => name);
  if (failed.length > 0) console.log(`\nNot ok: ${failed.join(", ")}.`);
  process.exitCode = failed.length === 0 ? 0 : 1;
});

async function checkUnitTests() {
  const result = await runSuite("unit", { isSpread: true });
  if (result.failed > 0) console.log(failuresOf(result.output));
  console.log(describeResult(result));
  return result;
}

/** What mocha says below the list of all tests; all of it when mocha did not come to its end. */
function failuresOf(output) {
  const start = output.search(/^ +\d+ passing/m);
  return output.slice(Math.max(0, start)).trimEnd();
}
