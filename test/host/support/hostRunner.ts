import { appendFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { format } from "node:util";
import { takeCoverage } from "node:v8";
import Mocha from "mocha";

/** From out/test/host/, where this runs as a bundle. */
const ROOT = resolve(__dirname, "../../..");
const TIMEOUT_MS = 120_000;

/** What VS Code calls in its extension host. Runs every test file beside this one. */
export function run(): Promise<void> {
  writeOutputToRecord();
  const { TEST_GREP: grep } = process.env;
  const mocha = new Mocha({
    timeout: TIMEOUT_MS,
    forbidOnly: true,
    // As with a window that is driven from outside: VS Code's events come late on a busy machine. A second try is said.
    retries: 1,
    reporter: join(ROOT, "scripts/testing/recordingReporter.cjs"),
    ...(grep === undefined ? {} : { grep }),
  });
  // VS Code ends its extension host before Node writes what ran in it, and its end is near when the reporter has told of the last test.
  mocha.rootHooks({ afterAll: () => takeCoverage() });
  for (const file of readdirSync(__dirname)) if (file.endsWith(".test.js")) mocha.addFile(join(__dirname, file));
  return new Promise((resolve, reject) => {
    mocha.run((failures) => {
      if (failures === 0) resolve();
      else reject(new Error("There are failed tests."));
    });
  });
}

/** The extension host's console is out of sight: what the reporter prints goes the way of its results. */
function writeOutputToRecord(): void {
  const { TEST_RECORD: record } = process.env;
  if (record === undefined) return;
  const consoleLog = (...args: unknown[]) =>
    appendFileSync(record, `${JSON.stringify({ event: "text", text: format(...args) })}\n`);
  Object.assign(Mocha.reporters.Base, { consoleLog });
}
