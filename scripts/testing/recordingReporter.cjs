/**
 * Mocha's "spec" reporter that also writes each result as a line of JSON to the file named by TEST_RECORD, so that numbers
 * need not be read out of text. Runs in plain Node and inside VS Code's extension host.
 */
const { appendFileSync } = require("node:fs");
const { reporters, Runner } = require("mocha");

const { EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_TEST_PENDING, EVENT_TEST_RETRY, EVENT_RUN_END } = Runner.constants;

module.exports = class RecordingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const file = process.env.TEST_RECORD;
    const write = (event, facts) => {
      if (file) appendFileSync(file, `${JSON.stringify({ event, ...facts })}\n`);
    };
    runner.on(EVENT_TEST_PASS, (test) => write("pass", { title: test.fullTitle(), ms: test.duration }));
    runner.on(EVENT_TEST_FAIL, (test, error) => write("fail", { title: test.fullTitle(), reason: reasonOf(error) }));
    runner.on(EVENT_TEST_PENDING, (test) => write("pending", { title: test.fullTitle() }));
    runner.on(EVENT_RUN_END, () => write("end"));
    // A test that needs a second try has something to tell, and is not to be overlooked.
    runner.on(EVENT_TEST_RETRY, (test, error) => {
      write("retry", { title: test.fullTitle(), reason: reasonOf(error) });
      console.log(`    … tried again: ${test.title}\n${error?.stack ?? error}`);
    });
  }
};

function reasonOf(error) {
  return String(error?.message ?? error).split("\n")[0];
}
