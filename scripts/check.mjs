/** npm run check: types, lint, format and unit tests, side by side. Shows the output of what is not ok. */
import { ensureDependencies } from "./setup/dependencies.mjs";
import { runScript } from "./setup/runScript.mjs";
import { CHECK_NAMES, runCheck } from "./testing/checks.mjs";
import { sumResults } from "./testing/suiteResult.mjs";
import { describeResult, runSuite } from "./testing/suites.mjs";

await runScript(async () => {
  await ensureDependencies();
  const results = await Promise.all([...CHECK_NAMES.map((name) => runCheck(name)), checkUnitTests()]);
  process.exitCode = sumResults(results).failed === 0 ? 0 : 1;
});

async function checkUnitTests() {
  const result = await runSuite("unit", { isSpread: true });
  if (result.failed > 0) console.log(result.output.trimEnd());
  console.log(describeResult(result));
  return result;
}
